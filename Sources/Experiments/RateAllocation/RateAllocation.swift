internal import Runs
internal import WeightNormCore

/// X9m: is a gain of weight normalization its allocation of the learning rate? On digits, weight
/// normalization beside a standard network whose layers, or units, have the rates that weight
/// normalization starts with, or those that it has at each step; and beside weight normalization with all
/// ratios g/‖v‖ set to 1.
enum RateAllocation: Experiment {
  static let id = "rate-allocation"
  static let title = "Is the gain an allocation of the learning rate?"
  static let dataSets = [DataSetName.digits]
  static let quick = Profile.Coverage.none

  struct Specification: ExperimentSpecification {
    /// Runs on the streams of the comparison on digits, so that the arms which both have agree.
    var comparison = Comparison(
      name: "digits", dataSet: .digits, sizes: [64, 32, 32, 10], hidden: .relu, epochs: 8,
      batchSize: 32, optimizer: .heavyBall,
      arms: [baseline, weightNorm, unitRatio, perLayer, perUnit, replayed],
      rates: RateGrid(lowest: -8, highest: 0, step: 1), metric: .meanLoss,
      tuningSeeds: Array(100..<103), evaluationSeeds: Array(0..<24), initializationRows: 500,
      window: RateWindow(hopelessRatio: nil))
    var margins = Margins()

    /// A rate is good where the mean loss is at most this many times the least.
    var goodRatio = 1.1
    /// Rates this many octaves from weight normalization's best one are told apart.
    var probedOctaves = [-1.0, 1.0]

    /// Every other arm against the baseline, and weight normalization against what imitates it.
    var pairings: [Pairing] {
      comparison.arms.filter { $0 != baseline }.map { Pairing(first: $0, second: baseline) }
        + [unitRatio, perLayer, replayed].map { Pairing(first: weightNorm, second: $0) }
    }

    var seeds: [Int] {
      comparison.evaluationSeeds
    }
  }

  static let baseline = Arm.standardDataDependent
  static let weightNorm = Arm.weightNormDataDependent
  /// Weight normalization from the same function, with v := w.
  static let unitRatio = Arm(
    name: "wn-ddi-unit-ratio", parameterization: .weightNorm, start: .dataDependent,
    startsAtUnitRatio: true)
  static let perLayer = Arm(
    name: "std-ddi-per-layer", parameterization: .standard, start: .dataDependent,
    rateAllocation: .perLayer)
  static let perUnit = Arm(
    name: "std-ddi-per-unit", parameterization: .standard, start: .dataDependent,
    rateAllocation: .perUnit)
  static let replayed = Arm(
    name: "std-ddi-replayed", parameterization: .standard, start: .dataDependent,
    rateAllocation: .replayed)

  static func work(_ specification: Specification) -> Work { specification.comparison.work }

  static func run(
    _ specification: Specification, _ context: RunContext
  ) async throws -> Result {
    let comparison = specification.comparison
    let data = try context.data.load(comparison.dataSet)
    let result = try await ComparisonResult(comparison, data: data, workers: context.workers)
    return Result(
      result, specification,
      factors: try rateFactors(Trainer(comparison: comparison, data: data)))
  }

  /// The factors of the per-layer arm by seed and layer: what weight normalization starts with.
  static func rateFactors(_ trainer: Trainer) throws(CoreError) -> [[Double]] {
    var factors: [[Double]] = []
    for seed in trainer.comparison.evaluationSeeds {
      let found = try trainer.start(perLayer, seed: seed).rateFactors ?? []
      factors.append(found.map { Double($0[0]) })
    }
    return factors
  }
}
