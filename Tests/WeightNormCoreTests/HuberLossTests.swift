import Testing

@testable import WeightNormCore

/// `huber.json`; see `make_huber.py`.
private struct HuberFixture: Decodable {
  struct Values: Decodable {
    let matrix: [Double]
    let magnitude: [Double]?
    let bias: [Double]
  }

  struct Found: Decodable {
    let loss: Double
    let gradients: [Values]
  }

  struct Case: Decodable {
    let delta: Double
    let sizes: [Int]
    let x: [Double]
    let chosen: [Int]
    let targets: [Double]
    let layers: [Values]
    let torch: Found
    let jax: Found
  }

  let cases: [Case]
}

struct HuberLossTests {
  private func layer(
    _ start: HuberFixture.Values, _ inputs: Int, _ units: Int, _ activation: Activation
  ) throws -> Layer<Double> {
    let matrix = try Matrix(rows: units, columns: inputs, elements: start.matrix)
    guard let magnitude = start.magnitude else {
      return Layer(try Dense(weight: matrix, bias: start.bias), activation: activation)
    }
    return Layer(
      try WeightNormDense(direction: matrix, magnitude: magnitude, bias: start.bias),
      activation: activation)
  }

  @Test func `loss and gradients are those of PyTorch and JAX`() throws {
    let cases = try Fixture.load("huber.json", as: HuberFixture.self).cases
    #expect(cases.count == 3)
    var worst = 0.0
    for fixture in cases {
      let last = fixture.layers.count - 1
      let model = try MLP(
        fixture.layers.indices.map { index in
          try layer(
            fixture.layers[index], fixture.sizes[index], fixture.sizes[index + 1],
            index == last ? .identity : .relu)
        })
      let rows = fixture.chosen.count
      let x = try Matrix(rows: rows, columns: fixture.sizes[0], elements: fixture.x)
      var pass = Backpropagation(for: model, batchSize: rows)
      let outputs = try pass.predict(model, x, mode: .training)
      var slope = Matrix<Double>(rows: rows, columns: model.outputSize, repeating: .nan)
      let loss = try HuberLoss(delta: fixture.delta).lossAndGradient(
        at: outputs, chosen: fixture.chosen, targets: fixture.targets, into: &slope)
      try pass.backward(model, x, outputGradient: slope)
      for expected in [fixture.torch, fixture.jax] {
        var errors = [relativeError([loss], [expected.loss])]
        for (found, expected) in zip(pass.gradient, expected.gradients) {
          errors.append(relativeError(found.matrix.elements, expected.matrix))
          errors.append(relativeError(found.bias, expected.bias))
          if let magnitude = expected.magnitude {
            errors.append(relativeError(found.magnitude, magnitude))
          }
        }
        worst = errors.reduce(worst, max)
      }
    }
    #expect(worst < 1e-12)
    print("huber: worst relative error \(worst)")
  }

  @Test func `errors count in squares up to delta, and in proportion beyond`() throws {
    let y = try Matrix<Double>(rows: 4, columns: 2, elements: [1, 9, 9, 2, -4, 9, 9, 5])
    var slope = Matrix<Double>(rows: 4, columns: 2, repeating: 7)
    let loss = try HuberLoss(delta: 2).lossAndGradient(
      at: y, chosen: [0, 1, 0, 1], targets: [0.5, 4, 1, 0], into: &slope)
    // Errors ½, −2, −5 and 5: ⅛, 2, 2(5 − 1) and 2(5 − 1).
    let expected = (0.125 + 2 + 8 + 8) / 4
    #expect(loss == expected)
    #expect(Array(slope.elements) == [0.125, 0, 0, -0.5, -0.5, 0, 0, 0.5])
  }

  @Test func `the gradient is that of central differences, and 0 for what was not chosen`() throws {
    var stream = RandomStream(named: "huber/data/0")
    let y = Matrix<Double>(rows: 6, columns: 3, standardDeviation: 2, from: &stream)
    let chosen = (0..<6).map { _ in stream.integer(below: 3) }
    let targets: [Double] = stream.normals(6, standardDeviation: 2)
    let huber = HuberLoss<Double>(delta: 0.8)
    var slope = y
    func loss(_ y: Matrix<Double>) throws -> Double {
      var slope = y
      return try huber.lossAndGradient(at: y, chosen: chosen, targets: targets, into: &slope)
    }
    _ = try huber.lossAndGradient(at: y, chosen: chosen, targets: targets, into: &slope)
    let numeric = try (0..<18).map { place in
      var (above, below) = (y, y)
      above[place / 3, place % 3] += 1e-5
      below[place / 3, place % 3] -= 1e-5
      return try (loss(above) - loss(below)) / 2e-5
    }
    #expect(relativeError(numeric, slope.elements) < 1e-9)
    #expect(slope.elements.count { $0 == 0 } == 12)
    #expect(slope.elements.contains { abs($0) == 0.8 / 6 })
  }

  @Test func `a huge delta leaves half the squared error`() throws {
    var stream = RandomStream(named: "huber/data/1")
    let y = Matrix<Double>(rows: 5, columns: 1, standardDeviation: 1, from: &stream)
    let targets: [Double] = stream.normals(5)
    var slope = y
    let loss = try HuberLoss(delta: 1e9).lossAndGradient(
      at: y, chosen: [0, 0, 0, 0, 0], targets: targets, into: &slope)
    let expected = try Targets.values(Matrix(rows: 5, columns: 1, elements: targets))
      .lossAndGradient(at: y)
    #expect(abs(loss - expected.loss) < 1e-15)
    #expect(relativeError(slope.elements, expected.outputGradient.elements) < 1e-15)
  }

  @Test func `what is not finite goes through`() throws {
    let y = try Matrix<Float>(rows: 2, columns: 1, elements: [.nan, .infinity])
    var slope = y
    let loss = try HuberLoss().lossAndGradient(
      at: y, chosen: [0, 0], targets: [0, 0], into: &slope)
    #expect(loss.isNaN && slope[0, 0].isNaN && slope[1, 0] == 0.5)
  }

  @Test func `what does not fit the outputs is refused`() {
    let huber = HuberLoss<Float>()
    let y = Matrix<Float>(rows: 2, columns: 3)
    func lossAndGradient(
      _ y: Matrix<Float>, _ chosen: [Int], _ targets: [Float], columns: Int = 3
    ) throws {
      var slope = Matrix<Float>(rows: y.rows, columns: columns)
      _ = try huber.lossAndGradient(at: y, chosen: chosen, targets: targets, into: &slope)
    }
    #expect(throws: CoreError.shape(expected: [2], found: [3], what: "labels")) {
      try lossAndGradient(y, [0, 1, 2], [0, 0])
    }
    #expect(throws: CoreError.label(3, row: 1, outputs: 3)) {
      try lossAndGradient(y, [0, 3], [0, 0])
    }
    #expect(throws: CoreError.shape(expected: [2], found: [1], what: "targets")) {
      try lossAndGradient(y, [0, 1], [0])
    }
    #expect(throws: CoreError.shape(expected: [2, 3], found: [2, 2], what: "an output gradient")) {
      try lossAndGradient(y, [0, 1], [0, 0], columns: 2)
    }
    #expect(throws: CoreError.emptyBatch) {
      try lossAndGradient(Matrix(rows: 0, columns: 3), [], [])
    }
  }
}
