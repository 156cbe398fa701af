internal import Runs
internal import WeightNormCore

/// X2: does ‖v‖ only grow? One neuron on a stream of noisy batches, and a small network on clothes,
/// under four optimizers.
enum Growth: Experiment {
  static let id = "growth"
  static let title = "Does ‖v‖ only grow?"
  static let dataSets = [DataSetName.fashionMNIST]

  struct Specification: NeuronGrowth {
    var inputSize = 20
    var batchSize = 8
    var noise = 0.5
    var targetNorm = 2.0
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

  static func work(_ specification: Specification) -> Work {
    specification.seeds.count * specification.work
      + specification.network.arms.count * specification.network.work
  }

  static func run(_ specification: Specification, _ context: RunContext) async throws -> Result {
    let network = specification.network
    let clothes = try context.data.load(.fashionMNIST)
    async let networks = context.workers.map(network.arms, work: network.work) {
      NetworkResult(try GrowthNetwork(network, $0, data: clothes))
    }
    let paths = try await context.workers.map(specification.seeds, work: specification.work) {
      try specification.paths(seed: $0)
    }
    return Result(
      arms: Parts(
        specification.arms.enumerated().map { index, arm in
          (arm.name, ArmResult(arm, paths.map { $0[index] }, specification))
        }),
      networks: Parts(
        zip(network.arms, try await networks).map { ("network.\($0.name)", $1) }))
  }
}

extension Growth.NetworkSpecification {
  /// Of one arm.
  fileprivate var work: Work {
    .training(
      sizes, batchSize: batchSize,
      steps: epochs * DataSetName.fashionMNIST.trainRows / batchSize)
  }
}

/// An optimizer at one rate.
struct GrowthArm: Codable, Sendable {
  var name: String
  var rule: OptimizerRule
  var rate: Double
  /// β₁ of an Adam, where it is not the usual one.
  var beta1: Double?

  /// For one neuron, whose bias keeps its 0.
  var optimizer: any Optimizer<Double> {
    let rates = LearningRates(rate, bias: 0)
    guard let beta1 else { return rule.optimizer(rates) }
    precondition(rule == .adam, "β₁ of what is no Adam")
    return Adam(rates, beta1: beta1)
  }

  /// How much of a velocity stays from step to step; nil where there is none.
  var momentum: Double? {
    switch rule {
    case .heavyBall, .nesterov: 0.9
    case .sgd, .adam, .vectorAdam, .projectedAdam, .lion, .normalized: nil
    }
  }
}
