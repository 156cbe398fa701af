internal import Runs
internal import WeightNormCore

/// X2: does ‖v‖ only grow? One neuron on a stream of noisy batches, and a small network on clothes,
/// under four optimizers.
enum Growth {
  static let id = "growth"

  struct Specification: Codable, Sendable {
    /// Streaming regression: x ~ N(0, I), y = x·w* + noise·N(0, 1), a fresh batch each step.
    var inputSize = 20
    var batchSize = 8
    var noise = 0.5
    var targetNorm = 2.0
    /// g and ‖v‖ at the start.
    var magnitude = 1.0
    var directionNorm = 1.0
    var steps = 3000
    var arms = [
      GrowthArm(name: "sgd", rule: .sgd, rate: 0.05),
      GrowthArm(name: "heavy-ball-slow", rule: .heavyBall, rate: 0.005),
      GrowthArm(name: "heavy-ball", rule: .heavyBall, rate: 0.05),
      GrowthArm(name: "nesterov", rule: .nesterov, rate: 0.05),
      GrowthArm(name: "adam", rule: .adam, rate: 0.01),
      GrowthArm(name: "adam-slow", rule: .adam, rate: 0.003),
    ]
    var seeds = Array(0..<20)
    var network = NetworkSpecification()
  }

  /// The small network: the same question in every unit of every layer.
  struct NetworkSpecification: Codable, Sendable {
    var sizes = [196, 64, 64, 10]
    var epochs = 3
    var batchSize = 32
    var arms = [
      GrowthArm(name: "sgd", rule: .sgd, rate: 0.0625),
      GrowthArm(name: "heavy-ball", rule: .heavyBall, rate: 0.0078125),
      GrowthArm(name: "adam", rule: .adam, rate: 0.001953125),
    ]
    var seed = 0
  }

  static let experiment = Experiment(
    id: id, title: "Does ‖v‖ only grow?", dataSets: [.fashionMNIST],
    specification: { _ in Specification() },
    work: { work($0) }, run: { try await run($0, $1) })

  private static func work(_ specification: Specification) -> Double {
    let jobs = specification.arms.count * specification.seeds.count
    let network = specification.network
    return Double(jobs) * neuronWork(specification)
      + Double(network.arms.count) * networkWork(network)
  }

  private static func neuronWork(_ specification: Specification) -> Double {
    Double(specification.steps)
      * Work.step(6 * specification.batchSize * specification.inputSize)
  }

  private static func networkWork(_ network: NetworkSpecification) -> Double {
    let products = zip(network.sizes, network.sizes.dropFirst()).reduce(0) { $0 + $1.0 * $1.1 }
    return Double(network.epochs * 2000 / network.batchSize)
      * Work.step(6 * network.batchSize * products)
  }

  static func run(
    _ specification: Specification, _ context: RunContext
  ) async throws -> RunRecord {
    async let networks = runNetworks(specification.network, context)
    // All arms of a seed in one job: they share its stream.
    let paths = try await context.workers.map(
      specification.seeds,
      work: { _ in Double(specification.arms.count) * neuronWork(specification) },
      { seed in
        let stream = RegressionStream(specification, seed: seed)
        return try specification.arms.map { try GrowthPath(specification, $0, stream: stream) }
      })
    var builder = RecordBuilder()
    for (index, arm) in specification.arms.enumerated() {
      record(arm, paths.map { $0[index] }, specification, into: &builder)
    }
    record(try await networks, specification.network, into: &builder)
    return try builder.record(
      of: id, title: experiment.title, profile: context.profile, specification: specification,
      seeds: specification.seeds)
  }

  private static func runNetworks(
    _ network: NetworkSpecification, _ context: RunContext
  ) async throws -> [GrowthNetwork] {
    let data = try context.data.load(.fashionMNIST)
    return try await context.workers.map(
      network.arms, work: { _ in networkWork(network) },
      { try GrowthNetwork(network, $0, data: data) })
  }
}

extension RegressionStream {
  /// What all arms of a seed share.
  init(_ specification: Growth.Specification, seed: Int) {
    self.init(
      experiment: Growth.id, seed: seed, inputSize: specification.inputSize,
      batchSize: specification.batchSize, noise: specification.noise,
      targetNorm: specification.targetNorm, steps: specification.steps)
  }
}

/// An optimizer at one rate.
struct GrowthArm: Codable, Sendable {
  var name: String
  var rule: OptimizerRule
  var rate: Double

  /// How much of a velocity stays from step to step; nil where there is none.
  var momentum: Double? {
    switch rule {
    case .heavyBall, .nesterov: 0.9
    case .sgd, .adam: nil
    }
  }
}
