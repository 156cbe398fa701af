/// Gradient descent, plain or with momentum β.
///
/// ```
/// plain:       p ← p − η∇
/// heavy-ball:  m ← βm + ∇,  p ← p − ηm                    (Polyak 1964)
/// Nesterov:    m ← βm + ∇,  p ← p − η(∇ + βm)             (Sutskever et al. 2013)
/// ```
/// m starts at 0. Decay, if any, is decoupled and comes first: p ← (1 − ηλ)p. For the coupled form see
/// ``WeightDecay``.
public struct SGD<Scalar: Real>: Optimizer {
  public var rates: LearningRates
  public let momentum: Double
  public let isNesterov: Bool
  public let decay: WeightDecay
  private var velocities = TensorMemory<Scalar>()

  public init(
    _ rates: LearningRates, momentum: Double = 0, isNesterov: Bool = false,
    decay: WeightDecay = WeightDecay()
  ) {
    self.rates = rates
    self.momentum = momentum
    self.isNesterov = isNesterov
    self.decay = decay
  }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public mutating func update(
    _ model: inout MLP<Scalar>, along gradient: [LayerGradient<Scalar>]
  ) {
    model.visitParameters(along: gradient) { role, parameter, gradient, _ in
      let rate = Scalar(rates[role])
      decay.shrink(&parameter, role, rate: rates[role])
      if momentum == 0 {
        Self.descend(&parameter, gradient, rate)
      } else {
        velocities.withNext(parameter.count) { velocity in
          Self.accelerate(
            &parameter, gradient, &velocity, rate, momentum: Scalar(momentum),
            isNesterov: isNesterov)
        }
      }
    }
    velocities.endStep()
  }

  @inline(__always)
  private static func descend(
    _ parameter: inout MutableSpan<Scalar>, _ gradient: Span<Scalar>, _ rate: Scalar
  ) {
    precondition(parameter.count == gradient.count, "a gradient of another shape")
    parameter.withUnsafeMutableBufferPointer { p in
      gradient.withUnsafeBufferPointer { gradient in
        guard let first = p.baseAddress, let slopes = gradient.baseAddress else { return }
        Scalar.descend(p.count, rate: rate, slopes, first)
      }
    }
  }

  // Static, since a method of the optimizer would hold a second copy of the velocities meanwhile.
  @inline(__always)
  private static func accelerate(
    _ parameter: inout MutableSpan<Scalar>, _ gradient: Span<Scalar>, _ velocity: inout [Scalar],
    _ rate: Scalar, momentum: Scalar, isNesterov: Bool
  ) {
    precondition(parameter.count == gradient.count, "a gradient of another shape")
    parameter.withUnsafeMutableBufferPointer { p in
      velocity.withUnsafeMutableBufferPointer { m in
        gradient.withUnsafeBufferPointer { gradient in
          guard let first = p.baseAddress, let slopes = gradient.baseAddress,
            let m = m.baseAddress
          else { return }
          Scalar.accelerate(
            p.count, rate: rate, momentum: momentum, looksAhead: isNesterov, slopes, m, first)
        }
      }
    }
  }
}
