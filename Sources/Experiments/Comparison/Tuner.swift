internal import WeightNormCore

/// Finds the neighbourhood of each arm's best learning rate: the least mean of the compared metric over the
/// tuning seeds, on a coarse grid. A best rate at the edge of the grid extends the grid there.
struct Tuner: Sendable {
  /// How far a grid is extended at a time, in octaves, and how often at most.
  static let extensionOctaves = 2.0
  static let extensionLimit = 3

  let trainer: Trainer
  let workers: Workers

  /// The curve of each arm of the comparison.
  func tune() async throws -> [RateCurve] {
    let comparison = trainer.comparison
    let steps = comparison.tuningSteps
    var curves = comparison.arms.map { _ in RateCurve() }
    var jobs = curves.indices.flatMap { arm in
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
        curves[job.arm].insert(exponent: job.exponent, metrics: metrics)
      }
      // Where there is next to nothing to learn, no rate is best.
      jobs = curves.indices.filter { !comparison.isDegenerate(comparison.arms[$0]) }.flatMap {
        arm in
        curves[arm].exponents(
          beyond: Self.extensionOctaves, step: comparison.rates.step, margin: 1
        ).map { (arm, $0) }
      }
    }
    return curves
  }
}
