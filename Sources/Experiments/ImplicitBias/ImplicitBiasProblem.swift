internal import Runs
internal import WeightNormCore

/// The examples of one seed, their solutions, and what training made of each start.
struct ImplicitBiasProblem: Sendable {
  let specification: ImplicitBias.Specification
  let x: Matrix<Double>
  let targets: Targets<Double>
  /// An orthonormal basis of the span of the examples.
  let basis: [[Double]]
  /// The shortest w with Xw = y.
  let shortest: [Double]
  let startDirection: [Double]
  /// Standard gradient descent from each start, and weight normalization by start within ρ.
  private(set) var standard: [ImplicitBiasPath] = []
  private(set) var normalized: [[ImplicitBiasPath]] = []

  init(_ specification: ImplicitBias.Specification, seed: Int) throws(CoreError) {
    var data = RandomStream(experiment: ImplicitBias.id, .data, seed: seed)
    var start = RandomStream(experiment: ImplicitBias.id, .initialization, seed: seed)
    let (n, k) = (specification.samples, specification.inputSize)
    let target = data.direction(k).scaled(by: specification.targetNorm)
    let x = Matrix<Double>(rows: n, columns: k, standardDeviation: 1, from: &data)
    let rows = (0..<n).map { Array(x[row: $0]) }
    let basis = Self.orthonormalized(rows)
    self.specification = specification
    self.x = x
    self.basis = basis
    targets = .values(try Matrix(rows: n, columns: 1, elements: rows.map { $0.dot(target) }))
    shortest = target.subtracting(Self.residue(target, basis))
    startDirection = start.direction(k)
  }

  /// P₀w: what is left of w without its part in the span of the examples.
  func nullPart(_ w: [Double]) -> [Double] { Self.residue(w, basis) }

  /// w without its parts along the vectors of an orthonormal basis, taken twice against rounding.
  private static func residue(_ w: [Double], _ basis: [[Double]]) -> [Double] {
    (0..<2).reduce(w) { w, _ in
      basis.reduce(w) { $0.subtracting($1.scaled(by: $0.dot($1))) }
    }
  }

  private static func orthonormalized(_ rows: [[Double]]) -> [[Double]] {
    rows.reduce(into: []) { basis, row in
      let rest = residue(row, basis)
      basis.append(rest.scaled(by: 1 / rest.norm))
    }
  }

  /// With the path of every start and every ρ.
  func solved() throws(CoreError) -> ImplicitBiasProblem {
    var solved = self
    for start in specification.starts {
      solved.standard.append(
        try path(Neuron(weight: startDirection.scaled(by: magnitude(start))), rateRatio: 1))
    }
    for ratio in specification.rateRatios {
      var paths: [ImplicitBiasPath] = []
      for start in specification.starts {
        let neuron = try Neuron(
          direction: startDirection.scaled(by: specification.directionNorm),
          magnitude: magnitude(start))
        paths.append(try path(neuron, rateRatio: ratio))
      }
      solved.normalized.append(paths)
    }
    return solved
  }

  /// g at the start.
  func magnitude(_ start: Double) -> Double { start * shortest.norm }

  /// The law of a weight-normalized path.
  func law(start: Double, rateRatio: Double) -> ImplicitBiasLaw {
    ImplicitBiasLaw(
      rateRatio: rateRatio, directionNorm: specification.directionNorm,
      startMagnitude: magnitude(start), startNull: nullPart(startDirection).norm)
  }

  private func path(_ start: Neuron, rateRatio: Double) throws(CoreError) -> ImplicitBiasPath {
    var neuron = start
    var optimizer: any Optimizer<Double> = SGD(
      LearningRates(specification.rate, magnitude: specification.rate / rateRatio, bias: 0))
    var pass = Backpropagation(for: neuron.network, batchSize: x.rows)
    let kept = Thinning.logarithmic.positions(of: specification.stepLimit + 1)
    var path = ImplicitBiasPath()
    var step = 0
    while !path.isSolved, step < specification.stepLimit {
      if kept[path.nullNorms.count] == step { path.append(try nullNorm(neuron), step: step) }
      // The loss is ½·mean of squares, which is half the square of the residual.
      let loss = try neuron.step(on: x, targets, pass: &pass, optimizer: &optimizer)
      path.isSolved = (2 * loss).squareRoot() <= specification.residual
      step += 1
    }
    path.append(try nullNorm(neuron), step: step)
    path.magnitude = neuron.magnitude
    return path
  }

  private func nullNorm(_ neuron: Neuron) throws(CoreError) -> Double {
    nullPart(try neuron.weight()).norm
  }
}

/// The null part of w over one training.
struct ImplicitBiasPath: Sendable {
  /// The recorded steps, the last one included, and ‖P₀w‖ there.
  private(set) var steps: [Int] = []
  private(set) var nullNorms: [Double] = []
  /// g at the end; ‖w‖ in the standard parameterization.
  var magnitude = 0.0
  /// Whether the residual came down to where training stops.
  var isSolved = false

  mutating func append(_ nullNorm: Double, step: Int) {
    steps.append(step)
    nullNorms.append(nullNorm)
  }

  var lastStep: Int { steps.last ?? 0 }
  var lastNull: Double { nullNorms.last ?? 0 }

  /// ‖P₀w‖ at a recorded step, or at the end for a step after it.
  func nullNorm(at step: Int) -> Double {
    guard step < lastStep, let index = steps.firstIndex(of: step) else { return lastNull }
    return nullNorms[index]
  }
}
