internal import WeightNormCore

/// Finds the best learning rate of each arm: the least mean of the compared metric over the tuning
/// seeds. A best rate at the edge of the grid extends the grid there.
struct Tuner: Sendable {
  /// How far a grid is extended at a time, in octaves, and how often at most.
  static let extensionOctaves = 2.0
  static let extensionLimit = 3

  let trainer: Trainer
  let workers: Workers

  /// The tuning of each arm of the comparison.
  func tune() async throws -> [Tuning] {
    let comparison = trainer.comparison
    let steps = comparison.tuningSteps
    var tunings = comparison.arms.map { _ in Tuning() }
    var jobs = tunings.indices.flatMap { arm in
      comparison.rates.exponents.map { (arm: arm, exponent: $0) }
    }
    for _ in 0...Self.extensionLimit where !jobs.isEmpty {
      let metrics = try await workers.map(
        jobs, seeds: comparison.tuningSeeds, work: comparison.work(steps: steps)
      ) { job, seed in
        let rate = RateGrid.rate(job.exponent)
        return trainer.metric(
          try trainer.run(
            comparison.arms[job.arm], rate: rate, seed: seed, steps: steps, accuracies: false),
          steps: steps)
      }
      for (job, metrics) in zip(jobs, metrics) {
        tunings[job.arm].insert(exponent: job.exponent, metrics: metrics)
      }
      jobs = tunings.indices.filter {
        // Where there is next to nothing to learn, no rate is best.
        !tunings[$0].isInterior && !comparison.isDegenerate(comparison.arms[$0])
      }.flatMap { arm in
        tunings[arm].missingExponents(step: comparison.rates.step).map { (arm, $0) }
      }
    }
    return tunings
  }
}
