internal import WeightNormCore

/// An optimizer with decay on v, and whether it trains g. The raw value names it in records.
enum TurningArm: String, Codable, CaseIterable, Sendable {
  case descent = "sgd"
  case descentFrozen = "sgd-frozen"
  /// Momentum 0.9, and decay in the gradient.
  case heavyBall = "heavy-ball"
  case heavyBallFrozen = "heavy-ball-frozen"
  /// β₁ = 0.9 and decay beside the gradient. β₂ = 0.99, since 1/(1 − β₂) = 100 steps forget the large
  /// gradients of a short start long before angles are measured.
  case adamW = "adam-w"
  case adamWFrozen = "adam-w-frozen"

  static let beta = 0.9
  private static let beta2 = 0.99

  var isFrozen: Bool { self == .descentFrozen || self == .heavyBallFrozen || self == .adamWFrozen }

  /// The optimizer, and the penalty that belongs into its gradients.
  func optimizer(_ setting: DecaySetting) -> (any Optimizer<Double>, L2Penalty) {
    let rates = LearningRates(setting.rate, bias: 0)
    switch self {
    case .descent, .descentFrozen:
      return (SGD(rates), L2Penalty(direction: setting.strength))
    case .heavyBall, .heavyBallFrozen:
      return (SGD(rates, momentum: Self.beta), L2Penalty(direction: setting.strength))
    case .adamW, .adamWFrozen:
      return (
        Adam(
          rates, beta1: Self.beta, beta2: Self.beta2,
          decay: WeightDecay(direction: setting.strength)), L2Penalty()
      )
    }
  }

  /// The angle of a step in the root mean square, in radians, where growth and decay balance; derived at
  /// `WeightDecay`.
  func predictedAngle(_ setting: DecaySetting) -> Double {
    let product = 2 * setting.rate * setting.strength
    switch self {
    case .descent, .descentFrozen: return product.squareRoot()
    case .heavyBall, .heavyBallFrozen: return (product / (1 + Self.beta)).squareRoot()
    case .adamW, .adamWFrozen:
      return (product * (1 - Self.beta) / (1 + Self.beta)).squareRoot()
    }
  }
}
