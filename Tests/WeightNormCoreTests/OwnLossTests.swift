import Testing

@testable import WeightNormCore

/// Gradients of a loss that the core does not know, from ∂L/∂y.
struct OwnLossTests {
  /// The core's own loss of values, written outside.
  private func halfSquaredError<Scalar: Real>(
    _ y: Matrix<Scalar>, _ target: Matrix<Scalar>
  ) -> Matrix<Scalar> {
    Matrix(rows: y.rows, columns: y.columns) {
      (y[$0, $1] - target[$0, $1]) * (1 / Scalar(y.rows))
    }
  }

  private func check<Scalar: Real>(
    _ seed: Int, _ made: Parameterization, _ form: BatchNormalization<Scalar>.Form?
  ) throws {
    var problem = try RandomProblem<Scalar>(seed: seed, sizes: [3, 17, 2], batchSize: 5, made)
    if let form { problem.model.layers[0].normalizeBatches(form) }
    let (model, x) = (problem.model, problem.x)
    guard case .values(let target) = problem.targets else { return }
    var core = Backpropagation(for: model, batchSize: 5)
    let expected = try core.lossAndInputGradient(model, x, problem.targets).inputGradient
    var own = Backpropagation(for: model, batchSize: 5)
    let slope = halfSquaredError(try own.predict(model, x, mode: .training), target)
    try own.backward(model, x, outputGradient: slope)
    #expect(own.gradient == core.gradient)
    #expect(try own.inputGradient(model, x, outputGradient: slope) == expected)
    #expect(own.gradient == core.gradient)
  }

  @Test(arguments: 0..<8, Parameterization.allCases)
  func `half the squared error written outside has the core's gradients, to the bit`(
    _ seed: Int, _ made: Parameterization
  ) throws {
    for form in [nil, .full, .meanOnly] as [BatchNormalization<Float>.Form?] {
      try check(seed, made, form)
    }
    try check(seed, made, BatchNormalization<Double>.Form?.none)
  }

  @Test(arguments: RandomLoss.allCases)
  func `targets give the loss of outputs and its gradient`(_ loss: RandomLoss) throws {
    let problem = try RandomProblem<Float>(
      seed: 2, sizes: [3, 4, 3], batchSize: 5, .trained, loss: loss)
    var pass = Backpropagation(for: problem.model, batchSize: 5)
    let outputs = try pass.predict(problem.model, problem.x, mode: .training)
    let (value, slope) = try problem.targets.lossAndGradient(at: outputs)
    try pass.backward(problem.model, problem.x, outputGradient: slope)
    let (expected, gradient) = try problem.lossAndGradient(of: problem.model)
    #expect(value == expected)
    #expect(pass.gradient == gradient)
  }

  @Test func `targets that do not fit outputs are refused`() {
    let outputs = Matrix<Float>(rows: 2, columns: 3)
    #expect(throws: CoreError.shape(expected: [2, 3], found: [3, 2], what: "targets")) {
      try Targets<Float>.values(Matrix(rows: 3, columns: 2)).lossAndGradient(at: outputs)
    }
    #expect(throws: CoreError.label(3, row: 1, outputs: 3)) {
      try Targets<Float>.labels([0, 3]).lossAndGradient(at: outputs)
    }
    #expect(throws: CoreError.emptyBatch) {
      try Targets<Float>.labels([]).lossAndGradient(at: Matrix(rows: 0, columns: 3))
    }
  }

  /// Gradients are linear in ∂L/∂y, so those of single rows sum to the batch's.
  @Test(arguments: Parameterization.allCases)
  func `a pass is gone back from more than once`(_ made: Parameterization) throws {
    var problem = try RandomProblem<Double>(seed: 3, sizes: [3, 5, 2], batchSize: 4, made)
    problem.model.layers[0].normalizeBatches(.full)
    let model = problem.model
    var pass = Backpropagation(for: model, batchSize: 4)
    _ = try pass.predict(model, problem.x, mode: .training)
    let whole = Matrix<Double>(rows: 4, columns: 2) { Double($0 + 1) - 2 * Double($1) }
    var sum = [Double](repeating: 0, count: 15)
    for row in 0..<4 {
      let ofRow = Matrix<Double>(rows: 4, columns: 2) { $0 == row ? whole[$0, $1] : 0 }
      try pass.backward(model, problem.x, outputGradient: ofRow)
      for index in sum.indices { sum[index] += pass.gradient[0].matrix.elements[index] }
    }
    try pass.backward(model, problem.x, outputGradient: whole)
    #expect(relativeError(sum, pass.gradient[0].matrix.elements) < 1e-12)
  }

  @Test(arguments: Parameterization.allCases)
  func `Huber's loss has the gradients of central differences`(_ made: Parameterization) throws {
    let problem = try RandomProblem<Double>(seed: 4, sizes: [3, 4, 2], batchSize: 6, made)
    guard case .values(let target) = problem.targets else { return }
    var pass = Backpropagation(for: problem.model, batchSize: 6)
    func loss(_ model: MLP<Double>) throws -> Double {
      huberLoss(try pass.predict(model, problem.x, mode: .training), target).loss
    }
    let outputs = try pass.predict(problem.model, problem.x, mode: .training)
    try pass.backward(
      problem.model, problem.x, outputGradient: huberLoss(outputs, target).outputGradient)
    var analytic: [Double] = []
    var counted = problem.model
    counted.forEachParameter(along: pass.gradient) { _, _, slope in
      for index in slope.indices { analytic.append(slope[index]) }
    }
    let numeric = try analytic.indices.map { place in
      let (upper, lower) = try (
        loss(problem.model.shifted(place, by: 1e-5)), loss(problem.model.shifted(place, by: -1e-5))
      )
      return (upper - lower) / 2e-5
    }
    #expect(relativeError(numeric, analytic) < 1e-7)
    #expect(huberLoss(outputs, target).outputGradient.elements.contains { abs($0) == 1 / 6 })
  }

  @Test(arguments: [[6, 4], [5, 2], [0, 0], [6, 0]])
  func `an output gradient of another shape is refused`(_ shape: [Int]) throws {
    let problem = try RandomProblem<Double>(seed: 5, sizes: [3, 2], batchSize: 6, .trained)
    var pass = Backpropagation(for: problem.model, batchSize: 6)
    _ = try pass.lossAndGradient(problem.model, problem.x, problem.targets)
    let before = pass.gradient
    let slope = Matrix<Double>(rows: shape[0], columns: shape[1])
    #expect(throws: CoreError.shape(expected: [6, 2], found: shape, what: "an output gradient")) {
      try pass.backward(problem.model, problem.x, outputGradient: slope)
    }
    #expect(throws: CoreError.shape(expected: [6, 3], found: shape, what: "a batch")) {
      try pass.backward(
        problem.model, Matrix(rows: shape[0], columns: shape[1]),
        outputGradient: Matrix(rows: 6, columns: 2))
    }
    #expect(pass.gradient == before)
  }
}

extension MLP {
  /// With one of its parameters, in the order of visits, moved by `delta`.
  fileprivate func shifted(_ place: Int, by delta: Scalar) -> MLP {
    var (copy, first) = (self, 0)
    copy.forEachParameter { _, parameter in
      if (first..<first + parameter.count).contains(place) { parameter[place - first] += delta }
      first += parameter.count
    }
    return copy
  }
}
