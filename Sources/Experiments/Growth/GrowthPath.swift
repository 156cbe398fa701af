internal import WeightNormCore

/// ‖v‖ of one neuron under one optimizer, step by step, with the laws that it should obey.
struct GrowthPath: Sendable {
  /// ‖v‖ before the first step and after each.
  private(set) var norms: [Double] = []
  /// The cosine of the angle between v and the step that leaves it.
  private(set) var cosines: [Double] = []
  /// |g| after each step, its start first.
  private(set) var magnitudes: [Double] = []
  /// The greatest |‖v′‖² − ‖v‖² − ‖v′ − v‖²| over ‖v‖²: Pythagoras, if the step is perpendicular.
  private(set) var pythagorasResidual = 0.0
  /// The greatest |s′ − β(s − η‖m‖²)| over ‖v′‖‖m′‖, with s = v·m of the heavy-ball velocity m.
  private(set) var recursionResidual = 0.0
  /// How many steps left ‖v‖ shorter than before, beyond rounding.
  private(set) var decreases = 0

  /// - Throws: `CoreError` where a norm leaves the finite numbers, which these rates do not do.
  init(
    _ specification: Growth.Specification, _ arm: GrowthArm, stream: RegressionStream
  ) throws(CoreError) {
    var neuron = try Neuron(
      direction: stream.startDirection.scaled(by: specification.directionNorm),
      magnitude: specification.magnitude)
    var optimizer = arm.rule.optimizer(LearningRates(arm.rate, bias: 0), of: Double.self)
    var pass = Backpropagation(for: neuron.network, batchSize: specification.batchSize)
    var velocity = Velocity(arm, inputSize: specification.inputSize)
    append(neuron)
    for batch in stream.batches {
      let before = neuron.direction
      try neuron.step(
        on: batch.inputs, batch.targets(neurons: 1), pass: &pass, optimizer: &optimizer)
      velocity.accelerate(Array(pass.gradient[0].matrix.elements))
      recursionResidual = [recursionResidual, velocity.residual(at: before)].maximum
      measureStep(from: before, to: neuron.direction, inputSize: specification.inputSize)
      append(neuron)
    }
  }

  private mutating func append(_ neuron: Neuron) {
    norms.append(neuron.direction.norm)
    magnitudes.append(neuron.magnitude.magnitude)
  }

  private mutating func measureStep(from v: [Double], to newV: [Double], inputSize k: Int) {
    let step = newV.subtracting(v)
    let residual = (newV.dot(newV) - v.dot(v) - step.dot(step)).magnitude / v.dot(v)
    pythagorasResidual = [pythagorasResidual, residual].maximum
    cosines.append(step.norm > 0 ? v.dot(step) / (v.norm * step.norm) : 0)
    if Self.isDecrease(from: v.norm, to: newV.norm, inputSize: k, ulp: Double.ulpOfOne) {
      decreases += 1
    }
  }

  /// Whether a norm shrank by more than rounding explains: ‖v′‖ < ‖v‖(1 − 4ε√k).
  static func isDecrease(from old: Double, to new: Double, inputSize k: Int, ulp: Double) -> Bool {
    new < old * (1 - 4 * ulp * Double(k).squareRoot())
  }

  /// The velocity m of heavy-ball, followed beside the optimizer to check
  ///
  /// ```
  /// s′ = v′·m′ = β(s − η‖m‖²),  since v′ ⟂ ∇v′ and v′ = v − ηm
  /// ```
  private struct Velocity {
    let momentum: Double?
    let rate: Double
    var m: [Double]
    /// β(s − η‖m‖²) of the step before.
    var predicted = 0.0

    init(_ arm: GrowthArm, inputSize: Int) {
      momentum = arm.momentum
      rate = arm.rate
      m = [Double](repeating: 0, count: inputSize)
    }

    mutating func accelerate(_ gradient: [Double]) {
      guard let momentum else { return }
      m = m.scaled(by: momentum).adding(gradient)
    }

    mutating func residual(at v: [Double]) -> Double {
      guard let momentum else { return 0 }
      let s = v.dot(m)
      defer { predicted = momentum * (s - rate * m.dot(m)) }
      return (s - predicted).magnitude / (v.norm * m.norm)
    }
  }
}
