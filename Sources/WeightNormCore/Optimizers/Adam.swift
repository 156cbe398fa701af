/// Adam (Kingma & Ba 2015, algorithm 1).
///
/// ```
/// m ← β₁m + (1 − β₁)∇,  u ← β₂u + (1 − β₂)∇²
/// p ← p − η·m̂/(√û + ε),  m̂ = m/(1 − β₁ᵗ),  û = u/(1 − β₂ᵗ)
/// ```
/// m and u start at 0; t counts steps from 1.
public struct Adam<Scalar: Real>: Optimizer {
  public var rates: LearningRates
  public let beta1: Double
  public let beta2: Double
  public let epsilon: Double
  private var beta1Power = 1.0
  private var beta2Power = 1.0
  /// m of each tensor, in the order in which the layers name them.
  private var firstMoments: [[Scalar]] = []
  /// u of each tensor, in the same order.
  private var secondMoments: [[Scalar]] = []

  public init(
    _ rates: LearningRates, beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-8
  ) {
    self.rates = rates
    self.beta1 = beta1
    self.beta2 = beta2
    self.epsilon = epsilon
  }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public mutating func update(
    _ model: inout MLP<Scalar>, along gradient: [LayerGradient<Scalar>]
  ) {
    beta1Power *= beta1
    beta2Power *= beta2
    let isFirst = firstMoments.isEmpty
    var slot = 0
    model.visitParameters(along: gradient) { role, parameter, gradient in
      if isFirst {
        firstMoments.append([Scalar](repeating: 0, count: parameter.count))
        secondMoments.append([Scalar](repeating: 0, count: parameter.count))
      }
      precondition(
        slot < firstMoments.count && firstMoments[slot].count == parameter.count,
        "an optimizer of another network")
      Self.step(
        &parameter, gradient, &firstMoments[slot], &secondMoments[slot], constants(of: role))
      slot += 1
    }
    precondition(slot == firstMoments.count, "an optimizer of another network")
  }

  private func constants(of role: ParameterRole) -> AdamConstants<Scalar> {
    AdamConstants(
      rate: Scalar(rates[role]), beta1: Scalar(beta1), beta2: Scalar(beta2),
      epsilon: Scalar(epsilon), firstCorrection: Scalar(1 - beta1Power),
      secondCorrection: Scalar(1 - beta2Power))
  }

  // Static, since a method of the optimizer would hold a second copy of the moments meanwhile.
  @inline(__always)
  private static func step(
    _ parameter: inout MutableSpan<Scalar>, _ gradient: Span<Scalar>, _ first: inout [Scalar],
    _ second: inout [Scalar], _ constants: AdamConstants<Scalar>
  ) {
    precondition(parameter.count == gradient.count, "a gradient of another shape")
    parameter.withUnsafeMutableBufferPointer { p in
      first.withUnsafeMutableBufferPointer { m in
        second.withUnsafeMutableBufferPointer { u in
          gradient.withUnsafeBufferPointer { gradient in
            guard let parameters = p.baseAddress, let slopes = gradient.baseAddress,
              let m = m.baseAddress, let u = u.baseAddress
            else { return }
            Scalar.adam(p.count, constants, slopes, m, u, parameters)
          }
        }
      }
    }
  }
}
