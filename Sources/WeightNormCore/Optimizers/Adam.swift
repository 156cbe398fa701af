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
    let constants = StepConstants(self)
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
        &parameter, gradient, &firstMoments[slot], &secondMoments[slot], Scalar(rates[role]),
        constants)
      slot += 1
    }
    precondition(slot == firstMoments.count, "an optimizer of another network")
  }

  /// What all tensors share in one step.
  private struct StepConstants {
    let beta1: Scalar
    let beta2: Scalar
    let epsilon: Scalar
    /// 1 − β₁ᵗ and 1 − β₂ᵗ.
    let firstCorrection: Scalar
    let secondCorrection: Scalar

    init(_ adam: Adam) {
      beta1 = Scalar(adam.beta1)
      beta2 = Scalar(adam.beta2)
      epsilon = Scalar(adam.epsilon)
      firstCorrection = Scalar(1 - adam.beta1Power)
      secondCorrection = Scalar(1 - adam.beta2Power)
    }
  }

  // Static, since a method of the optimizer would hold a second copy of the moments meanwhile.
  @inline(__always)
  private static func step(
    _ parameter: inout MutableSpan<Scalar>, _ gradient: Span<Scalar>, _ first: inout [Scalar],
    _ second: inout [Scalar], _ rate: Scalar, _ constants: StepConstants
  ) {
    precondition(parameter.count == gradient.count, "a gradient of another shape")
    let beta1 = constants.beta1
    let beta2 = constants.beta2
    let epsilon = constants.epsilon
    let firstCorrection = constants.firstCorrection
    let secondCorrection = constants.secondCorrection
    parameter.withUnsafeMutableBufferPointer { p in
      first.withUnsafeMutableBufferPointer { m in
        second.withUnsafeMutableBufferPointer { u in
          gradient.withUnsafeBufferPointer { gradient in
            for index in p.indices {
              let slope = gradient[index]
              m[index] = beta1 * m[index] + (1 - beta1) * slope
              u[index] = beta2 * u[index] + (1 - beta2) * (slope * slope)
              let root = (u[index] / secondCorrection).squareRoot()
              p[index] -= rate * ((m[index] / firstCorrection) / (root + epsilon))
            }
          }
        }
      }
    }
  }
}
