import Testing

@testable import WeightNormCore

struct DataDependentInitializationTests {
  private func make<Scalar: Real>(
    _ seed: Int, _ type: Scalar.Type = Scalar.self
  ) throws -> (standard: MLP<Scalar>, x: Matrix<Scalar>) {
    var stream = RandomStream(named: "data-dependent/init/\(seed)")
    let model = try MLP<Scalar>.he(sizes: [9, 12, 7, 3], hidden: .relu, from: &stream)
    var x = Matrix<Scalar>(rows: 101, columns: 9, standardDeviation: 1, from: &stream)
    // Features of other means and scales.
    for row in 0..<x.rows {
      for column in 0..<x.columns { x[row, column] = x[row, column] * Scalar(column + 1) + 2 }
    }
    return (model, x)
  }

  /// The pre-activations of each layer on the batch.
  private func preactivations<Scalar: Real>(
    _ model: MLP<Scalar>, _ x: Matrix<Scalar>
  ) throws -> [Matrix<Scalar>] {
    try model.layers.indices.map { index in
      var layers = Array(model.layers[...index])
      layers[index].activation = .identity
      return try MLP(layers)(x)
    }
  }

  private func expectNormalized<Scalar: Real>(
    _ model: MLP<Scalar>, _ x: Matrix<Scalar>, tolerance: Scalar
  ) throws {
    for t in try preactivations(model, x) {
      let statistics = FeatureStandardization(fitting: t)
      for (mean, deviation) in zip(statistics.means, statistics.deviations) {
        #expect(abs(mean) < tolerance)
        #expect(abs(deviation * deviation - 1) < tolerance)
      }
    }
  }

  @Test(arguments: 0..<5)
  func `every layer has mean 0 and variance 1 on the batch`(_ seed: Int) throws {
    let (doubles, x) = try make(seed, Double.self)
    let (floats, y) = try make(seed, Float.self)
    for isWeightNormalized in [true, false] {
      var model = isWeightNormalized ? try doubles.weightNormalized() : doubles
      try model.initializeFromData(x)
      try expectNormalized(model, x, tolerance: 1e-13)
      var rounded = isWeightNormalized ? try floats.weightNormalized() : floats
      try rounded.initializeFromData(y)
      try expectNormalized(rounded, y, tolerance: 2e-5)
    }
  }

  @Test func `He initialization has not, so the check can fail`() throws {
    let (model, x) = try make(0, Double.self)
    let statistics = FeatureStandardization(fitting: try preactivations(model, x)[0])
    #expect(statistics.deviations.contains { abs($0 - 1) > 0.5 })
  }

  @Test(arguments: 0..<5)
  func `standard and weight-normalized networks get the same function to the bit`(
    _ seed: Int
  ) throws {
    var (standard, x) = try make(seed, Float.self)
    var weightNorm = try standard.weightNormalized()
    try standard.initializeFromData(x)
    try weightNorm.initializeFromData(x)
    #expect(try weightNorm.folded().parameters == standard.parameters)
    #expect(try weightNorm(x).bitPatterns == standard(x).bitPatterns)
  }

  @Test(arguments: [WeightNormDense<Double>.MagnitudeForm.frozen, .logarithmic, .scaled])
  func `other forms of g get the function of the trained one`(
    _ form: WeightNormDense<Double>.MagnitudeForm
  ) throws {
    let (standard, x) = try make(1, Double.self)
    var trained = try standard.weightNormalized()
    var other = try standard.weightNormalized(form: form)
    try trained.initializeFromData(x)
    try other.initializeFromData(x)
    #expect(relativeError(try other(x).elements, try trained(x).elements) < 1e-13)
    #expect(other.firstWeightNorm?.magnitudeForm == form)
  }

  @Test func `directions are kept`() throws {
    let (standard, x) = try make(2, Double.self)
    var model = try standard.weightNormalized()
    try model.initializeFromData(x)
    #expect(model.layers.compactMap { $0.weightNorm?.direction }.count == 3)
    for (layer, before) in zip(model.layers, standard.layers) {
      #expect(layer.weightNorm?.direction == (try before.weight))
    }
  }

  /// A pre-activation that does not vary is divided by the floor of 10⁻⁸ and not by 0.
  @Test(arguments: [0.0, 0.75])
  func `a batch that does not vary gives finite numbers`(_ value: Double) throws {
    let (standard, _) = try make(3, Double.self)
    var model = try standard.weightNormalized()
    let x = Matrix<Double>(rows: 8, columns: 9, repeating: value)
    try model.initializeFromData(x)
    let dense = try #require(model.firstWeightNorm)
    #expect(dense.magnitude.allSatisfy { $0 == 1 / 1e-8 })
    #expect(model.parameters.allSatisfy { $0.isFinite })
    #expect(try model(x).elements.allSatisfy { abs($0) < 1e-5 })
  }

  @Test func `a batch of another width is refused`() throws {
    var (standard, _) = try make(4, Double.self)
    #expect(
      throws: CoreError.shape(
        expected: [8, 9], found: [8, 10], what: "the initialization batch")
    ) {
      try standard.initializeFromData(Matrix(rows: 8, columns: 10))
    }
  }
}
