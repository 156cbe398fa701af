/// The learning rate η, with separate rates for g, v and b where asked for.
public struct LearningRates: Codable, Equatable, Sendable {
  public var base: Double
  /// The rate of g (or of s where g = eˢ); nil for `base`.
  public var magnitude: Double?
  /// The rate of v; nil for `base`.
  public var direction: Double?
  /// The rate of b; nil for `base`, 0 to keep it where it starts.
  public var bias: Double?

  public init(
    _ base: Double, magnitude: Double? = nil, direction: Double? = nil, bias: Double? = nil
  ) {
    self.base = base
    self.magnitude = magnitude
    self.direction = direction
    self.bias = bias
  }

  /// The rate of a tensor with that role.
  public subscript(role: ParameterRole) -> Double {
    switch role {
    case .magnitude: magnitude ?? base
    case .direction: direction ?? base
    case .bias: bias ?? base
    case .weight, .gain: base
    }
  }
}
