/// Lion (Chen et al. 2023, algorithm 2): every element moves by η.
///
/// ```
/// c = β₁m + (1 − β₁)∇
/// p ← (1 − ηλ)p − η·sign(c)
/// m ← β₂m + (1 − β₂)∇
/// ```
/// m starts at 0. The sign of 0 is 0.
public struct Lion<Scalar: Real>: Optimizer {
  public var rates: LearningRates
  public let beta1: Double
  public let beta2: Double
  public let decay: WeightDecay
  /// m of each tensor.
  private var moments = TensorMemory<Scalar>()

  public init(
    _ rates: LearningRates, beta1: Double = 0.9, beta2: Double = 0.99,
    decay: WeightDecay = WeightDecay()
  ) {
    self.rates = rates
    self.beta1 = beta1
    self.beta2 = beta2
    self.decay = decay
  }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public mutating func update(
    _ model: inout MLP<Scalar>, along gradient: [LayerGradient<Scalar>]
  ) {
    let (beta1, beta2) = (Scalar(beta1), Scalar(beta2))
    model.visitParameters(along: gradient) { role, parameter, gradient, _ in
      precondition(parameter.count == gradient.count, "a gradient of another shape")
      decay.shrink(&parameter, role, rate: rates[role])
      let rate = Scalar(rates[role])
      moments.withNext(parameter.count) { m in
        for index in m.indices {
          let slope = gradient[index]
          let c = beta1 * m[index] + (1 - beta1) * slope
          // 0 and NaN stay what they are.
          parameter[index] -= rate * (c > 0 ? 1 : c < 0 ? -1 : c)
          m[index] = beta2 * m[index] + (1 - beta2) * slope
        }
      }
    }
    moments.endStep()
  }
}
