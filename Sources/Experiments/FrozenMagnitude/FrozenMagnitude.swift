internal import Runs
internal import WeightNormCore

/// X5b: what training g is worth in real networks, from a start that fits and from one that does not.
enum FrozenMagnitude {
  static let id = "frozen-g"

  struct Specification: Codable, Sendable {
    var cells = [digits, fashionMNIST]
    /// Effects within ± this many octaves of the metric count as none.
    var margin = 0.1
    /// Differences of test accuracy within ± this many percentage points count as none.
    var accuracyMargin = 1.0
    var comparisons = [
      Pairing(first: .frozenDataDependent, second: .weightNormDataDependent),
      Pairing(first: .frozenOne, second: .weightNormOne),
      Pairing(first: .weightNormOne, second: .weightNormDataDependent),
    ]
  }

  static let arms: [Arm] = [
    .weightNormDataDependent, .frozenDataDependent, .weightNormOne, .frozenOne,
  ]

  private static let digits = Comparison(
    name: "digits", dataSet: .digits, sizes: [64, 32, 32, 10], hidden: .relu, epochs: 8,
    batchSize: 32, optimizer: .heavyBall, arms: arms,
    rates: RateGrid(lowest: -8, highest: 0, step: 1), metric: .meanLoss,
    tuningSeeds: Array(100..<103), evaluationSeeds: Array(0..<10), initializationRows: 500,
    streams: "\(id)/digits")

  private static let fashionMNIST = Comparison(
    name: "fashion-mnist", dataSet: .fashionMNIST, sizes: [196, 32, 32, 10], hidden: .relu,
    epochs: 6, batchSize: 32, optimizer: .heavyBall, arms: arms,
    rates: RateGrid(lowest: -8, highest: 0, step: 1), metric: .meanLoss,
    tuningSeeds: Array(100..<103), evaluationSeeds: Array(0..<10), initializationRows: 500,
    streams: "\(id)/fashion-mnist")

  static let experiment = Experiment(
    id: id, title: "What training g is worth", dataSets: [.digits, .fashionMNIST], quick: .none,
    specification: { _ in Specification() },
    work: { $0.cells.map(work).reduce(0, +) },
    run: { specification, context in
      let data = try specification.cells.map { try context.data.load($0.dataSet) }
      return try await run(specification, data: data, context)
    })

  /// The nominal cost of a cell without extensions of its grid.
  private static func work(_ cell: Comparison) -> Double {
    let rows = cell.dataSet == .digits ? 1400 : 2000
    let runs = cell.rates.octaves.count * cell.tuningSeeds.count + cell.evaluationSeeds.count
    return Double(cell.arms.count * runs) * Trainer.work(cell, trainRows: rows)
  }

  /// `data` holds one data set per cell.
  static func run(
    _ specification: Specification, data: [LabeledData], _ context: RunContext
  ) async throws -> RunRecord {
    var builder = RecordBuilder()
    var results: [ComparisonResult] = []
    for (cell, data) in zip(specification.cells, data) {
      let result = try await ComparisonResult(cell, data: data, workers: context.workers)
      record(result, specification, into: &builder)
      results.append(result)
    }
    recordStarts(results, into: &builder)
    return try builder.record(
      of: id, title: experiment.title, profile: context.profile, specification: specification,
      seeds: specification.cells[0].evaluationSeeds)
  }
}

extension Arm {
  /// The start by one batch, g kept there.
  static let frozenDataDependent = Arm(
    name: "wn-ddi-frozen", parameterization: .weightNormFrozen, start: .dataDependent)
  /// g starts at 1 in every unit.
  static let weightNormOne = Arm(
    name: "wn-one", parameterization: .weightNorm, start: .he, magnitude: .one)
  /// g stays at 1.
  static let frozenOne = Arm(
    name: "wn-one-frozen", parameterization: .weightNormFrozen, start: .he, magnitude: .one)
}
