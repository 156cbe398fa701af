internal import WeightNormCore

/// The regression of one seed, its exact solutions, and the path of every arm.
struct MagnitudeProblem: Sendable {
  let specification: Magnitude.Specification
  let x: Matrix<Double>
  let targets: Targets<Double>
  /// ½(w − w_ols)ᵀH(w − w_ols) is the excess loss.
  let quadratic: Quadratic
  /// The direction in which every arm starts, of length one.
  let startDirection: [Double]
  private(set) var paths: [MagnitudePath] = []

  init(_ specification: Magnitude.Specification, seed: Int) throws(CoreError) {
    var data = RandomStream(experiment: Magnitude.id, .data, seed: seed)
    var start = RandomStream(experiment: Magnitude.id, .initialization, seed: seed)
    let n = specification.samples
    let k = specification.inputSize
    let target = data.direction(k).scaled(by: specification.targetNorm)
    x = Matrix(rows: n, columns: k, standardDeviation: 1, from: &data)
    var y: [Double] = []
    for row in 0..<n {
      y.append(Array(x[row: row]).dot(target) + specification.noise * data.normal())
    }
    self.specification = specification
    targets = .values(try Matrix(rows: n, columns: 1, elements: y))
    quadratic = Quadratic(leastSquares: x, y)
    startDirection = start.direction(k)
  }

  /// With the path of every arm of the specification.
  func solved() throws(CoreError) -> MagnitudeProblem {
    var solved = self
    for arm in specification.arms { solved.paths.append(try path(of: arm)) }
    return solved
  }

  private func path(of arm: MagnitudeArm) throws(CoreError) -> MagnitudePath {
    var neuron = try neuron(arm)
    var optimizer: any Optimizer<Double> = SGD(
      LearningRates(specification.rate, magnitude: arm.rate, bias: 0))
    var pass = Backpropagation(for: neuron.network, batchSize: x.rows)
    var path = MagnitudePath(arm)
    try path.append(neuron, quadratic)
    for _ in 0..<specification.steps {
      let magnitude = neuron.magnitude
      try neuron.step(on: x, targets, pass: &pass, optimizer: &optimizer)
      path.measureConservation(direction: neuron.direction, magnitude: magnitude)
      try path.append(neuron, quadratic)
    }
    return path
  }

  private func neuron(_ arm: MagnitudeArm) throws(CoreError) -> Neuron {
    switch arm {
    case .standard: try Neuron(weight: startDirection)
    case .fixed(let g): try Neuron(direction: startDirection, magnitude: g, form: .frozen)
    case .trained(let start, _): try Neuron(direction: startDirection, magnitude: start)
    case .logarithmic(let start, _):
      try Neuron(direction: startDirection, magnitude: start, form: .logarithmic)
    }
  }
}

/// What one arm did at one seed: one element per step, the start first.
struct MagnitudePath: Sendable {
  let arm: MagnitudeArm
  private(set) var magnitudes: [Double] = []
  private(set) var directionNorms: [Double] = []
  private(set) var weightNorms: [Double] = []
  private(set) var excess: [Double] = []
  private(set) var weights: [[Double]] = []
  /// The greatest relative change of ‖w‖² by a step of v with g kept.
  private(set) var conservationError = 0.0

  init(_ arm: MagnitudeArm) {
    self.arm = arm
  }

  mutating func append(_ neuron: Neuron, _ quadratic: Quadratic) throws(CoreError) {
    let weight = try neuron.weight()
    magnitudes.append(neuron.magnitude)
    directionNorms.append(neuron.direction.norm)
    weightNorms.append(weight.norm)
    excess.append(quadratic.excess(weight))
    weights.append(weight)
  }

  /// `‖(g/‖v′‖)v′‖²` against g², with the g from before the step. Says nothing of a standard neuron.
  mutating func measureConservation(direction: [Double], magnitude: Double) {
    guard arm != .standard else { return }
    let w = direction.scaled(by: magnitude / direction.norm)
    let square = magnitude * magnitude
    conservationError = [conservationError, (w.dot(w) - square).magnitude / square].maximum
  }

  var lastMagnitude: Double { magnitudes.last ?? 0 }
  var lastExcess: Double { excess.last ?? 0 }

  /// The first step at which the excess is at most 1 % of its start; nil where it never is.
  var stepsToOnePercent: Int? { excess.firstIndex { $0 <= 0.01 * excess[0] } }
}
