internal import WeightNormCore

/// One of the agents that are set against each other.
struct QArm: ComparedArm {
  /// The name in records, figures and templates: `wn-decay`.
  let name: String
  /// Of every layer, from He's draw with g := ‖v‖; nil for the standard parameterization.
  var magnitude: WeightNormDense<Float>.MagnitudeForm?
  /// What the learning rate falls to until the last step, as a share of the first one.
  var lastRateShare = 1.0

  static let standard = QArm(name: "std")
  static let weightNorm = QArm(name: "wn", magnitude: .trained)
  static let standardDecaying = QArm(name: "std-decay", lastRateShare: 0.1)
  /// Whose lengths move as far as the rest of w does with Adam.
  static let weightNormScaled = QArm(name: "wn-gs", magnitude: .scaled)
  static let weightNormDecaying = QArm(name: "wn-decay", magnitude: .trained, lastRateShare: 0.1)

  /// The same function.
  ///
  /// - Throws: as `MLP.weightNormalized`.
  func parameterized(_ network: MLP<Float>) throws(CoreError) -> MLP<Float> {
    guard let magnitude else { return network }
    return try network.weightNormalized(form: magnitude)
  }
}

typealias QPairing = ArmPairing<QArm>
