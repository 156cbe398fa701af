internal import Runs
internal import WeightNormCore

/// X9m: is a gain of weight normalization its allocation of the learning rate? On digits, weight
/// normalization beside a standard network whose layers, or units, have the rates that weight
/// normalization starts with, and beside weight normalization with all ratios g/‖v‖ set to 1.
enum RateAllocation {
  static let id = "rate-allocation"

  struct Specification: Codable, Sendable {
    /// Runs on the streams of the comparison on digits, so that the arms which both have agree.
    var comparison = Comparison(
      name: "digits", dataSet: .digits, sizes: [64, 32, 32, 10], hidden: .relu, epochs: 8,
      batchSize: 32, optimizer: .heavyBall,
      arms: [baseline, .weightNormDataDependent, unitRatio, perLayer, perUnit],
      rates: RateGrid(lowest: -8, highest: 0, step: 0.5), metric: .meanLoss,
      tuningSeeds: Array(100..<106), evaluationSeeds: Array(0..<20), initializationRows: 500)
    /// Effects within ± this many octaves of the metric count as none.
    var margin = 0.1
  }

  static let baseline = Arm.standardDataDependent
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

  static let experiment = Experiment(
    id: id, title: "Is the gain an allocation of the learning rate?", dataSets: [.digits],
    quick: .none,
    specification: { _ in Specification() },
    work: { work($0.comparison) }, run: { try await run($0, $1) })

  private static func work(_ comparison: Comparison) -> Double {
    let runs =
      comparison.rates.octaves.count * comparison.tuningSeeds.count
      + comparison.evaluationSeeds.count
    return Double(comparison.arms.count * runs) * Trainer.work(comparison, trainRows: 1400)
  }

  private static func run(
    _ specification: Specification, _ context: RunContext
  ) async throws -> RunRecord {
    let data = try context.data.load(.digits)
    let result = try await ComparisonResult(
      specification.comparison, data: data, workers: context.workers)
    var builder = RecordBuilder()
    record(result, specification, into: &builder)
    try recordFactors(
      Trainer(comparison: specification.comparison, data: data), into: &builder)
    return try builder.record(
      of: id, title: experiment.title, profile: context.profile, specification: specification,
      seeds: specification.comparison.evaluationSeeds)
  }
}
