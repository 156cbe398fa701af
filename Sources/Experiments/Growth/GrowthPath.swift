internal import WeightNormCore

/// ‖v‖ of one neuron under one optimizer, step by step, with the laws that it should obey.
struct GrowthPath: Sendable {
  /// ‖v‖ before the first step and after each.
  private(set) var norms: [Double] = []
  /// The cosine of the angle between v and the step that leaves it.
  private(set) var cosines: [Double] = []
  /// The greatest |‖v′‖² − ‖v‖² − ‖v′ − v‖²| over ‖v‖²: Pythagoras, if the step is perpendicular.
  private(set) var pythagorasResidual = 0.0
  /// The greatest |s′ − β(s − η‖m‖²)| over ‖v′‖‖m′‖, with s = v·m of the heavy-ball velocity m:
  ///
  /// ```
  /// s′ = v′·m′ = β(s − η‖m‖²),  since v′ ⟂ ∇v′ and v′ = v − ηm
  /// ```
  private(set) var recursionResidual = 0.0
  /// How many steps left ‖v‖ shorter than before, beyond rounding.
  private(set) var decreases = 0

  /// - Throws: `CoreError` where a norm leaves the finite numbers, which these rates do not do.
  init(
    _ specification: some NeuronGrowth, _ arm: GrowthArm, stream: RegressionStream
  ) throws(CoreError) {
    var neuron = try Neuron(
      direction: stream.startDirection.scaled(by: specification.directionNorm),
      magnitude: specification.magnitude)
    var optimizer = arm.optimizer
    var pass = Backpropagation(for: neuron.network, batchSize: specification.batchSize)
    norms.append(neuron.direction.norm)
    // The velocity, followed beside the optimizer, and β(s − η‖m‖²) of the step before.
    var m = [Double](repeating: 0, count: specification.inputSize)
    var predicted = 0.0
    for batch in stream.batches {
      let v = neuron.direction
      try neuron.step(
        on: batch.inputs, batch.targets(neurons: 1), pass: &pass, optimizer: &optimizer)
      measureStep(from: v, to: neuron.direction)
      norms.append(neuron.direction.norm)
      guard let momentum = arm.momentum else { continue }
      m = m.scaled(by: momentum).adding(Array(pass.gradient[0].matrix.elements))
      let s = v.dot(m)
      let residual = (s - predicted).magnitude / (v.norm * m.norm)
      recursionResidual = [recursionResidual, residual].maximum
      predicted = momentum * (s - arm.rate * m.dot(m))
    }
  }

  private mutating func measureStep(from v: [Double], to newV: [Double]) {
    let step = newV.subtracting(v)
    let residual = (newV.dot(newV) - v.dot(v) - step.dot(step)).magnitude / v.dot(v)
    pythagorasResidual = [pythagorasResidual, residual].maximum
    cosines.append(step.norm > 0 ? v.cosine(to: step) : 0)
    if Self.isDecrease(from: v.norm, to: newV.norm, inputSize: v.count) { decreases += 1 }
  }

  /// Whether a norm shrank by more than rounding explains: ‖v′‖ < ‖v‖(1 − 4ε√k).
  static func isDecrease(from old: Double, to new: Double, inputSize k: Int) -> Bool {
    new < old * (1 - 4 * .ulpOfOne * Double(k).squareRoot())
  }
}
