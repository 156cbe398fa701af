import Testing

@testable import WeightNormCore

/// Calls of public entries with random shapes, numbers and indices, all drawn from one seed. What is
/// valid agrees with plain arrays; what data can get wrong is refused, and nothing is changed by it.
struct EntryCase {
  private let seed: Int
  private var stream: RandomStream

  init(seed: Int) {
    self.seed = seed
    stream = RandomStream(named: "entries/data/\(seed)")
  }

  mutating func run() throws {
    switch seed % 16 {
    case 0: try checkNetwork()
    case 1..<4: checkSums()
    case 4..<8: checkArray()
    default: try checkMatrix()
    }
  }

  private mutating func size(_ bound: Int) -> Int { stream.integer(below: bound) }

  private func expect(
    _ holds: Bool, _ what: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    // A passed expectation costs more than most cases.
    if !holds { Issue.record("seed \(seed): \(what)", sourceLocation: sourceLocation) }
  }

  private mutating func numbers(_ count: Int) -> [Double] {
    (0..<count).map { _ in Double(Float(stream.uniform() * 4 - 2)) }
  }

  private mutating func arrays(_ rows: Int, _ columns: Int) -> [[Double]] {
    (0..<rows).map { _ in numbers(columns) }
  }
}

// MARK: Matrices

extension EntryCase {
  private mutating func checkMatrix() throws {
    try seed.isMultiple(of: 2) ? checkMatrix(of: Float.self) : checkMatrix(of: Double.self)
  }

  private mutating func checkMatrix<Scalar: Real>(of type: Scalar.Type) throws {
    let (rows, columns) = (size(7), size(20))
    var plain = arrays(rows, columns)
    var matrix = Matrix<Scalar>(rows: rows, columns: columns) { Scalar(plain[$0][$1]) }
    let before = matrix
    if rows > 0, columns > 0 {
      let (row, column) = (size(rows), size(columns))
      plain[row][column] = 3
      matrix[row, column] = 3
      expect(matrix[row, column] == 3 && before[row, column] != 3, "an element is written")
      expect(Array(matrix[row: row]).map { Double($0) } == plain[row], "a row is read")
    }
    expect(matrix.rowArrays.map { $0.map { Double($0) } } == plain, "elements are kept")
    try checkElements(of: matrix)
    checkRows(of: matrix, plain)
    checkBytes(of: type)
    checkStandardization(matrix, plain)
  }

  private mutating func checkElements<Scalar: Real>(of matrix: Matrix<Scalar>) throws {
    let elements = Array(matrix.elements)
    let (rows, columns) = (size(9) - 1, size(9) - 1)
    let isValid = rows >= 0 && columns >= 0 && rows * columns == elements.count
    let made = try? Matrix(rows: rows, columns: columns, elements: elements)
    expect((made != nil) == isValid, "only elements that fill the shape make a matrix")
    let same = try Matrix(rows: matrix.rows, columns: matrix.columns, elements: elements)
    expect(same == matrix, "a matrix is its elements")
  }

  private mutating func checkRows<Scalar: Real>(of matrix: Matrix<Scalar>, _ plain: [[Double]]) {
    let count = plain.isEmpty ? 0 : size(9)
    let indices = (0..<count).map { _ in size(plain.count) }
    let gathered = matrix.gatheringRows(indices[...])
    expect(
      gathered.rowArrays.map { $0.map { Double($0) } } == indices.map { plain[$0] },
      "rows are gathered")
    var copy = Matrix<Scalar>(rows: count, columns: matrix.columns, repeating: 9)
    copy.copyRows(indices[...], from: matrix)
    expect(copy == gathered, "rows are copied")
  }

  private mutating func checkBytes<Scalar: Real>(of type: Scalar.Type) {
    let (width, count, skipped) = (1 + size(7), size(5), size(3))
    let bytes = (0..<skipped + width * count).map { UInt8($0 * 7 % 256) }
    let indices = count == 0 ? [] : (0..<size(5)).map { _ in size(count) }
    var matrix = Matrix<Scalar>(rows: indices.count, columns: width)
    let table = (0..<256).map { Scalar($0) * 2 }
    matrix.copyRows(indices[...], of: bytes[skipped...], through: table)
    let plain = indices.map { index in
      (0..<width).map { 2 * Double(bytes[skipped + index * width + $0]) }
    }
    expect(matrix.rowArrays.map { $0.map { Double($0) } } == plain, "bytes are looked up")
  }

  private func checkStandardization<Scalar: Real>(
    _ matrix: Matrix<Scalar>, _ plain: [[Double]]
  ) {
    let fitted = FeatureStandardization(fitting: matrix)
    let result = fitted(matrix)
    for column in 0..<matrix.columns where matrix.rows > 0 {
      let values = plain.map { $0[column] }
      let mean = values.reduce(0, +) / Double(values.count)
      let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
      let deviation = variance.squareRoot()
      expect(abs(Double(fitted.means[column]) - mean) < 1e-5, "a mean")
      expect(abs(Double(fitted.deviations[column]) - deviation) < 1e-5, "a deviation")
      let sum = (0..<matrix.rows).reduce(0) { $0 + Double(result[$1, column]) }
      expect(deviation < 1e-3 || abs(sum) < 1e-2, "standardized features have mean 0")
    }
  }
}

// MARK: Arrays and sums

extension EntryCase {
  private mutating func checkArray() {
    var plain = numbers(size(40))
    var array = AlignedArray<Double>(plain)
    let before = array
    if !plain.isEmpty {
      let index = size(plain.count)
      plain[index] = 7
      array[index] = 7
      expect(before[index] != 7, "a copy keeps its elements")
      let (a, b) = (size(plain.count + 1), size(plain.count + 1))
      let range = min(a, b)..<max(a, b)
      expect(Array(array[range]) == Array(plain[range]), "a slice is read")
      array.swapAt(index, 0)
      plain.swapAt(index, 0)
    }
    expect(Array(array) == plain && array.count == plain.count, "elements are kept")
    expect(array == AlignedArray(plain), "equal arrays")
    expect(plain.isEmpty || array != before, "other arrays")
    expect(array.withSpan { $0.count } == plain.count, "a span has the elements")
  }

  private mutating func checkSums() {
    let count = size(70)
    let (a, b) = (numbers(count), numbers(count))
    expect(abs(Reduction.dot(a, b) - PlainNetwork.dot(a, b)) < 1e-12, "a dot product")
    expect(abs(Reduction.norm(a) - PlainNetwork.norm(a)) < 1e-12, "a norm")
    let order = stream.permutation(count)
    expect(order.sorted() == Array(0..<count), "a permutation")
    let bound = Int(stream.next() >> UInt64(1 + size(63)))
    expect(bound == 0 || stream.integer(below: bound) < bound, "a random number")
    let draws: [Float] = stream.normals(count)
    expect(draws.count == count && draws.allSatisfy(\.isFinite), "draws")
  }
}

// MARK: Networks

extension EntryCase {
  private mutating func checkNetwork() throws {
    var (model, x) = try network()
    let rows = x.rows
    let plain = PlainNetwork(model)
    let inputs = (0..<rows).map { Array(x[row: $0]) }
    var pass = Backpropagation(for: model, batchSize: rows)
    let outputs = plain.outputs(inputs)
    let last = outputs[outputs.count - 1]
    expectNear(Array(try pass.predict(model, x).elements), last.flatMap(\.self), "outputs")
    try checkRefusals(model, x, &pass)
    let targets = targets(rows, model.outputSize)
    let expected = PlainNetwork.loss(last, targets)
    let (layers, input) = plain.gradients(outputs, from: expected.gradient)
    let (loss, inputGradient) = try pass.lossAndInputGradient(model, x, targets)
    expectNear([loss], [expected.loss], "the loss")
    expectNear(Array(inputGradient.elements), input.flatMap(\.self), "∂L/∂x")
    for (found, layer) in zip(pass.gradient, layers) {
      expectNear(
        Array(found.matrix.elements), layer.matrix.flatMap(\.self), "∂L/∂v", scale: layer.scale)
      expectNear(found.magnitude, layer.magnitude, "∂L/∂g")
      expectNear(found.bias, layer.bias, "∂L/∂b")
    }
    checkSteps(&model, pass.gradient)
  }

  private mutating func network() throws -> (MLP<Double>, Matrix<Double>) {
    let sizes = (0..<2 + size(3)).map { _ in 1 + size(9) }
    var layers: [Layer<Double>] = []
    for (inputs, outputs) in zip(sizes, sizes.dropFirst()) {
      let parameterization = Parameterization.allCases[size(Parameterization.allCases.count)]
      layers.append(
        try parameterization.layer(
          inputs, outputs, Activation.allCases[size(Activation.allCases.count)], from: &stream))
    }
    let rows = 1 + size(9)
    let x = Matrix<Double>(rows: rows, columns: sizes[0], standardDeviation: 1, from: &stream)
    return (try MLP(layers), x)
  }

  private mutating func targets(_ rows: Int, _ outputs: Int) -> Targets<Double> {
    if stream.uniform() < 0.5 { return .labels((0..<rows).map { _ in size(outputs) }) }
    return .values(Matrix(rows: rows, columns: outputs, standardDeviation: 1, from: &stream))
  }

  /// Batches and targets of random shapes, most of which do not fit.
  private mutating func checkRefusals(
    _ model: MLP<Double>, _ x: Matrix<Double>, _ pass: inout Backpropagation<Double>
  ) throws {
    let batch = Matrix<Double>(rows: size(10), columns: size(10))
    let fits = batch.shape == x.shape
    let outputs = try? pass.predict(model, batch)
    expect((outputs != nil) == fits, "only a batch that fits is taken")
    let values = Matrix<Double>(rows: size(10), columns: size(10))
    let accepted = try? pass.loss(model, x, .values(values))
    expect((accepted != nil) == (values.shape == [x.rows, model.outputSize]), "only right values")
    let labels = (0..<size(10)).map { _ in size(12) - 1 }
    let right = labels.count == x.rows && labels.allSatisfy { (0..<model.outputSize).contains($0) }
    expect(((try? pass.loss(model, x, .labels(labels))) != nil) == right, "only right labels")
  }

  /// Two steps of momentum and one of Adam along the same gradient, in closed form.
  private mutating func checkSteps(_ model: inout MLP<Double>, _ gradient: [LayerGradient<Double>])
  {
    let start = parameters(of: model)
    var slopes: [Double] = []
    var copy = model
    copy.forEachParameter(along: gradient) { _, _, slope in
      for index in slope.indices { slopes.append(slope[index]) }
    }
    var momentum = SGD<Double>(LearningRates(0.1), momentum: 0.5)
    var adam = Adam<Double>(LearningRates(0.1))
    adam.update(&copy, along: gradient)
    for _ in 0..<2 { momentum.update(&model, along: gradient) }
    expectNear(
      parameters(of: model), zip(start, slopes).map { $0 - 0.1 * 2.5 * $1 }, "steps with momentum")
    expectNear(
      parameters(of: copy), zip(start, slopes).map { $0 - 0.1 * $1 / (abs($1) + 1e-8) },
      "a step of Adam")
  }

  /// All parameters that learn.
  private func parameters(of model: MLP<Double>) -> [Double] {
    var copy = model
    var parameters: [Double] = []
    for index in copy.layers.indices {
      copy.layers[index].forEachParameter { _, parameter in
        for index in parameter.indices { parameters.append(parameter[index]) }
      }
    }
    return parameters
  }

  private func expectNear(
    _ found: [Double], _ expected: [Double], _ what: String, scale: Double = 1,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let isNear =
      relativeError(found, expected) < 1e-9
      || (found.count == expected.count
        && largestMagnitude(found + expected) < 1e-12 * max(1, scale))
    if !isNear {
      expect(false, "\(what): \(found), expected \(expected)", sourceLocation: sourceLocation)
    }
  }
}
