internal import WeightNormCore

/// The finished runs of a cell; the metric is the shortfall.
struct QCellResult: RateSearchResult {
  let comparison: DeepQ.Cell
  let coarse: [RateCurve]
  let evaluated: [RunsAtRates<QRun>]

  /// Finds the neighbourhood of every arm's best rate, then trains it there with every evaluation seed.
  init(_ cell: DeepQ.Cell, workers: Workers) async throws {
    func runs(_ jobs: [RateJob], _ seeds: [Int]) async throws -> [[QRun]] {
      try await workers.map(jobs, seeds: seeds, work: cell.runWork) { job, seed in
        try cell.run(cell.arms[job.arm], rate: job.rate, seed: seed)
      }
    }
    comparison = cell
    coarse = try await cell.coarseCurves { jobs in
      try await runs(jobs, cell.tuningSeeds).map { $0.map(\.shortfall) }
    }
    evaluated = try await cell.evaluated(around: coarse, metric: \.shortfall) { jobs in
      try await runs(jobs, cell.evaluationSeeds)
    }
  }

  /// The effect at chosen rates: by how much the mean return of the first arm is higher.
  func difference(of pairing: QPairing) -> ChosenRateEffect {
    effect(of: pairing) { arm in
      ChosenRateEffect.Curves(
        metrics: arm.curve.metrics, costs: arm.curve.metrics, edges: arm.edges)
    }
  }
}

extension DeepQ.Cell {
  /// One run. Its streams are those of cell and seed, the same for every arm and rate.
  ///
  /// - Throws: `CoreError` where the draw gives no start; a run that diverges is a result.
  func run(_ arm: QArm, rate: Double, seed: Int) throws(CoreError) -> QRun {
    func run<World: Environment>(_: World.Type) throws(CoreError) -> QRun {
      var training = try QTraining<World>(self, arm, rate: rate, seed: seed)
      return try training.run()
    }
    return switch environment {
    case .cartPole: try run(CartPole.self)
    case .catch: try run(Catch.self)
    }
  }
}
