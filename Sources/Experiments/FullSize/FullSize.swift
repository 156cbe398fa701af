internal import Runs
internal import WeightNormCore

/// X12: Fashion-MNIST as people use it, at full size, each method at its own best rate. It decides no
/// claim: it is the picture that a practitioner looks for.
enum FullSize: Experiment {
  static let id = "full-size"
  static let title = "Fashion-MNIST at full size"
  static let dataSets = [DataSetName.fashionMNIST]
  static let quick = Profile.Coverage.none

  struct Specification: ExperimentSpecification {
    var comparison = FullSize.comparison(
      units: 128, epochs: 2, tuningSteps: 117, seeds: Array(0..<2))
    /// How many steps one point of a learning curve is the mean of.
    var lossSteps = 50
    /// Pairings whose effects are given with intervals, which takes more seeds.
    var pairings: [Pairing] = []

    var seeds: [Int] {
      comparison.evaluationSeeds
    }
  }

  /// Two hidden layers of so many units.
  private static func comparison(
    units: Int, epochs: Int, tuningSteps: Int, seeds: [Int]
  ) -> Comparison {
    Comparison(
      name: id, dataSet: .fashionMNIST, sizes: [784, units, units, 10], hidden: .relu,
      epochs: epochs, batchSize: 128, optimizer: .heavyBall,
      arms: Convergence.coreArms + Convergence.batchArms,
      rates: RateGrid(lowest: -7, highest: -4, step: 1), metric: .batchLoss, tuningSeeds: [100],
      evaluationSeeds: seeds, initializationRows: 500, window: nil, tuningSteps: tuningSteps,
      fullSize: Comparison.FullSize(trainRows: 60_000, testRows: 10_000))
  }

  static func specification(of profile: Profile) -> Specification {
    guard profile == .full else { return Specification() }
    return Specification(
      comparison: comparison(units: 256, epochs: 5, tuningSteps: 468, seeds: Array(0..<10)),
      pairings: Convergence.Specification().pairings)
  }

  static func work(_ specification: Specification) -> Work { specification.comparison.work }

  static func run(
    _ specification: Specification, _ context: RunContext
  ) async throws -> Result {
    Result(try await [specification.comparison].results(context)[0], specification)
  }
}
