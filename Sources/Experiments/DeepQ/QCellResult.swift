internal import Runs
internal import WeightNormCore

/// The finished runs of a cell: where each arm's best rate was looked for, and its runs there.
struct QCellResult: Sendable {
  let cell: DeepQ.Cell
  /// Per arm, on the coarse grid with the tuning seeds; the metric is the shortfall.
  let coarse: [RateCurve]
  /// Per arm, with the evaluation seeds.
  let evaluated: [RunsAtRates<QRun>]

  /// Finds the neighbourhood of every arm's best rate, then trains it there with every evaluation seed.
  init(_ cell: DeepQ.Cell, workers: Workers) async throws {
    self.cell = cell
    coarse = try await Self.tune(cell, workers)
    var evaluated = coarse.map { RunsAtRates<QRun>(cell.window, around: $0) }
    for _ in 0...RateWindow.growthLimit {
      let jobs = evaluated.indices.flatMap { arm in
        evaluated[arm].missingExponents(cell.bootstrap).map { (arm: arm, exponent: $0) }
      }
      let runs = try await Self.train(cell, jobs, cell.evaluationSeeds, workers)
      for (job, runs) in zip(jobs, runs) {
        evaluated[job.arm].insert(
          exponent: job.exponent, runs: runs, metrics: runs.map(\.shortfall))
      }
    }
    self.evaluated = evaluated
  }

  /// The curve of each arm on the coarse grid, extended while its best rate stands at an edge.
  private static func tune(_ cell: DeepQ.Cell, _ workers: Workers) async throws -> [RateCurve] {
    var curves = cell.arms.map { _ in RateCurve() }
    var jobs = curves.indices.flatMap { arm in
      cell.rates.exponents.map { (arm: arm, exponent: $0) }
    }
    for _ in 0...Tuner.extensionLimit where !jobs.isEmpty {
      let runs = try await train(cell, jobs, cell.tuningSeeds, workers)
      for (job, runs) in zip(jobs, runs) {
        curves[job.arm].insert(exponent: job.exponent, metrics: runs.map(\.shortfall))
      }
      jobs = curves.indices.flatMap { arm in
        curves[arm].exponents(
          beyond: Tuner.extensionOctaves, step: cell.rates.step, margin: 1
        ).map { (arm, $0) }
      }
    }
    return curves
  }

  private static func train(
    _ cell: DeepQ.Cell, _ jobs: [(arm: Int, exponent: Double)], _ seeds: [Int],
    _ workers: Workers
  ) async throws -> [[QRun]] {
    try await workers.map(jobs, seeds: seeds, work: cell.work) { job, seed in
      try cell.run(cell.arms[job.arm], rate: RateGrid.rate(job.exponent), seed: seed)
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

extension QCellResult {
  /// The place of an arm.
  ///
  /// - Precondition: it is one of the cell's.
  func index(of arm: QArm) -> Int {
    guard let index = cell.arms.firstIndex(of: arm) else {
      preconditionFailure("\(arm.name) is not an arm of \(cell.name)")
    }
    return index
  }

  func compares(_ pairing: QPairing) -> Bool {
    cell.arms.contains(pairing.first) && cell.arms.contains(pairing.second)
  }

  /// Whether an arm's best rate is an inner one of those that it was looked for at.
  func isInterior(_ arm: QArm) -> Bool {
    let (coarse, found) = (coarse[index(of: arm)], evaluated[index(of: arm)])
    return coarse.isInterior && !found.edges.contains(found.curve.bestIndex)
  }

  /// The effect at chosen rates: by how much the mean return of the first arm is higher.
  func difference(of pairing: QPairing) -> ChosenRateEffect {
    effect(of: pairing) { $0 }
  }

  /// The same with log₂ of the ratio of shortfalls.
  func octaves(of pairing: QPairing) -> ChosenRateEffect {
    effect(of: pairing, costing: Elementary.log2)
  }

  private func effect(
    of pairing: QPairing, costing cost: (Double) -> Double
  ) -> ChosenRateEffect {
    func curves(_ arm: QArm) -> ChosenRateEffect.Curves {
      let found = evaluated[index(of: arm)]
      return ChosenRateEffect.Curves(
        metrics: found.curve.metrics, costs: found.curve.metrics.map { $0.map(cost) },
        edges: found.edges)
    }
    return ChosenRateEffect(
      first: curves(pairing.first), second: curves(pairing.second), from: cell.bootstrap)
  }

  /// Whether the arms cannot be compared; as in `ComparisonResult`.
  func isVoid(_ effect: ChosenRateEffect, of pairing: QPairing) -> Bool {
    !isInterior(pairing.first) || !isInterior(pairing.second)
      || effect.edgeShare > RateWindow.edgeLimit
  }
}
