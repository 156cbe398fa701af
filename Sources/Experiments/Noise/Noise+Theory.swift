extension Noise.Specification {
  /// The rate ηg²/‖v‖² at which the direction of a noise-driven neuron learns after t steps, far from
  /// the start and near w*, where G is the length of the sideways gradient of a batch.
  ///
  /// ```
  /// E‖∇w‖² → G² = (k − 1)σ²/B,   ‖v‖⁴ ≈ 2η²g²G²t   ⇒   ηg²/‖v‖² ≈ g/(G√(2t))
  /// ```
  /// η drops out.
  func mergedRate(after steps: Int) -> Double {
    let gradientNoise = noise * (Double(inputSize - 1) / Double(batchSize)).squareRoot()
    return fixedMagnitude / (gradientNoise * (2 * Double(steps)).squareRoot())
  }

  /// ‖v‖ by the same law.
  func norm(after steps: Int, rate: Double) -> Double {
    (rate / mergedRate(after: steps)).squareRoot() * fixedMagnitude
  }

  /// The first step at which the lines of theory are drawn.
  var theoryStart: Int { min(10, steps) }
}
