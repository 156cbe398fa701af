/// Gradient descent, plain or with momentum β.
///
/// ```
/// plain:       p ← p − η∇
/// heavy-ball:  m ← βm + ∇,  p ← p − ηm                    (Polyak 1964)
/// Nesterov:    m ← βm + ∇,  p ← p − η(∇ + βm)             (Sutskever et al. 2013)
/// ```
/// m starts at 0.
public struct SGD<Scalar: Real>: Optimizer {
  public var rates: LearningRates
  public let momentum: Double
  public let isNesterov: Bool
  /// m of each tensor, in the order in which the layers name them.
  private var velocities: [[Scalar]] = []

  public init(_ rates: LearningRates, momentum: Double = 0, isNesterov: Bool = false) {
    self.rates = rates
    self.momentum = momentum
    self.isNesterov = isNesterov
  }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public mutating func update(
    _ model: inout MLP<Scalar>, along gradient: [LayerGradient<Scalar>]
  ) {
    let isFirst = velocities.isEmpty
    var slot = 0
    model.visitParameters(along: gradient) { role, parameter, gradient in
      let rate = Scalar(rates[role])
      if momentum == 0 {
        Self.descend(&parameter, gradient, rate)
      } else {
        if isFirst { velocities.append([Scalar](repeating: 0, count: parameter.count)) }
        precondition(
          slot < velocities.count && velocities[slot].count == parameter.count,
          "an optimizer of another network")
        Self.accelerate(
          &parameter, gradient, &velocities[slot], rate, momentum: Scalar(momentum),
          isNesterov: isNesterov)
        slot += 1
      }
    }
    precondition(slot == velocities.count, "an optimizer of another network")
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
