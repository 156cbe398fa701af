internal import WeightNormCore

/// The regression of one seed, its solutions with and without penalty, and the path of every arm.
struct PenaltyProblem: Sendable {
  let specification: Penalty.Specification
  /// w*, with zeros for the useless inputs.
  let truth: [Double]
  let data: RegressionStream.Batch
  let quadratic: Quadratic
  let startDirection: [Double]
  /// One an arm of the specification.
  private(set) var paths: [PenaltyPath] = []

  /// Before any training.
  init(drawing specification: Penalty.Specification, seed: Int) {
    var stream = RandomStream(experiment: Penalty.id, .data, seed: seed)
    var start = RandomStream(experiment: Penalty.id, .initialization, seed: seed)
    truth =
      stream.direction(specification.usefulInputs).scaled(by: specification.targetNorm)
      + specification.useless.map { _ in 0 }
    data = RegressionStream.Batch(
      rows: specification.samples, of: truth, noise: specification.noise, from: &stream)
    quadratic = Quadratic(leastSquares: data.inputs, data.outputs)
    self.specification = specification
    startDirection = start.direction(specification.inputSize)
  }

  init(_ specification: Penalty.Specification, seed: Int) throws(CoreError) {
    self.init(drawing: specification, seed: seed)
    for arm in specification.arms { paths.append(try PenaltyPath(self, arm)) }
  }

  var leastSquares: [Double] { quadratic.minimum }
  /// Ridge regression with the penalty of the specification.
  var ridge: [Double] { quadratic.minimum(penalty: specification.penalty) }
  /// 2/λmax: gradient descent with a larger rate diverges.
  var largestRate: Double { 2 / quadratic.largestCurvature }

  /// The length of w over that of least squares, both of those inputs only.
  func shrinkage(_ w: [Double], of inputs: Range<Int>) -> Double {
    Array(w[inputs]).norm / Array(leastSquares[inputs]).norm
  }

  /// The expected squared error on a new example, ‖w − w*‖² + noise², over that of least squares.
  func testError(_ w: [Double]) -> Double {
    func error(_ w: [Double]) -> Double {
      let d = w.subtracting(truth)
      return d.dot(d) + specification.noise * specification.noise
    }
    return error(w) / error(leastSquares)
  }
}

/// The steps that gradient descent takes on one problem with a penalty on some of the weights.
struct PenaltyHalves: Sendable {
  private(set) var none = 0.0
  private(set) var useful = 0.0
  private(set) var useless = 0.0
  private(set) var all = 0.0

  init(_ specification: Penalty.Specification, seed: Int) {
    let problem = PenaltyProblem(drawing: specification, seed: seed)
    none = problem.steps(penalizing: 0..<0)
    useful = problem.steps(penalizing: specification.useful)
    useless = problem.steps(penalizing: specification.useless)
    all = problem.steps(penalizing: 0..<specification.inputSize)
  }
}

extension PenaltyProblem {
  /// Steps until near the optimum of the loss with a penalty on some inputs' weights:
  /// w ← w − η(H + D)(w − w₀) with η = 2/(λmin + λmax), which is the best constant rate.
  func steps(penalizing inputs: Range<Int>) -> Double {
    let loss = quadratic.penalized(
      by: truth.indices.map { inputs.contains($0) ? specification.penalty : 0 })
    let rate = 2 / (loss.leastCurvature + loss.largestCurvature)
    var w = startDirection
    let near = specification.race.nearShare * loss.excess(w)
    var steps = 0
    while loss.excess(w) > near, steps <= specification.steps {
      w = w.subtracting(loss.gradient(w).scaled(by: rate))
      steps += 1
    }
    return Double(steps)
  }
}

/// What one arm did at one seed: one element per step, the start first.
struct PenaltyPath: Sendable {
  let arm: PenaltyArm
  private(set) var weightNorms: [Double] = []
  /// ‖v‖; ‖w‖ with ordinary weights.
  private(set) var directionNorms: [Double] = []
  /// The loss without the penalty.
  private(set) var losses: [Double] = []
  private(set) var lastWeight: [Double] = []

  init(_ problem: PenaltyProblem, _ arm: PenaltyArm) throws(CoreError) {
    let specification = problem.specification
    self.arm = arm
    var descent = NeuronDescent(
      of: arm.isWeightNormalized
        ? try Neuron(direction: problem.startDirection, magnitude: 1)
        : try Neuron(weight: problem.startDirection),
      on: problem.data.inputs, try problem.data.targets(neurons: 1), rate: specification.rate,
      penalty: arm.penalty(specification.penalty))
    for step in 0...specification.steps {
      weightNorms.append(descent.neuron.magnitude.magnitude)
      directionNorms.append(descent.neuron.direction.norm)
      if step == specification.steps { lastWeight = try descent.neuron.weight() }
      losses.append(try descent.step())
    }
  }

  /// How many steps raise the loss by more than rounding.
  static func rises(_ losses: [Double], tolerance: Double) -> Int {
    zip(losses, losses.dropFirst()).count { $1 > $0 * (1 + tolerance) }
  }

  /// ηg²/‖v‖², the rate of the perpendicular part of w's step.
  func effectiveRates(_ rate: Double) -> [Double] {
    zip(weightNorms, directionNorms).map { rate * $0 * $0 / ($1 * $1) }
  }
}
