internal import Runs
internal import WeightNormCore

/// X18: does it matter how long v starts? On digits, from the same function by the same data-dependent
/// start, with v from He's draw and with the shorter one that the paper proposes.
enum DirectionStart: Experiment {
  static let id = "direction-start"
  static let title = "How long should v start?"
  static let dataSets = [DataSetName.digits]
  static let quick = Profile.Coverage.none

  struct Specification: ExperimentSpecification {
    /// Runs on the streams of the comparison on digits, so that the arm which both have agrees.
    var comparison = Comparison(
      name: "digits", dataSet: .digits, sizes: [64, 32, 32, 10], hidden: .relu, epochs: 8,
      batchSize: 32, optimizer: .heavyBall, arms: [.weightNormDataDependent, .weightNormShort],
      rates: RateGrid(lowest: -10, highest: -2, step: 1), metric: .meanLoss,
      tuningSeeds: Array(100..<103), evaluationSeeds: Array(0..<24), initializationRows: 500)
    var margins = Margins()

    var seeds: [Int] { comparison.evaluationSeeds }
  }

  /// The shorter v over He's.
  static let pairing = Pairing(first: .weightNormShort, second: .weightNormDataDependent)

  static func work(_ specification: Specification) -> Work { specification.comparison.work }

  static func run(
    _ specification: Specification, _ context: RunContext
  ) async throws -> Result {
    let comparison = specification.comparison
    let data = try context.data.load(comparison.dataSet)
    let result = try await ComparisonResult(comparison, data: data, workers: context.workers)
    let trainer = Trainer(comparison: comparison, data: data)
    let octaves = try comparison.evaluationSeeds.map { seed in
      let lengths = try [pairing.first, pairing.second].map {
        try trainer.start($0, seed: seed).network.directionLengths
      }
      return zip(lengths[0], lengths[1]).map { short, long in
        zip(short, long).map { 2 * Elementary.log2(Double($1 / $0)) }.mean
      }
    }
    return Result(result, octaves: octaves, specification)
  }
}

extension Arm {
  /// From data, with v from N(0, 0.05²) as in the paper: the directions of He's draw, shorter.
  static let weightNormShort = Arm(
    name: "wn-ddi-short", parameterization: .weightNorm, start: .dataDependent,
    drawDeviation: 0.05)
}
