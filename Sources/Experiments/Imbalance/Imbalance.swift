internal import Runs
internal import WeightNormCore

/// X8b: what a badly scaled start costs. Layers that start too long and too short by turns, though the
/// function is the same, and draws that are too short or too long in every layer.
enum Imbalance {
  static let id = "imbalance"

  struct Specification: Codable, Sendable {
    /// The balanced start first, then the other imbalances and the other scales of the draw.
    var cells = [
      cell(arms: [.standardHe, .weightNormHe, .weightNormLogarithmic, .weightNormUnit]),
      cell(imbalance: 10, arms: [.standardHe, .weightNormHe, .weightNormLogarithmic]),
      cell(imbalance: 30, arms: [.standardHe, .weightNormHe, .weightNormLogarithmic]),
      cell(drawScale: 0.3, arms: [.standardHe, .weightNormHe, .weightNormUnit]),
      cell(drawScale: 3, arms: [.standardHe, .weightNormHe, .weightNormUnit]),
    ]
    /// Effects within ± this many octaves of the metric count as none.
    var margin = 0.1
    var comparisons = [
      Pairing(first: .weightNormLogarithmic, second: .standardHe),
      Pairing(first: .weightNormHe, second: .standardHe),
      Pairing(first: .weightNormUnit, second: .standardHe),
    ]
    /// The imbalance at which an arm has to be better than the standard one to count as robust.
    var judgedImbalance = 10.0
    /// The greatest ratio of mean losses over the imbalances that still counts as the same.
    var sameLossRatio = 1.15
    /// Rates above 2 to this power are not compared at the same rate: there all arms are near blowing
    /// up.
    var highestComparedOctave = -4.0
    var invariance = InvarianceSpecification()

  }

  /// Two runs in double precision from the same function, balanced and not, step by step.
  struct InvarianceSpecification: Codable, Sendable {
    var sizes = [64, 32, 32, 32, 10]
    var batchSize = 32
    var steps = 260
    /// log₂ η of heavy-ball.
    var octave = -5.0
    var imbalance = 10.0
    var seeds = Array(0..<5)
  }

  /// One cell: all layers' draws scaled, or the layers' lengths imbalanced. Every cell has the same
  /// draws and orders, seed by seed.
  private static func cell(
    imbalance: Double = 1, drawScale: Double = 1, arms: [Arm]
  ) -> Comparison {
    Comparison(
      name: drawScale == 1 ? "kappa\(Anatomy.key(imbalance))" : "draw\(Anatomy.key(drawScale))",
      dataSet: .digits, sizes: [64, 32, 32, 32, 10], hidden: .relu, epochs: 6, batchSize: 32,
      optimizer: .heavyBall, arms: arms,
      rates: RateGrid(lowest: drawScale == 1 ? -14 : -10, highest: 0, step: 1), metric: .meanLoss,
      tuningSeeds: Array(100..<103), evaluationSeeds: Array(0..<10), initializationRows: 500,
      drawScale: drawScale == 1 ? nil : drawScale,
      imbalance: imbalance == 1 ? nil : imbalance, streams: id)
  }

  static let experiment = Experiment(
    id: id, title: "What a badly scaled start costs", dataSets: [.digits], quick: .none,
    specification: { _ in Specification() },
    work: { work($0) },
    run: { try await run($0, data: $1.data.load(.digits), $1) })

  private static func work(_ specification: Specification) -> Double {
    let cells = specification.cells.map { cell in
      let runs = cell.rates.octaves.count * cell.tuningSeeds.count + cell.evaluationSeeds.count
      return Double(cell.arms.count * runs) * Trainer.work(cell, trainRows: 1400)
    }
    return cells.reduce(0, +) + InvariancePaths.work(specification.invariance)
  }

  static func run(
    _ specification: Specification, data: LabeledData, _ context: RunContext
  ) async throws -> RunRecord {
    let paths = try await InvariancePaths.all(
      specification.invariance, data: data, workers: context.workers)
    var results: [ComparisonResult] = []
    for cell in specification.cells {
      results.append(try await ComparisonResult(cell, data: data, workers: context.workers))
    }
    var builder = RecordBuilder()
    record(results, specification, into: &builder)
    record(paths, into: &builder)
    return try builder.record(
      of: id, title: experiment.title, profile: context.profile, specification: specification,
      seeds: specification.cells[0].evaluationSeeds)
  }
}

extension Arm {
  /// He's draw with g = eˢ at ‖v‖: the function of `standardHe`.
  static let weightNormLogarithmic = Arm(
    name: "wn-log", parameterization: .weightNormLogarithmic, start: .he)
  /// g at the length that He's draw should have, whatever length the draw has.
  static let weightNormUnit = Arm(
    name: "wn-unit", parameterization: .weightNorm, start: .he, magnitude: .he)
}
