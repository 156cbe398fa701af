internal import WeightNormCore

/// Finds the best learning rate of each arm: the least mean of the compared metric over the tuning
/// seeds. A best rate at the edge of the grid extends the grid there.
struct Tuner: Sendable {
  /// What tuning one arm found.
  struct Result: Sendable {
    /// log₂ η of every rate tried, increasing, and the metrics of all tuning seeds at it.
    var octaves: [Double]
    var metrics: [[Double]]
    /// How many tuning seeds blew up at each rate.
    var blowUps: [Int]

    var means: [Double] { metrics.map(PairedEffect.mean) }

    /// The index of the best rate: the least mean, the lower rate where two are equal.
    var bestIndex: Int { octaves.indices.min { means[$0] < means[$1] } ?? 0 }
    var bestOctave: Double { octaves[bestIndex] }

    /// Whether the best rate is an inner one; at the edge the comparison is void.
    var isInterior: Bool { bestIndex > 0 && bestIndex < octaves.count - 1 }
  }

  /// How far a grid is extended at a time, in octaves, and how often at most.
  static let extensionOctaves = 2.0
  static let extensionLimit = 3

  let trainer: Trainer
  let workers: Workers

  private struct Job: Sendable {
    let arm: Int
    let octave: Double
    let seed: Int
  }

  /// The result of each arm of the comparison.
  func tune() async throws -> [Result] {
    let comparison = trainer.comparison
    var results = comparison.arms.map { _ in Result(octaves: [], metrics: [], blowUps: []) }
    try await measure(
      comparison.arms.indices.map { ($0, comparison.rates.octaves) }, into: &results)
    for _ in 0..<Self.extensionLimit {
      // Where there is next to nothing to learn, no rate is best.
      let extensions = results.indices.filter {
        !results[$0].isInterior && !comparison.isDegenerate(comparison.arms[$0])
      }.map { ($0, results[$0].missingOctaves(step: comparison.rates.step)) }
      guard !extensions.isEmpty else { break }
      try await measure(extensions, into: &results)
    }
    return results
  }

  private func measure(
    _ wanted: [(arm: Int, octaves: [Double])], into results: inout [Result]
  ) async throws {
    let seeds = trainer.comparison.tuningSeeds
    let jobs = wanted.flatMap { arm, octaves in
      octaves.flatMap { octave in seeds.map { Job(arm: arm, octave: octave, seed: $0) } }
    }
    let cost = Trainer.work(trainer.comparison, trainRows: trainer.data.trainLabels.count)
    let runs = try await workers.map(jobs, work: { _ in cost }) { job in
      let arm = trainer.comparison.arms[job.arm]
      return try trainer.run(arm, rate: RateGrid.rate(job.octave), seed: job.seed)
    }
    for start in stride(from: 0, to: jobs.count, by: seeds.count) {
      let group = runs[start..<start + seeds.count]
      results[jobs[start].arm].insert(
        octave: jobs[start].octave, metrics: group.map(trainer.metric),
        blowUps: group.count { $0.blowUpStep != nil })
    }
  }
}

extension Tuner.Result {
  /// The rates beyond the edge at which the best one stands.
  func missingOctaves(step: Double) -> [Double] {
    let count = Int(Tuner.extensionOctaves / step)
    return bestIndex == 0
      ? (1...count).reversed().map { octaves[0] - Double($0) * step }
      : (1...count).map { octaves[octaves.count - 1] + Double($0) * step }
  }

  /// Keeps the rates increasing.
  mutating func insert(octave: Double, metrics newMetrics: [Double], blowUps count: Int) {
    let place = octaves.firstIndex { $0 > octave } ?? octaves.count
    octaves.insert(octave, at: place)
    metrics.insert(newMetrics, at: place)
    blowUps.insert(count, at: place)
  }
}
