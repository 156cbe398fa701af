@testable import WeightNormCore

/// An optimizer that has stepped one network is given another.
enum OptimizerMistake: String, Codable, CaseIterable, Sendable {
  case momentumOfLarger, momentumOfSmaller, momentumOfDeeper, momentumOfShallower
  case adamOfLarger, adamOfSmaller, adamOfDeeper, adamOfShallower
  case nesterovOfStandard, adamOfStandard
  case lionOfLarger, lionOfShallower, vectorAdamOfLarger, projectedAdamOfDeeper

  private var rule: OptimizerRule {
    switch self {
    case .momentumOfLarger, .momentumOfSmaller, .momentumOfDeeper, .momentumOfShallower: .heavyBall
    case .nesterovOfStandard: .nesterov
    case .lionOfLarger, .lionOfShallower: .lion
    case .vectorAdamOfLarger: .vectorAdam
    case .projectedAdamOfDeeper: .projectedAdam
    default: .adam
    }
  }

  private var other: MLP<Double> {
    get throws {
      switch self {
      case .momentumOfLarger, .adamOfLarger, .lionOfLarger, .vectorAdamOfLarger:
        try NetworkMistake.network([3, 4000, 2])
      case .momentumOfSmaller, .adamOfSmaller: try NetworkMistake.network([3, 1, 2])
      case .momentumOfDeeper, .adamOfDeeper, .projectedAdamOfDeeper:
        try NetworkMistake.network([3, 4, 2, 2])
      case .momentumOfShallower, .adamOfShallower, .lionOfShallower:
        try NetworkMistake.network([3, 4])
      case .nesterovOfStandard, .adamOfStandard: try NetworkMistake.network([3, 4, 2]).folded()
      }
    }
  }

  func make() throws {
    var optimizer: any Optimizer<Double> = rule.optimizer(LearningRates(0.1))
    for model in [try NetworkMistake.network([3, 4, 2]), try other] {
      var model = model
      optimizer.update(&model, along: model.layers.map(LayerGradient.init(of:)))
    }
  }
}
