internal import Runs
internal import WeightNormCore

/// X10: batches of one to 128 rows, each arm at its own best rate, and what the other rows of a batch
/// do to one row.
enum BatchSize {
  static let id = "batch-size"

  struct Specification: Codable, Sendable {
    /// Widths from input to output.
    var sizes = [64, 32, 32, 10]
    var optimizer = OptimizerRule.sgd
    var arms: [Arm] = [
      .standardDataDependent, .weightNormDataDependent, .weightNormMeanOnly, .batchNorm,
    ]
    var settings = [
      Setting(batchSize: 1, epochs: 1, seeds: 5, lowest: -8),
      Setting(batchSize: 2, epochs: 2, seeds: 5, lowest: -7),
      Setting(batchSize: 4, epochs: 3, seeds: 10, lowest: -6),
      Setting(batchSize: 8, epochs: 4, seeds: 10, lowest: -5),
      Setting(batchSize: 32, epochs: 6, seeds: 10, lowest: -4),
      Setting(batchSize: 128, epochs: 6, seeds: 10, lowest: -3),
    ]
    /// The octaves that a grid of learning rates spans.
    var span = 5.0
    var tuningSeeds = Array(100..<103)
    var initializationRows = 500
    var comparisons = [
      Pairing(first: .weightNormDataDependent, second: .batchNorm),
      Pairing(first: .weightNormMeanOnly, second: .batchNorm),
      Pairing(first: .weightNormDataDependent, second: .standardDataDependent),
      Pairing(first: .weightNormDataDependent, second: .weightNormMeanOnly),
    ]
    /// Differences of test accuracy within ± this many percentage points count as none.
    var accuracyMargin = 1.0
    /// Effects on the training loss within ± this many octaves count as none.
    var lossMargin = 0.1
    /// The batch size at which one row is asked what the others do to it.
    var probedBatchSize = 32

    /// One comparison a batch size.
    var cells: [Comparison] {
      settings.map { setting in
        Comparison(
          name: "\(id)/\(setting.batchSize)", dataSet: .digits, sizes: sizes, hidden: .relu,
          epochs: setting.epochs, batchSize: setting.batchSize, optimizer: optimizer, arms: arms,
          rates: RateGrid(lowest: setting.lowest, highest: setting.lowest + span, step: 1),
          metric: .finalLoss, tuningSeeds: tuningSeeds, evaluationSeeds: Array(0..<setting.seeds),
          initializationRows: initializationRows)
      }
    }
  }

  /// A batch size, and what fits it.
  struct Setting: Codable, Sendable {
    var batchSize: Int
    var epochs: Int
    var seeds: Int
    /// log₂ of the lowest learning rate of the grid.
    var lowest: Double
  }

  static let experiment = Experiment(
    id: id, title: "Small batches, and who depends on them", dataSets: [.digits], quick: .none,
    specification: { _ in Specification() },
    work: { $0.cells.map(work).reduce(0, +) },
    run: { try await run($0, data: $1.data.load(.digits), $1) })

  /// The nominal cost of a cell without extensions of its grid.
  private static func work(_ cell: Comparison) -> Double {
    let runs = cell.rates.octaves.count * cell.tuningSeeds.count + cell.evaluationSeeds.count
    return Double(cell.arms.count * runs) * Trainer.work(cell, trainRows: 1400)
  }

  static func run(
    _ specification: Specification, data: LabeledData, _ context: RunContext
  ) async throws -> RunRecord {
    // One after the other: the runs of one cell keep all workers busy.
    var results: [ComparisonResult] = []
    for cell in specification.cells {
      results.append(try await ComparisonResult(cell, data: data, workers: context.workers))
    }
    var builder = RecordBuilder()
    for result in results { record(result, specification, into: &builder) }
    summarize(results, specification, into: &builder)
    trace(results, into: &builder)
    for result in results where result.comparison.batchSize == specification.probedBatchSize {
      record(try await probes(result, data: data, workers: context.workers), into: &builder)
    }
    return try builder.record(
      of: id, title: experiment.title, profile: context.profile, specification: specification,
      seeds: results.map(\.comparison.evaluationSeeds).max { $0.count < $1.count } ?? [])
  }
}
