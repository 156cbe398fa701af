internal import WeightNormCore

/// The regression of one seed, its exact solution, and the path of every arm.
struct MagnitudeProblem: Sendable {
  /// ½(w − w_ols)ᵀH(w − w_ols) is the excess loss.
  let quadratic: Quadratic
  /// The direction in which every arm starts, of length one.
  let startDirection: [Double]
  /// One per arm of the specification.
  private(set) var paths: [MagnitudePath] = []

  init(_ specification: Magnitude.Specification, seed: Int) throws(CoreError) {
    var stream = RandomStream(experiment: Magnitude.id, .data, seed: seed)
    var start = RandomStream(experiment: Magnitude.id, .initialization, seed: seed)
    let target = stream.direction(specification.inputSize).scaled(by: specification.targetNorm)
    let data = RegressionStream.Batch(
      rows: specification.samples, of: target, noise: specification.noise, from: &stream)
    let targets = try data.targets(neurons: 1)
    quadratic = Quadratic(leastSquares: data.inputs, data.outputs)
    startDirection = start.direction(specification.inputSize)
    for arm in specification.arms {
      let neurons = try arm.neuron(direction: startDirection).descent(
        on: data.inputs, targets, LearningRates(specification.rate, magnitude: arm.rate),
        steps: specification.steps)
      paths.append(try MagnitudePath(arm, neurons, quadratic))
    }
  }

  func paths(_ form: WeightNormDense<Double>.MagnitudeForm) -> [MagnitudePath] {
    paths.filter { $0.arm.form == form }
  }

  /// Of a w of that length, the least.
  func leastExcess(ofLength g: Double) -> Double {
    quadratic.excess(quadratic.minimum(ofLength: g))
  }
}

extension MagnitudeArm {
  fileprivate func neuron(direction: [Double]) throws(CoreError) -> Neuron {
    guard let form else { return try Neuron(weight: direction) }
    return try Neuron(direction: direction, magnitude: start, form: form)
  }
}

/// What one arm did at one seed: one element per step, the start first.
struct MagnitudePath: Sendable {
  let arm: MagnitudeArm
  let magnitudes: [Double]
  let directionNorms: [Double]
  let weights: [[Double]]
  let excess: [Double]
  /// The greatest relative change of ‖w‖² by a step of v with g kept; 0 for a standard neuron.
  let conservationError: Double

  init(_ arm: MagnitudeArm, _ neurons: [Neuron], _ quadratic: Quadratic) throws(CoreError) {
    self.arm = arm
    magnitudes = neurons.map(\.magnitude)
    directionNorms = neurons.map(\.direction.norm)
    weights = try neurons.map { neuron throws(CoreError) in try neuron.weight() }
    excess = weights.map(quadratic.excess)
    let changes = zip(magnitudes, neurons.dropFirst()).map { g, moved in
      Self.change(of: g, along: moved.direction)
    }
    conservationError = arm.form == nil ? 0 : changes.maximum
  }

  /// `‖(g/‖v′‖)v′‖²` against g², with the g from before the step.
  static func change(of g: Double, along direction: [Double]) -> Double {
    let w = direction.scaled(by: g / direction.norm)
    return (w.dot(w) - g * g).magnitude / (g * g)
  }

  var lastMagnitude: Double { magnitudes.last ?? 0 }
  var lastExcess: Double { excess.last ?? 0 }
  var weightNorms: [Double] { weights.map(\.norm) }

  /// wᵢ²/‖w‖² of each coordinate.
  var shares: [[Double]] { weights.map { w in w.map { $0 * $0 / w.dot(w) } } }

  /// The first step at which the excess is at most 1 % of its start; nil where it never is.
  var stepsToOnePercent: Int? { excess.firstIndex { $0 <= 0.01 * excess[0] } }
}
