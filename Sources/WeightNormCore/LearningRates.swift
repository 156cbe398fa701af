/// The learning rate η, with separate rates for g and v where asked for.
public struct LearningRates: Codable, Equatable, Sendable {
  public var base: Double
  /// The rate of g (or of s where g = eˢ); nil for `base`.
  public var magnitude: Double?
  /// The rate of v; nil for `base`.
  public var direction: Double?

  public init(_ base: Double, magnitude: Double? = nil, direction: Double? = nil) {
    self.base = base
    self.magnitude = magnitude
    self.direction = direction
  }

  /// The rate of a tensor with that role.
  public subscript(role: ParameterRole) -> Double {
    switch role {
    case .magnitude: magnitude ?? base
    case .direction: direction ?? base
    case .weight, .bias: base
    }
  }
}
