internal import Runs
internal import WeightNormCore

/// X8a: what pre-activations a deep network starts with, by the start of g, and how well one batch
/// speaks for data that it does not hold.
enum Start {
  static let id = "start"

  struct Specification: Codable, Sendable {
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

    var layerCount: Int { sizes.count - 1 }
  }

  static let experiment = Experiment(
    id: id, title: "Pre-activations before the first step", dataSets: [.fashionMNIST],
    quick: .none, specification: { _ in Specification() },
    work: { Double($0.seeds.count) * work($0) },
    run: { try await run($0, data: $1.data.load(.fashionMNIST), $1) })

  /// The cost of one seed: each start looks at its batch and at the unseen images.
  private static func work(_ specification: Specification) -> Double {
    let products = zip(specification.sizes, specification.sizes.dropFirst()).reduce(0) {
      $0 + $1.0 * $1.1
    }
    let networks = 2 + specification.batchSizes.count
    return Double(networks) * Work.step(2 * (2000 + 4 * specification.batchRows) * products)
  }

  static func run(
    _ specification: Specification, data: LabeledData, _ context: RunContext
  ) async throws -> RunRecord {
    let moments = try await context.workers.map(
      specification.seeds, work: { _ in work(specification) },
      { try StartMoments(specification, seed: $0, data: data) })
    var builder = RecordBuilder()
    record(moments, specification, into: &builder)
    return try builder.record(
      of: id, title: experiment.title, profile: context.profile, specification: specification,
      seeds: specification.seeds)
  }
}
