internal import Runs
internal import WeightNormCore

/// X8a: what pre-activations a deep network starts with, by the start of g, and how well one batch
/// speaks for data that it does not hold.
enum Start: Experiment {
  static let id = "start"
  static let title = "Pre-activations before the first step"
  static let dataSets = [DataSetName.fashionMNIST]
  static let quick = Profile.Coverage.none

  struct Specification: ExperimentSpecification {
    var sizes = [196, 32, 32, 32, 32, 32, 32, 32, 10]
    /// The standard deviation of the entries of v, as the paper draws them; He's draw has its own.
    var directionDeviation = 0.05
    /// g where it starts at the same number in every unit.
    var magnitude = 1.0
    /// Rows of the batch that starts the network of the claim.
    var batchRows = 500
    /// Rows of all batches that are tried, that one among them, increasing.
    var batchSizes = [10, 50, 100, 500]
    var seeds = Array(0..<10)
  }

  /// Each start of a seed looks at its batch and at the unseen images.
  static func work(_ specification: Specification) -> Work {
    let rows = 4 * specification.batchRows + DataSetName.fashionMNIST.trainRows
    let starts = specification.seeds.count * (2 + specification.batchSizes.count)
    return starts * .evaluation(specification.sizes, rows: rows, times: 1)
  }

  static func run(_ specification: Specification, _ context: RunContext) async throws -> Result {
    let data = try context.data.load(.fashionMNIST)
    let moments = try await context.map(specification.seeds) {
      try StartMoments.all(specification, seed: $0, data: data)
    }
    return Result(
      starts: Parts(
        moments[0].enumerated().map { index, start in
          let batch = BatchResult(moments.map { $0[index].batch })
          let unseen = UnseenResult(moments.map { $0[index].unseen })
          return (start.name, StartResult(batch: batch, unseen: unseen))
        }))
  }
}
