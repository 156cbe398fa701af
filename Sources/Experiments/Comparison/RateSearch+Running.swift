internal import WeightNormCore

extension RateSearch {
  /// How far a coarse grid is extended at a time, in octaves, and how often at most.
  private static var extensionOctaves: Double { 2 }
  private static var extensionLimit: Int { 3 }

  /// The curve of each arm on the coarse grid, extended while its best rate stands at an edge: the least
  /// mean over the seeds of the metric, of which `metrics` gives all seeds of each job.
  func coarseCurves(
    _ metrics: ([RateJob]) async throws -> [[Double]]
  ) async throws -> [RateCurve] {
    var curves = arms.map { _ in RateCurve() }
    var jobs = jobs { _ in rates.exponents }
    for _ in 0...Self.extensionLimit where !jobs.isEmpty {
      for (job, metrics) in zip(jobs, try await metrics(jobs)) {
        curves[job.arm].insert(exponent: job.exponent, metrics: metrics)
      }
      jobs = self.jobs { arm in
        isDegenerate(arms[arm])
          ? []
          : curves[arm].exponents(beyond: Self.extensionOctaves, step: rates.step, margin: 1)
      }
    }
    return curves
  }

  /// Each arm at the rates of its window round the best one of its coarse curve, and at those by which the
  /// window grows. `runs` gives the runs of each job, one an evaluation seed.
  func evaluated<Run>(
    around coarse: [RateCurve], metric: (Run) -> Double,
    _ runs: ([RateJob]) async throws -> [[Run]]
  ) async throws -> [RunsAtRates<Run>] {
    var evaluated = zip(arms, coarse).map { RunsAtRates<Run>(window(of: $0), around: $1) }
    for _ in 0...RateWindow.growthLimit {
      let jobs = jobs { evaluated[$0].missingExponents(bootstrap) }
      guard !jobs.isEmpty else { break }
      for (job, runs) in zip(jobs, try await runs(jobs)) {
        evaluated[job.arm].insert(
          exponent: job.exponent, runs: runs, metrics: runs.map(metric))
      }
    }
    return evaluated
  }

  private func jobs(_ exponents: (_ arm: Int) -> [Double]) -> [RateJob] {
    arms.indices.flatMap { arm in exponents(arm).map { RateJob(arm: arm, exponent: $0) } }
  }
}
