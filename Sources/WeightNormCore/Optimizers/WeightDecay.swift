/// Decoupled weight decay (Loshchilov & Hutter 2019): besides its own step, a rule with the rate η takes
///
/// ```
/// p ← (1 − ηλ)p
/// ```
/// with a λ for each role, 0 for none. Where g = eˢ it is s that decays.
///
/// λp never enters a velocity or a moment. In the coupled form it is part of the gradient, which is what
/// ``L2Penalty`` adds and what `weight_decay` of `torch.optim.SGD` does. Without momentum the two are the
/// same. With heavy-ball momentum β they are not: a gradient acts for 1/(1 − β) steps, so coupled decay is
/// 1/(1 − β) times as strong.
///
/// With decay on v a balance sets how fast w turns. Under gradients perpendicular to v that are
/// independent from step to step, with ⟨‖∇‖²⟩ = G², momentum makes a step of length ηG/√(1 − β²) in the
/// mean square and adds η²G²/(1 − β)² to ‖v‖². Decay takes 2κ‖v‖² away, with κ = ηλ/(1 − β) if coupled and
/// κ = ηλ if decoupled. Where both are equal, ‖v‖² = η²G²/(2κ(1 − β)²), and a step turns v by
///
/// ```
/// √(2ηλ/(1 + β))               coupled
/// √(2ηλ(1 − β)/(1 + β))        decoupled
/// ```
/// in the root mean square, whatever G is and wherever v started (Wan et al. 2021, Kosson et al. 2023).
/// Both are √(2ηλ) for β = 0. Adam with decoupled decay (AdamW) goes with the second, with β₁ for β.
public struct WeightDecay: Codable, Equatable, Sendable {
  /// λ of w in the standard parameterization.
  public var weight: Double
  public var direction: Double
  public var magnitude: Double
  public var gain: Double
  public var bias: Double

  public init(
    weight: Double = 0, direction: Double = 0, magnitude: Double = 0, gain: Double = 0,
    bias: Double = 0
  ) {
    self.weight = weight
    self.direction = direction
    self.magnitude = magnitude
    self.gain = gain
    self.bias = bias
  }

  /// λ of a tensor with that role.
  public subscript(role: ParameterRole) -> Double {
    switch role {
    case .weight: weight
    case .direction: direction
    case .magnitude: magnitude
    case .gain: gain
    case .bias: bias
    }
  }

  /// p ← (1 − ηλ)p.
  @inline(__always)
  func shrink<Scalar: Real>(
    _ parameter: inout MutableSpan<Scalar>, _ role: ParameterRole, rate: Double
  ) {
    guard self[role] != 0 else { return }
    let factor = Scalar(1 - rate * self[role])
    for index in parameter.indices { parameter[index] *= factor }
  }
}
