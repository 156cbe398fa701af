internal import Runs
internal import WeightNormCore

/// X8b: what a badly scaled start costs. Layers that start too long and too short by turns, though the
/// function is the same, and draws that are too short or too long in every layer.
enum Imbalance: Experiment {
  static let id = "imbalance"
  static let title = "What a badly scaled start costs"
  static let dataSets = [DataSetName.digits]
  static let quick = Profile.Coverage.none

  struct Specification: ExperimentSpecification {
    /// The balanced start first, then the other imbalances and the other scales of the draw.
    var cells = [
      cell(arms: [.standardHe, .weightNormHe, .weightNormLogarithmic, .weightNormUnit]),
      cell(imbalance: 10, arms: [.standardHe, .weightNormHe, .weightNormLogarithmic]),
      cell(imbalance: 30, arms: [.standardHe, .weightNormHe, .weightNormLogarithmic]),
      cell(drawScale: 0.3, arms: [.standardHe, .weightNormHe, .weightNormUnit]),
      cell(drawScale: 3, arms: [.standardHe, .weightNormHe, .weightNormUnit]),
    ]
    var margins = Margins()
    var pairings = [
      Pairing(first: .weightNormLogarithmic, second: .standardHe),
      Pairing(first: .weightNormHe, second: .standardHe),
      Pairing(first: .weightNormUnit, second: .standardHe),
    ]
    /// The imbalance at which an arm has to be better than the standard one to count as robust.
    var judgedImbalance = 10.0
    /// The greatest ratio of mean losses over the imbalances that still counts as the same.
    var sameLossRatio = 1.15
    /// Rates above 2 to this power are not compared at the same rate: there all arms nearly blow up.
    var highestComparedExponent = -4.0
    var invariance = InvarianceSpecification()

    var seeds: [Int] { cells[0].evaluationSeeds }
  }

  /// Two runs in double precision from the same function, balanced and not, step by step.
  struct InvarianceSpecification: Codable, Sendable {
    var sizes = [64, 32, 32, 32, 10]
    var batchSize = 32
    var steps = 260
    /// log₂ η of heavy-ball.
    var exponent = -5.0
    var imbalance = 10.0
    /// Losses that differ by less count as the same, and by more as different.
    var sameLoss = 1e-9
    var otherLoss = 0.1
    var seeds = Array(0..<5)
  }

  /// One cell: all layers' draws scaled, or the layers' lengths imbalanced. Every cell has the same
  /// draws and orders, seed by seed.
  private static func cell(
    imbalance: Double = 1, drawScale: Double = 1, arms: [Arm]
  ) -> Comparison {
    Comparison(
      name: drawScale == 1
        ? "kappa\(RecordedName.part(imbalance))" : "draw\(RecordedName.part(drawScale))",
      dataSet: .digits, sizes: [64, 32, 32, 32, 10], hidden: .relu, epochs: 6, batchSize: 32,
      optimizer: .heavyBall, arms: arms,
      rates: RateGrid(lowest: drawScale == 1 ? -14 : -10, highest: 0, step: 1), metric: .meanLoss,
      tuningSeeds: Array(100..<103), evaluationSeeds: Array(0..<12), initializationRows: 500,
      drawScale: drawScale == 1 ? nil : drawScale,
      imbalance: imbalance == 1 ? nil : imbalance, streams: id)
  }

  static func work(_ specification: Specification) -> Work {
    .sum(specification.cells.map(\.work)) + specification.invariance.runs.count
      * specification.invariance.work
  }

  static func run(_ specification: Specification, _ context: RunContext) async throws -> Result {
    let invariance = specification.invariance
    let data = try context.data.load(.digits)
    async let results = specification.cells.results(context)
    let paths = try await context.workers.map(invariance.runs, work: invariance.work) {
      try InvariancePaths(invariance, $0.setting, seed: $0.seed, data: data)
    }
    return Result(try await results, paths, specification)
  }
}

extension Imbalance.InvarianceSpecification {
  /// All settings with all seeds.
  fileprivate var runs: [(setting: InvariancePaths.Setting, seed: Int)] {
    InvariancePaths.Setting.allCases.flatMap { setting in seeds.map { (setting, $0) } }
  }

  /// Of one: two trainings in double precision, which takes twice as long as single.
  fileprivate var work: Work { 2 * 2 * .training(sizes, batchSize: batchSize, steps: steps) }
}

extension Arm {
  /// He's draw with g = eˢ at ‖v‖: the function of `standardHe`.
  static let weightNormLogarithmic = Arm(
    name: "wn-log", parameterization: .weightNormLogarithmic, start: .he)
  /// g at the length that He's draw should have, whatever length the draw has.
  static let weightNormUnit = Arm(
    name: "wn-unit", parameterization: .weightNorm, start: .he, magnitude: .he)
}
