/// A rule that moves the parameters of a network against their gradients.
public protocol Optimizer<Scalar>: Sendable {
  associatedtype Scalar: Real

  var rates: LearningRates { get set }

  /// One step. `gradient` holds one element per layer, as `Backpropagation` leaves it. State, such as a
  /// velocity, belongs to the model of the first call.
  ///
  /// - Precondition: the gradients have the shapes of the model's parameters, and those the shapes of
  ///   the first call.
  mutating func update(_ model: inout MLP<Scalar>, along gradient: [LayerGradient<Scalar>])
}

/// The optimizers of the experiments, by name, with their usual constants. Decay has no usual strength, so
/// none of them has any.
public enum OptimizerRule: String, Codable, CaseIterable, Sendable {
  case sgd
  /// Momentum 0.9.
  case heavyBall
  /// Momentum 0.9, with Nesterov's look-ahead.
  case nesterov
  /// β₁ = 0.9, β₂ = 0.999, ε = 10⁻⁸ outside the root.
  case adam
  /// Without momentum, β₂ = 0.999, ε = 10⁻⁸ outside the root; one second moment a vector.
  case vectorAdam
  /// Adam whose steps of v lose their part along v.
  case projectedAdam
  /// β₁ = 0.9, β₂ = 0.99.
  case lion
  /// Steps of one length.
  case normalized

  public func optimizer<Scalar: Real>(
    _ rates: LearningRates, of type: Scalar.Type = Scalar.self
  ) -> any Optimizer<Scalar> {
    switch self {
    case .sgd: SGD(rates)
    case .heavyBall: SGD(rates, momentum: 0.9)
    case .nesterov: SGD(rates, momentum: 0.9, isNesterov: true)
    case .adam: Adam(rates)
    case .vectorAdam: Adam(rates, beta1: 0, secondMoment: .perVector)
    case .projectedAdam: Adam(rates, projectsDirections: true)
    case .lion: Lion(rates)
    case .normalized: NormalizedDescent(rates)
    }
  }
}
