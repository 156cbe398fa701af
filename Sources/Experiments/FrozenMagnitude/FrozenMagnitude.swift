internal import Runs
internal import WeightNormCore

/// X5b: what training g is worth in real networks, from a start that fits and from one that does not.
enum FrozenMagnitude: Experiment {
  static let id = "frozen-g"
  static let title = "What training g is worth"
  static let dataSets = [DataSetName.digits, .fashionMNIST]
  static let quick = Profile.Coverage.none

  struct Specification: ExperimentSpecification {
    var cells = [digits, fashionMNIST]
    var margins = Margins()
    var pairings = [
      Pairing(first: .frozenDataDependent, second: .weightNormDataDependent),
      Pairing(first: .frozenOne, second: .weightNormOne),
      Pairing(first: .weightNormOne, second: .weightNormDataDependent),
    ]

    var seeds: [Int] {
      cells[0].evaluationSeeds
    }
  }

  static let arms: [Arm] = [
    .weightNormDataDependent, .frozenDataDependent, .weightNormOne, .frozenOne,
  ]

  private static let digits = Comparison(
    name: "digits", dataSet: .digits, sizes: [64, 32, 32, 10], hidden: .relu, epochs: 8,
    batchSize: 32, optimizer: .heavyBall, arms: arms,
    rates: RateGrid(lowest: -8, highest: 0, step: 1), metric: .meanLoss,
    tuningSeeds: Array(100..<103), evaluationSeeds: Array(0..<12), initializationRows: 500,
    streams: "\(id)/digits")

  private static let fashionMNIST = Comparison(
    name: "fashion-mnist", dataSet: .fashionMNIST, sizes: [196, 32, 32, 10], hidden: .relu,
    epochs: 6, batchSize: 32, optimizer: .heavyBall, arms: arms,
    rates: RateGrid(lowest: -8, highest: 0, step: 1), metric: .meanLoss,
    tuningSeeds: Array(100..<103), evaluationSeeds: Array(0..<12), initializationRows: 500,
    streams: "\(id)/fashion-mnist")

  static func work(_ specification: Specification) -> Work {
    .sum(specification.cells.map(\.work))
  }

  static func run(
    _ specification: Specification, _ context: RunContext
  ) async throws -> Result {
    Result(try await specification.cells.results(context), specification)
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
