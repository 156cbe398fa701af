import Testing

@testable import WeightNormCore

struct CoreErrorTests {
  /// Two units of three inputs; the second has the direction v.
  private func model<Scalar: Real>(_ v: [Scalar]) throws -> MLP<Scalar> {
    let direction = try Matrix(rows: 2, columns: 3, elements: [1, 2, 3] + v)
    return try MLP([
      Layer(WeightNormDense(direction: direction, magnitude: [1, 1], bias: [0, 0]))
    ])
  }

  /// Everything that needs w says what is wrong with it.
  private func expectRefusal<Scalar: Real>(
    of model: MLP<Scalar>, _ error: CoreError, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let x = Matrix<Scalar>(rows: 4, columns: 3, repeating: 1)
    let targets = Targets.values(Matrix<Scalar>(rows: 4, columns: 2))
    let uses: [(MLP<Scalar>) throws -> Void] = [
      { _ = try $0(x) },
      { _ = try $0.folded() },
      { _ = try $0.layers[0].weight },
      {
        var pass = Backpropagation(for: $0, batchSize: 4)
        _ = try pass.lossAndGradient($0, x, targets)
      },
      {
        var copy = $0
        try copy.initializeFromData(x)
      },
    ]
    for use in uses {
      #expect(throws: error, sourceLocation: sourceLocation) { try use(model) }
    }
  }

  @Test func `a direction of norm 0 is refused by the unit's number`() throws {
    expectRefusal(of: try model([0.0, 0, 0]), .zeroNorm(unit: 1))
    expectRefusal(of: try model([Float(0), -0.0, 0]), .zeroNorm(unit: 1))
  }

  @Test func `a direction whose norm underflows is refused`() throws {
    expectRefusal(of: try model([1e-200, -1e-200, 0]), .zeroNorm(unit: 1))
    expectRefusal(of: try model([Float(1e-30), 0, 0]), .zeroNorm(unit: 1))
  }

  @Test(arguments: [1e200, .infinity, -.infinity, .nan])
  func `a direction whose norm is not finite is refused, never taken for w = 0`(
    _ value: Double
  ) throws {
    expectRefusal(of: try model([value, 1, 1]), .nonFiniteNorm(unit: 1))
    expectRefusal(of: try model([Float(value), 1, 1]), .nonFiniteNorm(unit: 1))
  }

  @Test func `the largest and the smallest norms that fit are used`() throws {
    let x = Matrix(rows: 1, columns: 3, repeating: 1.0)
    #expect(
      relativeError(try model([1e150, 0, 0])(x).elements, try model([1, 0, 0])(x).elements) < 1e-15)
    #expect(
      relativeError(try model([1e-150, 0, 0])(x).elements, try model([1, 0, 0])(x).elements) < 1e-15
    )
  }

  @Test func `training that overflows ends in an error and not in a number`() throws {
    var problem = try RandomProblem<Double>(
      seed: 3, sizes: [5, 4], batchSize: 6, .trained, activation: .identity)
    #expect {
      _ = try problem.train(SGD(LearningRates(1e60)), steps: 50)
    } throws: { error in
      if case CoreError.nonFiniteNorm = error { true } else { false }
    }
  }

  @Test(arguments: [Activation.identity, .relu, .tanh])
  func `a standard network that left the finite numbers shows it in its loss`(
    _ activation: Activation
  ) throws {
    var problem = try RandomProblem<Double>(
      seed: 3, sizes: [2, 3, 2], batchSize: 4, .standard, activation: activation)
    problem.model.layers[0] = Layer(
      try Dense(weight: Matrix(rows: 3, columns: 2, repeating: .nan), bias: [0, 0, 0]),
      activation: activation)
    let (loss, gradient) = try problem.lossAndGradient(of: problem.model)
    #expect(loss.isNaN)
    #expect(gradient[0].matrix.elements.contains { $0.isNaN })
  }

  @Test(arguments: [0, -1, -Double.infinity, .nan])
  func `a magnitude that is not positive has no logarithm`(_ g: Double) throws {
    #expect(throws: CoreError.magnitudeNotPositive(unit: 1)) {
      try WeightNormDense(
        direction: Matrix(rows: 2, columns: 1, repeating: 1), magnitude: [1, g], bias: [0, 0],
        form: .logarithmic)
    }
    let standard = try Dense<Double>(weight: Matrix(rows: 2, columns: 2), bias: [0, 0])
    #expect(throws: CoreError.magnitudeNotPositive(unit: 0)) {
      try MLP([Layer(standard)]).weightNormalized(form: .logarithmic)
    }
  }

  @Test func `shapes that do not fit are refused with both shapes`() throws {
    #expect(throws: CoreError.shape(expected: [2, 3], found: [5], what: "matrix elements")) {
      try Matrix<Float>(rows: 2, columns: 3, elements: [1, 2, 3, 4, 5])
    }
    let matrix = Matrix<Float>(rows: 2, columns: 3, repeating: 1)
    #expect(throws: CoreError.shape(expected: [2], found: [3], what: "bias")) {
      try Dense(weight: matrix, bias: [0, 0, 0])
    }
    #expect(throws: CoreError.shape(expected: [2], found: [1], what: "magnitude")) {
      try WeightNormDense(direction: matrix, magnitude: [1], bias: [0, 0])
    }
    #expect(throws: CoreError.shape(expected: [2], found: [0], what: "bias")) {
      try WeightNormDense(direction: matrix, magnitude: [1, 1], bias: [])
    }
    let layer = Layer(try Dense(weight: matrix, bias: [0, 0]))
    #expect(throws: CoreError.shape(expected: [2], found: [3], what: "inputs of a layer")) {
      try MLP([layer, layer])
    }
    #expect(throws: CoreError.shape(expected: [4, 3], found: [4, 2], what: "a batch")) {
      try MLP([layer])(Matrix(rows: 4, columns: 2))
    }
  }

  @Test func `a batch of another size than the storage is refused`() throws {
    let problem = try RandomProblem<Double>(seed: 1, sizes: [3, 2], batchSize: 4, .trained)
    var pass = Backpropagation(for: problem.model, batchSize: 5)
    #expect(throws: CoreError.shape(expected: [5, 3], found: [4, 3], what: "a batch")) {
      try pass.lossAndGradient(problem.model, problem.x, problem.targets)
    }
  }

  @Test func `messages name the unit, the shapes and what to do`() {
    #expect("\(CoreError.zeroNorm(unit: 7))".contains("unit 7: ‖v‖ = 0"))
    #expect("\(CoreError.nonFiniteNorm(unit: 7))".contains("lower the learning rate"))
    #expect("\(CoreError.magnitudeNotPositive(unit: 7))".contains("unit 7: g is not positive"))
    #expect(
      "\(CoreError.shape(expected: [2, 3], found: [5], what: "bias"))"
        == "bias: expected shape [2, 3], found [5]")
    #expect("\(CoreError.nonFinite(what: "x", index: 4))" == "x: element 4 is not a finite number")
  }
}
