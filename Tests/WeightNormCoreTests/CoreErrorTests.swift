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

  @Test func `a direction whose norm is below the normal numbers is refused`() throws {
    for value in [Double.leastNonzeroMagnitude, .leastNormalMagnitude.nextDown] {
      expectRefusal(of: try model([value, 0, 0]), .subnormalNorm(unit: 1))
    }
    let tiny = Float.leastNormalMagnitude / 4
    expectRefusal(of: try model([tiny, -tiny, 0]), .subnormalNorm(unit: 1))
  }

  @Test(arguments: [
    Double.greatestFiniteMagnitude, Double.infinity, -Double.infinity, Double.nan,
  ])
  func `a direction whose norm is not finite is refused, never taken for w = 0`(
    _ value: Double
  ) throws {
    expectRefusal(of: try model([value, value, 1]), .nonFiniteNorm(unit: 1))
    expectRefusal(of: try model([Float(value), 1, 1]), .nonFiniteNorm(unit: 1))
  }

  @Test func `the largest and the smallest norms that fit are used`() throws {
    let x = Matrix(rows: 1, columns: 3, repeating: 1.0)
    let one = try model([1.0, 0, 0])(x).elements
    for length in [1e300, 1e-300, 2 * .leastNormalMagnitude, 0x1p1022] {
      #expect(relativeError(try model([length, 0, 0])(x).elements, one) < 1e-15)
    }
  }

  /// Unit 1 has that magnitude and a direction of that length.
  private func expectRefusal<Scalar: Real>(
    ofMagnitude g: Scalar, length: Scalar, _ error: CoreError,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let direction = try Matrix(rows: 2, columns: 1, elements: [1, length])
    let dense = try WeightNormDense(direction: direction, magnitude: [1, g], bias: [0, 0])
    #expect(throws: error, sourceLocation: sourceLocation) { try dense.weight() }
  }

  @Test func `a ratio of g and ‖v‖ that no normal number holds is refused`() throws {
    for (g, length) in [(1e200, 1e-200), (.infinity, 1), (.nan, 1)] {
      try expectRefusal(ofMagnitude: g, length: length, .nonFiniteScale(unit: 1))
    }
    for (g, length) in [(1e-200, 1e200), (Double.leastNormalMagnitude / 2, 1)] {
      try expectRefusal(ofMagnitude: g, length: length, .vanishingScale(unit: 1))
    }
    try expectRefusal(ofMagnitude: Float(1e20), length: 1e-20, .nonFiniteScale(unit: 1))
    try expectRefusal(ofMagnitude: Float(1e-20), length: -1e20, .vanishingScale(unit: 1))
  }

  @Test(arguments: [-0.0, 0.0])
  func `a magnitude of 0 gives w = 0`(_ g: Double) throws {
    let direction = try Matrix(rows: 1, columns: 2, elements: [3e-200, 4e-200])
    let dense = try WeightNormDense(direction: direction, magnitude: [g], bias: [0])
    #expect(try dense.weight().elements.allSatisfy { $0 == 0 })
  }

  /// g = eˢ and ‖v‖ as given.
  private func logarithmic(_ s: Double, length: Double = 1) throws -> WeightNormDense<Double> {
    var dense = try WeightNormDense(
      direction: Matrix(rows: 1, columns: 1, repeating: length), magnitude: [1], bias: [0],
      form: .logarithmic)
    dense.magnitudeParameter = [s]
    return dense
  }

  @Test func `a magnitude whose logarithm is out of range is refused`() throws {
    #expect(throws: CoreError.nonFiniteScale(unit: 0)) { try logarithmic(800).weight() }
    #expect(throws: CoreError.nonFiniteScale(unit: 0)) { try logarithmic(.nan).weight() }
    for length in [1, 1e-100] {
      #expect(throws: CoreError.vanishingScale(unit: 0)) {
        try logarithmic(-740, length: length).weight()
      }
    }
  }

  @Test(arguments: [-800, -Double.infinity])
  func `a magnitude below all numbers is 0, and so is w`(_ s: Double) throws {
    #expect(try logarithmic(s).weight().elements == [0])
  }

  @Test func `training that overflows ends in an error and not in a number`() throws {
    var problem = try RandomProblem<Double>(
      seed: 3, sizes: [5, 4], batchSize: 6, .trained, activation: .identity)
    #expect {
      _ = try problem.train(SGD(LearningRates(1e60)), steps: 50)
    } throws: { error in
      switch error {
      case CoreError.nonFiniteNorm, CoreError.nonFiniteScale: true
      default: false
      }
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

  /// What a pass for batches of three, two inputs and two outputs says to such targets.
  private func refusal(of targets: Targets<Double>) throws -> CoreError? {
    var pass = Backpropagation(for: try model([1.0, 2, 3]), batchSize: 3)
    let x = Matrix<Double>(rows: 3, columns: 3, repeating: 1)
    return #expect(throws: CoreError.self) {
      try pass.lossAndGradient(try model([1.0, 2, 3]), x, targets)
    }
  }

  @Test(arguments: [-1, 2, Int.max, Int.min])
  func `a label that names no output is refused as a wrong batch is`(_ label: Int) throws {
    #expect(
      try refusal(of: .labels([0, label, 1])) == .label(label, row: 1, outputs: 2))
  }

  @Test(arguments: [[3, 1], [2, 2], [4, 2], [0, 0]])
  func `targets of another shape are refused as a wrong batch is`(_ shape: [Int]) throws {
    #expect(
      try refusal(of: .values(Matrix(rows: shape[0], columns: shape[1])))
        == .shape(expected: [3, 2], found: shape, what: "targets"))
  }

  @Test(arguments: [0, 2, 4])
  func `another number of labels is refused`(_ count: Int) throws {
    #expect(
      try refusal(of: .labels([Int](repeating: 0, count: count)))
        == .shape(expected: [3], found: [count], what: "labels"))
  }

  @Test func `a batch of no rows can be predicted and has no loss`() throws {
    let model = try model([1.0, 2, 3])
    let none = Matrix<Double>(rows: 0, columns: 3)
    var pass = Backpropagation(for: model, batchSize: 0)
    #expect(try pass.predict(model, none).shape == [0, 2])
    #expect(throws: CoreError.emptyBatch) { try pass.predict(model, none, mode: .training) }
    #expect(throws: CoreError.emptyBatch) { try pass.loss(model, none, .labels([])) }
    #expect(throws: CoreError.emptyBatch) { try model.loss(none, .labels([])) }
    #expect(throws: CoreError.shape(expected: [2], found: [1], what: "labels")) {
      try model.loss(Matrix(rows: 2, columns: 3), .labels([0]))
    }
    var copy = model
    #expect(throws: CoreError.emptyBatch) { try copy.initializeFromData(none) }
    #expect(copy == model)
  }

  @Test(arguments: [[Int](), [3], [3, 0], [0, 3], [3, -1, 2], [Int.min, Int.max]])
  func `sizes that make no network are refused`(_ sizes: [Int]) {
    var stream = RandomStream(seed: 1)
    #expect(throws: CoreError.sizes(sizes)) {
      try MLP<Float>.he(sizes: sizes, hidden: .relu, from: &stream)
    }
  }

  @Test func `a network of no layers is refused`() {
    #expect(throws: CoreError.noLayers) { try MLP<Float>([]) }
  }

  @Test(arguments: [[-1, -1], [-1, 0], [Int.max, 2], [Int.min, Int.min], [1 << 32, 1 << 32]])
  func `sizes that no elements have are refused`(_ shape: [Int]) {
    for elements in [[], [Float(1)]] {
      #expect(
        throws: CoreError.shape(expected: shape, found: [elements.count], what: "matrix elements")
      ) { try Matrix(rows: shape[0], columns: shape[1], elements: elements) }
    }
  }

  @Test func `a start from data that fails changes nothing`() throws {
    var model = try MLP([
      Layer(Dense(weight: Matrix(rows: 1, columns: 1, repeating: 1.0), bias: [0])),
      Layer(Dense(weight: Matrix(rows: 1, columns: 1, repeating: 0.0), bias: [0])),
    ])
    let before = model
    #expect(throws: CoreError.zeroNorm(unit: 0)) {
      try model.initializeFromData(Matrix(rows: 2, columns: 1, elements: [1, 2]))
    }
    #expect(model == before)
  }

  @Test func `messages name the unit, the shapes and what to do`() {
    #expect("\(CoreError.zeroNorm(unit: 7))".contains("unit 7: ‖v‖ = 0"))
    #expect("\(CoreError.nonFiniteNorm(unit: 7))".contains("lower the learning rate"))
    #expect("\(CoreError.subnormalNorm(unit: 7))".contains("unit 7: ‖v‖ is below"))
    #expect("\(CoreError.nonFiniteScale(unit: 7))".contains("unit 7: g/‖v‖ is not finite"))
    #expect("\(CoreError.vanishingScale(unit: 7))".contains("unit 7: g/‖v‖ is below"))
    #expect("\(CoreError.sizes([3]))".contains("expected at least two, each at least 1, found [3]"))
    #expect("\(CoreError.noLayers)".contains("at least one layer"))
    #expect("\(CoreError.emptyBatch)".contains("at least one row"))
    #expect(
      "\(CoreError.label(9, row: 4, outputs: 3))"
        == "label 9 of row 4: expected one of 0..<3, one for each output")
    #expect("\(CoreError.magnitudeNotPositive(unit: 7))".contains("unit 7: g is not positive"))
    #expect(
      "\(CoreError.shape(expected: [2, 3], found: [5], what: "bias"))"
        == "bias: expected shape [2, 3], found [5]")
    #expect("\(CoreError.nonFinite(what: "x", index: 4))" == "x: element 4 is not a finite number")
  }
}
