internal import Runs
internal import WeightNormCore

/// X10: batches of one to 128 rows, each arm at its own best rate, and what the other rows of a batch
/// do to one row.
enum BatchSize: Experiment {
  static let id = "batch-size"
  static let title = "Small batches, and who depends on them"
  static let dataSets = [DataSetName.digits]
  static let quick = Profile.Coverage.none

  struct Specification: ExperimentSpecification {
    /// Widths from input to output.
    var sizes = [64, 32, 32, 10]
    var optimizer = OptimizerRule.sgd
    var arms: [Arm] = [
      .standardDataDependent, .weightNormDataDependent, .weightNormMeanOnly, .batchNorm,
    ]
    var settings = [
      Setting(batchSize: 1, epochs: 1, seeds: 20, lowest: -8),
      Setting(batchSize: 2, epochs: 2, seeds: 20, lowest: -7),
      Setting(batchSize: 4, epochs: 3, seeds: 12, lowest: -6),
      Setting(batchSize: 8, epochs: 4, seeds: 12, lowest: -5),
      Setting(batchSize: 32, epochs: 6, seeds: 12, lowest: -4),
      Setting(batchSize: 128, epochs: 6, seeds: 12, lowest: -3),
    ]
    /// The octaves that a grid of learning rates spans.
    var span = 5.0
    var tuningSeeds = Array(100..<103)
    var initializationRows = 500
    var pairings = [
      Pairing(first: .weightNormDataDependent, second: .batchNorm),
      Pairing(first: .weightNormMeanOnly, second: .batchNorm),
      Pairing(first: .weightNormDataDependent, second: .standardDataDependent),
      Pairing(first: .weightNormDataDependent, second: .weightNormMeanOnly),
    ]
    var margins = Margins()
    /// The batch size at which one row is asked what the others do to it.
    var probedBatchSize = 32

    /// One comparison per batch size.
    var cells: [Comparison] {
      settings.map { setting in
        Comparison(
          name: "\(id)/\(setting.batchSize)", dataSet: .digits, sizes: sizes, hidden: .relu,
          epochs: setting.epochs, batchSize: setting.batchSize, optimizer: optimizer, arms: arms,
          rates: RateGrid(lowest: setting.lowest, highest: setting.lowest + span, step: 1),
          metric: .finalLoss, tuningSeeds: tuningSeeds, evaluationSeeds: Array(0..<setting.seeds),
          initializationRows: initializationRows,
          window: RateWindow(hopelessRatio: 1.5))
      }
    }

    var seeds: [Int] { Array(0..<(settings.map(\.seeds).max() ?? 0)) }
  }

  /// A batch size, and what fits it.
  struct Setting: Codable, Sendable {
    var batchSize: Int
    var epochs: Int
    var seeds: Int
    /// log₂ of the lowest learning rate of the grid.
    var lowest: Double
  }

  static func work(_ specification: Specification) -> Work { .sum(specification.cells.map(\.work)) }

  static func run(_ specification: Specification, _ context: RunContext) async throws -> Result {
    let results = try await specification.cells.results(context)
    let data = try context.data.load(.digits)
    let probed = results.filter { $0.comparison.batchSize == specification.probedBatchSize }
    return Result(results, try probed.flatMap { try probes($0, data) }, specification)
  }
}
