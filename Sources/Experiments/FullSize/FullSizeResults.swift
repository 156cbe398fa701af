internal import WeightNormCore

/// How each arm was tuned, and its runs at its best rate.
struct FullSizeResults: Sendable {
  let specification: FullSize.Specification
  let tuning: [Tuner.Result]
  /// Per arm, per seed.
  let runs: [[FullSizeTrainer.Run]]
  /// The mean loss of all batches, in the same order.
  let metrics: [[Double]]

  private struct Job: Sendable {
    let arm: Int
    let octave: Double
    let seed: Int
  }

  init(_ trainer: FullSizeTrainer, workers: Workers) async throws {
    let specification = trainer.specification
    func train(_ jobs: [Job], epochs: Int) async throws -> [FullSizeTrainer.Run] {
      let cost = Double(epochs) * FullSize.epochWork(specification)
      return try await workers.map(jobs, work: { _ in cost }) { job in
        try trainer.run(
          specification.arms[job.arm], rate: RateGrid.rate(job.octave), seed: job.seed,
          epochs: epochs)
      }
    }
    var tuning = specification.arms.map { _ in Tuner.Result(octaves: [], metrics: [], blowUps: []) }
    var wanted = specification.arms.indices.map { ($0, specification.rates.octaves) }
    for _ in 0...1 {
      let jobs = wanted.flatMap { arm, octaves in
        octaves.map { Job(arm: arm, octave: $0, seed: specification.tuningSeed) }
      }
      let epochs = specification.tuningEpochs
      for (job, run) in zip(jobs, try await train(jobs, epochs: epochs)) {
        tuning[job.arm].insert(
          octave: job.octave, metrics: [trainer.metric(run, epochs: epochs)],
          blowUps: run.blowUpStep == nil ? 0 : 1)
      }
      wanted = tuning.indices.filter { !tuning[$0].isInterior }.map {
        ($0, tuning[$0].missingOctaves(step: specification.rates.step))
      }
    }
    let jobs = specification.arms.indices.flatMap { arm in
      specification.seeds.map { Job(arm: arm, octave: tuning[arm].bestOctave, seed: $0) }
    }
    let runs = try await train(jobs, epochs: specification.epochs)
    let count = specification.seeds.count
    self.specification = specification
    self.tuning = tuning
    self.runs = specification.arms.indices.map { Array(runs[$0 * count..<($0 + 1) * count]) }
    metrics = self.runs.map { $0.map { trainer.metric($0, epochs: specification.epochs) } }
  }
}
