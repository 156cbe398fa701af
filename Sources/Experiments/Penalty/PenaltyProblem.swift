internal import WeightNormCore

/// The regression of one seed, its solutions with and without penalty, and the path of every arm.
struct PenaltyProblem: Sendable {
  let specification: Penalty.Specification
  let x: Matrix<Double>
  let targets: Targets<Double>
  /// w*, with zeros for the useless inputs.
  let truth: [Double]
  let quadratic: Quadratic
  let leastSquares: [Double]
  /// Ridge regression with the penalty of the specification.
  let ridge: [Double]
  let largestCurvature: Double
  let startDirection: [Double]
  private(set) var paths: [PenaltyPath] = []

  init(_ specification: Penalty.Specification, seed: Int) throws(CoreError) {
    var data = RandomStream(experiment: Penalty.id, .data, seed: seed)
    var start = RandomStream(experiment: Penalty.id, .initialization, seed: seed)
    let n = specification.samples
    let k = specification.inputSize
    let useful = data.direction(specification.usefulInputs)
      .scaled(by: specification.targetNorm)
    truth = useful + [Double](repeating: 0, count: k - specification.usefulInputs)
    x = Matrix(rows: n, columns: k, standardDeviation: 1, from: &data)
    var y: [Double] = []
    for row in 0..<n {
      y.append(Array(x[row: row]).dot(truth) + specification.noise * data.normal())
    }
    quadratic = Quadratic(leastSquares: x, y)
    self.specification = specification
    targets = .values(try Matrix(rows: n, columns: 1, elements: y))
    leastSquares = quadratic.minimum
    ridge = quadratic.minimum(penalty: specification.penalty)
    largestCurvature = quadratic.largestCurvature
    startDirection = start.direction(k)
  }

  /// With the path of every arm of the specification.
  func solved() throws(CoreError) -> PenaltyProblem {
    var solved = self
    for arm in specification.arms { solved.paths.append(try PenaltyPath(self, arm)) }
    return solved
  }

  /// 2/λmax: gradient descent with a larger rate diverges.
  var largestRate: Double { 2 / largestCurvature }

  /// ‖w − target‖/‖target‖.
  func distance(_ w: [Double], to target: [Double]) -> Double {
    w.subtracting(target).norm / target.norm
  }

  /// The lengths of the useful and the useless half of w over those of least squares.
  func shrinkage(_ w: [Double]) -> (useful: Double, useless: Double) {
    let useful = specification.usefulInputs
    func ratio(_ range: Range<Int>) -> Double {
      Array(w[range]).norm / Array(leastSquares[range]).norm
    }
    return (ratio(0..<useful), ratio(useful..<w.count))
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
    var neuron =
      arm.isWeightNormalized
      ? try Neuron(direction: problem.startDirection, magnitude: 1)
      : try Neuron(weight: problem.startDirection)
    var optimizer: any Optimizer<Double> = SGD(LearningRates(specification.rate, bias: 0))
    var pass = Backpropagation(for: neuron.network, batchSize: problem.x.rows)
    let penalty = arm.penalty(specification.penalty)
    for step in 0...specification.steps {
      weightNorms.append(neuron.magnitude.magnitude)
      directionNorms.append(neuron.direction.norm)
      if step == specification.steps { lastWeight = try neuron.weight() }
      losses.append(
        try neuron.step(
          on: problem.x, problem.targets, pass: &pass, optimizer: &optimizer, penalty: penalty))
    }
  }

  /// How many steps raised the loss by more than rounding.
  func rises(tolerance: Double) -> Int { Self.rises(losses, tolerance: tolerance) }

  static func rises(_ losses: [Double], tolerance: Double) -> Int {
    zip(losses, losses.dropFirst()).count { $1 > $0 * (1 + tolerance) }
  }

  /// ηg²/‖v‖², the rate of the perpendicular part of w's step.
  func effectiveRates(_ rate: Double) -> [Double] {
    zip(weightNorms, directionNorms).map { rate * $0 * $0 / ($1 * $1) }
  }
}
