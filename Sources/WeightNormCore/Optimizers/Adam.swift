/// Adam (Kingma & Ba 2015, algorithm 1), and three variants of it.
///
/// ```
/// m ← β₁m + (1 − β₁)∇,  u ← β₂u + (1 − β₂)∇²
/// p ← p − η·m̂/(√û + ε),  m̂ = m/(1 − β₁ᵗ),  û = u/(1 − β₂ᵗ)
/// ```
/// m and u start at 0; t counts steps from 1. The variants may be combined:
/// - With decay it is AdamW (Loshchilov & Hutter 2019): p ← (1 − ηλ)p comes first.
/// - With one scale per vector, u is one number for each row of w or v; see ``SecondMoment``.
/// - Projected, each step of v loses its part along v (as AdamP, Heo et al. 2021).
public struct Adam<Scalar: Real>: Optimizer {
  /// What has a second moment, and so a scale, of its own.
  public enum SecondMoment: String, Codable, Sendable {
    /// Each element.
    case perElement
    /// Each row of w or v, and each element of g, b and γ: of a vector of n elements
    ///
    /// ```
    /// u ← β₂u + (1 − β₂)‖∇‖²/n
    /// ```
    /// so that the step keeps the direction of m (as ND-Adam, Zhang et al. 2017).
    case perVector
  }

  public var rates: LearningRates
  public let beta1: Double
  public let beta2: Double
  public let epsilon: Double
  public let decay: WeightDecay
  public let secondMoment: SecondMoment
  /// Whether steps of v lose their part along v, row by row:
  ///
  /// ```
  /// s ← s − (s·v)v/‖v‖²
  /// ```
  /// The loss does not depend on the length of v, so nothing is lost to first order. Heo et al. find out
  /// by a test of the gradient for which vectors that is so; here it is known, and w is left alone.
  public let projectsDirections: Bool
  private var beta1Power = 1.0
  private var beta2Power = 1.0
  /// m of each tensor.
  private var firstMoments = TensorMemory<Scalar>()
  /// u of each tensor.
  private var secondMoments = TensorMemory<Scalar>()

  public init(
    _ rates: LearningRates, beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-8,
    decay: WeightDecay = WeightDecay(), secondMoment: SecondMoment = .perElement,
    projectsDirections: Bool = false
  ) {
    self.rates = rates
    self.beta1 = beta1
    self.beta2 = beta2
    self.epsilon = epsilon
    self.decay = decay
    self.secondMoment = secondMoment
    self.projectsDirections = projectsDirections
  }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public mutating func update(
    _ model: inout MLP<Scalar>, along gradient: [LayerGradient<Scalar>]
  ) {
    beta1Power *= beta1
    beta2Power *= beta2
    model.visitParameters(along: gradient) { role, parameter, gradient, size in
      precondition(parameter.count == gradient.count, "a gradient of another shape")
      decay.shrink(&parameter, role, rate: rates[role])
      let vectors = VectorShape(size: size, elements: parameter.count)
      let scales = secondMoment == .perElement ? parameter.count : vectors.count
      let constants = constants(of: role)
      let isProjected = projectsDirections && role == .direction
      firstMoments.withNext(parameter.count) { first in
        secondMoments.withNext(scales) { second in
          if isProjected {
            var step = [Scalar](repeating: 0, count: parameter.count)
            var span = step.mutableSpan
            Self.step(&span, gradient, &first, &second, vectors, constants)
            vectors.project(&step, offFrom: parameter.span)
            for index in step.indices { parameter[index] += step[index] }
          } else {
            Self.step(&parameter, gradient, &first, &second, vectors, constants)
          }
        }
      }
    }
    firstMoments.endStep()
    secondMoments.endStep()
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
    _ second: inout [Scalar], _ vectors: VectorShape, _ constants: AdamConstants<Scalar>
  ) {
    guard second.count == parameter.count else {
      vectorStep(&parameter, gradient, &first, &second, vectors, constants)
      return
    }
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
