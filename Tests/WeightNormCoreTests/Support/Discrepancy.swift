@testable import WeightNormCore

/// How far this core ends from one framework in one fixture case: relative errors, the worst of the
/// tensors.
struct Discrepancy: Sendable, CustomStringConvertible {
  let framework: String
  let name: String
  var outputs = 0.0
  var initialLoss = 0.0
  var inputGradient = 0.0
  var gradients = 0.0
  var afterOne = 0.0
  var after200 = 0.0
  var losses = 0.0

  var description: String { "\(framework) \(name)" }

  /// All cases of both frameworks, trained once.
  static let all = Result { try measureAll() }

  private static func measureAll() throws -> [Discrepancy] {
    let torch: FrameworkFixture = try Fixture.load("torch.json")
    let jax: FrameworkFixture = try Fixture.load("jax.json")
    return try zip(torch.cases, jax.cases).flatMap { torchCase, jaxCase in
      // Both frameworks start from the same stored numbers.
      let path = try TrainedPath(torchCase)
      return try [
        path.discrepancy(from: torchCase, framework: torch.framework),
        path.discrepancy(from: jaxCase, framework: jax.framework),
      ]
    }
  }
}

/// What this core makes of a fixture case.
private struct TrainedPath {
  private let outputs: [Double]
  private let inputGradient: [Double]
  private let gradients: [LayerGradient<Double>]
  private let afterOne: MLP<Double>
  private let after200: MLP<Double>
  /// Before each of the 200 steps and after the last.
  private let losses: [Double]

  init(_ fixture: TrainingFixture) throws {
    var model = try fixture.makeModel()
    let (x, targets) = try fixture.makeBatch()
    var optimizer = fixture.makeOptimizer()
    var pass = Backpropagation(for: model, batchSize: x.rows)
    outputs = Array(try model(x).elements)
    let first = try pass.lossAndInputGradient(model, x, targets)
    var losses = [first.loss]
    inputGradient = Array(first.inputGradient.elements)
    gradients = pass.gradient
    optimizer.update(&model, along: pass.gradient)
    afterOne = model
    for _ in 1..<200 {
      losses.append(try pass.lossAndGradient(model, x, targets))
      optimizer.update(&model, along: pass.gradient)
    }
    losses.append(try pass.loss(model, x, targets))
    self.losses = losses
    after200 = model
  }

  func discrepancy(from fixture: TrainingFixture, framework: String) throws -> Discrepancy {
    var found = Discrepancy(framework: framework, name: fixture.name)
    found.outputs = relativeError(outputs, fixture.outputs)
    found.initialLoss = relativeError([losses[0]], [fixture.initialLoss])
    found.inputGradient = relativeError(inputGradient, fixture.inputGradient)
    for (index, layer) in fixture.layers.enumerated() {
      let gradientError = Self.gradientError(gradients[index], fixture.gradients[index], layer)
      found.gradients = max(found.gradients, gradientError)
      found.afterOne = max(
        found.afterOne,
        try Self.error(of: afterOne.layers[index], fixture.afterOne[index], fixture, layer))
      found.after200 = max(
        found.after200,
        try Self.error(of: after200.layers[index], fixture.after200[index], fixture, layer))
    }
    found.losses = zip(fixture.lossSteps, fixture.losses).reduce(0) {
      max($0, relativeError([losses[$1.0]], [$1.1]))
    }
    return found
  }

  /// With a single input ∇v is 0 on paper and of rounding size in practice, here and there; it is
  /// measured by the bias gradient, which has the size of ∇w.
  private static func gradientError(
    _ found: LayerGradient<Double>, _ expected: TrainingFixture.Parameters,
    _ layer: TrainingFixture.LayerStart
  ) -> Double {
    let hasZeroGradient = layer.isWeightNormalized && layer.inputSize == 1
    let matrixError =
      hasZeroGradient
      ? largestMagnitude(found.matrix.elements) / largestMagnitude(expected.bias)
      : relativeError(found.matrix.elements, expected.matrix)
    return max(
      matrixError, relativeError(found.magnitude, expected.magnitude),
      relativeError(found.bias, expected.bias))
  }

  /// Adam divides a gradient by its own size, so where ∇v is nothing but rounding (a single input),
  /// v walks at random in each framework; w does not depend on it, and is compared instead.
  private static func error(
    of layer: Layer<Double>, _ expected: TrainingFixture.Parameters,
    _ fixture: TrainingFixture, _ start: TrainingFixture.LayerStart
  ) throws -> Double {
    guard let dense = layer.weightNorm else {
      return max(
        relativeError(try layer.weight.elements, expected.matrix),
        relativeError(layer.bias, expected.bias))
    }
    let hasFreeDirection = start.inputSize == 1 && !fixture.compareDirection
    let direction =
      hasFreeDirection
      ? relativeError(
        try layer.weight.elements,
        try Layer(dense.replacing(expected)).weight.elements)
      : relativeError(dense.direction.elements, expected.matrix)
    return max(
      direction, relativeError(dense.magnitudeParameter, expected.magnitude),
      relativeError(dense.bias, expected.bias))
  }
}

extension WeightNormDense<Double> {
  fileprivate func replacing(_ parameters: TrainingFixture.Parameters) throws -> Self {
    var dense = self
    dense.direction = try Matrix(
      rows: outputSize, columns: inputSize, elements: parameters.matrix)
    dense.magnitudeParameter = parameters.magnitude
    return dense
  }
}
