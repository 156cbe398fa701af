internal import Runs
internal import WeightNormCore

/// A finished comparison.
struct ComparisonResult: RateSearchResult {
  let comparison: Comparison
  let coarse: [RateCurve]
  let evaluated: [ArmRuns]
  /// How many rows an accuracy is taken over.
  let testRows: Int
}

extension ComparisonResult {
  /// Finds the neighbourhood of every arm's best rate, then trains it there with every evaluation seed.
  init(
    _ comparison: Comparison, data: any TrainingData, workers: Workers
  ) async throws {
    let trainer = Trainer(comparison: comparison, data: data)
    let coarse = try await trainer.coarseCurves(workers)
    let evaluated = try await comparison.evaluated(
      around: coarse, metric: { trainer.metric($0) }
    ) { jobs in
      try await workers.map(
        jobs, seeds: comparison.evaluationSeeds, work: comparison.runWork
      ) { job, seed in
        try trainer.run(comparison.arms[job.arm], rate: job.rate, seed: seed)
      }
    }
    self.init(
      comparison: comparison, coarse: coarse, evaluated: evaluated,
      testRows: data.testLabels.count)
  }
}

extension Trainer {
  /// The curve of each arm of the comparison on the coarse grid. Its runs may be shorter than others, and
  /// only their metrics are kept.
  func coarseCurves(_ workers: Workers) async throws -> [RateCurve] {
    let steps = comparison.tuningSteps
    return try await comparison.coarseCurves { jobs in
      try await workers.map(
        jobs, seeds: comparison.tuningSeeds, work: comparison.tuningRunWork
      ) { job, seed in
        metric(
          try run(
            comparison.arms[job.arm], rate: job.rate, seed: seed, steps: steps,
            accuracies: false),
          steps: steps)
      }
    }
  }
}

extension ComparisonResult {
  /// log₂ of the rate that half as many seeds choose, on average.
  func chosenExponent(of arm: Arm) -> Double {
    let found = evaluated(arm)
    let shares = found.choosingExponents.choices(from: comparison.bootstrap)
    return zip(shares, found.curve.exponents).map(*).reduce(0, +)
  }

  /// The test rows that its evaluation runs classify right, per rate of the curve, per seed.
  func rightRows(of arm: Arm) -> [[Double]] {
    evaluated(arm).runs.map { $0.map { ($0.testAccuracy * Double(testRows)).rounded() } }
  }

  /// The metrics of its runs at the best rate.
  func metrics(of arm: Arm) -> [Double] { curve(of: arm).metrics[curve(of: arm).bestIndex] }

  /// The test accuracy of the first minus that of the second, in percentage points.
  ///
  /// - Precondition: as `effect(of:)`.
  func accuracyDifference(of pairing: Pairing) -> ChosenRateEffect {
    effect(of: pairing) { arm in
      ChosenRateEffect.Curves(
        metrics: arm.curve.metrics, costs: arm.runs.map { $0.map { -100 * $0.testAccuracy } },
        edges: arm.edges)
    }
  }

  /// How many octaves higher the rates are that the second one chooses.
  ///
  /// - Precondition: as `effect(of:)`.
  func loweredRate(of pairing: Pairing) -> ChosenRateEffect {
    effect(of: pairing, \.choosingExponents)
  }
}

extension ArmRuns {
  /// What is told is log₂ of the chosen rate itself.
  fileprivate var choosingExponents: ChosenRateEffect.Curves {
    ChosenRateEffect.Curves(
      metrics: curve.metrics,
      costs: zip(curve.exponents, curve.metrics).map { exponent, metrics in
        metrics.map { _ in exponent }
      },
      edges: edges)
  }
}
