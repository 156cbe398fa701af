import Testing

@testable import WeightNormCore

/// `convolution.json`; see `make_convolution.py` for the definitions.
struct ConvolutionFixture: Decodable, Sendable {
  struct Layer: Decodable, Sendable {
    let convolution: Convolution?
    let units: Int
    let fanIn: Int
    let form: WeightNormDense<Double>.MagnitudeForm?
    let activation: Activation
    let normalization: BatchNormalization<Double>.Form?
    let matrix: [Double]
    let magnitude: [Double]?
    let gain: [Double]?
    let bias: [Double]
  }

  /// What a framework makes of it.
  struct Found: Decodable, Sendable {
    let outputs: [Double]
    let inputGradient: [Double]
    /// By layer and tensor: matrix, magnitude, gain and bias, as far as the layer has them.
    let gradients: [[[Double]]]
    let ends: [[[Double]]]?
    let losses: [Double]
    /// Mean and variance of each layer with full normalization.
    let running: [[[Double]]]?
  }

  struct Case: Decodable, Sendable, CustomTestStringConvertible {
    let name: String
    let rule: OptimizerRule
    let learningRate: Double
    let rows: Int
    let inputs: [Double]
    let labels: [Int]?
    let targets: [Double]?
    let layers: [Layer]
    let torch: Found
    let jax: Found

    var testDescription: String { name }
  }

  let lossSteps: [Int]
  let cases: [Case]

  static let shared = Result { try Fixture.load("convolution.json", as: Self.self) }
}

extension ConvolutionFixture.Case {
  func model() throws -> MLP<Double> {
    try MLP(layers.map { try $0.layer() })
  }

  func batch() throws -> (x: Matrix<Double>, targets: Targets<Double>) {
    let x = try Matrix(rows: rows, columns: inputs.count / rows, elements: inputs)
    guard let targets else { return (x, .labels(labels ?? [])) }
    return (
      x,
      .values(try Matrix(rows: rows, columns: targets.count / rows, elements: targets))
    )
  }
}

extension ConvolutionFixture.Layer {
  fileprivate func layer() throws -> WeightNormCore.Layer<Double> {
    let matrix = try Matrix(rows: units, columns: fanIn, elements: self.matrix)
    var layer = WeightNormCore.Layer(
      try Dense(weight: matrix, bias: bias), activation: activation)
    if let form, let magnitude {
      var dense = try WeightNormDense(
        direction: matrix, magnitude: [Double](repeating: 1, count: units), bias: bias, form: form)
      dense.magnitudeParameter = magnitude
      layer.map = .weightNorm(dense)
    }
    if let convolution { layer = try layer.convolving(convolution) }
    if let normalization { layer.normalizeBatches(normalization, gain: gain) }
    return layer
  }
}

/// PyTorch's `Conv2d`, `weight_norm` and `BatchNorm2d`, and JAX's convolution, trained the same networks.
struct ConvolutionFixtureTests {
  private static let cases = Result { try ConvolutionFixture.shared.get().cases }

  /// The tensors of a layer: matrix, magnitude, gain and bias, as far as it has them.
  private func tensors(_ layer: Layer<Double>) throws -> [[Double]] {
    let matrix = try layer.weightNorm?.direction ?? layer.weight
    return [
      Array(matrix.elements), layer.weightNorm?.magnitudeParameter ?? [],
      layer.normalization?.gain ?? [], layer.bias,
    ].filter { !$0.isEmpty }
  }

  private func tensors(_ gradient: LayerGradient<Double>) -> [[Double]] {
    [Array(gradient.matrix.elements), gradient.magnitude, gradient.gain, gradient.bias]
      .filter { !$0.isEmpty }
  }

  @Test(arguments: try cases.get())
  func `forward pass, gradients and 200 steps agree`(_ made: ConvolutionFixture.Case) throws {
    var model = try made.model()
    let (x, targets) = try made.batch()
    var pass = Backpropagation(for: model, batchSize: made.rows)
    let outputs = try pass.predict(model, x, mode: .training).elements
    let first = try pass.lossAndInputGradient(model, x, targets)
    let gradients = pass.gradient
    var normalized = model
    pass.updateRunningStatistics(of: &normalized)
    var optimizer: any Optimizer<Double> = made.rule.optimizer(LearningRates(made.learningRate))
    var losses = [first.loss]
    for _ in 0..<200 {
      optimizer.update(&model, along: pass.gradient)
      losses.append(try pass.lossAndGradient(model, x, targets))
    }
    let steps = try ConvolutionFixture.shared.get().lossSteps
    for found in [made.torch, made.jax] {
      #expect(relativeError(outputs, found.outputs) < 1e-12)
      #expect(relativeError(first.inputGradient.elements, found.inputGradient) < 1e-12)
      for (gradient, expected) in zip(gradients, found.gradients) {
        // Batch normalization undoes g but for its ε, so that ∂L/∂g is small beside the others.
        #expect(relativeError(tensors(gradient).joined(), expected.joined()) < 1e-12)
      }
      for (layer, end) in zip(model.layers, found.ends ?? []) {
        for (tensor, expected) in zip(try tensors(layer), end) {
          #expect(relativeError(tensor, expected) < 1e-9)
        }
      }
      for (step, loss) in zip(steps, found.losses) {
        #expect(abs(losses[step] / loss - 1) < 1e-9, "step \(step)")
      }
      let statistics = normalized.layers.compactMap(\.normalization).filter { $0.form == .full }
      for (normalization, expected) in zip(statistics, found.running ?? []) {
        #expect(relativeError(normalization.runningMean, expected[0]) < 1e-12)
        #expect(relativeError(normalization.runningVariance, expected[1]) < 1e-12)
      }
    }
  }

  @Test func `the cases hold each form, rule and normalization`() throws {
    let cases = try Self.cases.get()
    let layers = cases.flatMap(\.layers).filter { $0.convolution != nil }
    #expect(Set(cases.map(\.rule)) == [.sgd, .heavyBall, .adam])
    #expect(Set(layers.map(\.form)).isSuperset(of: [nil, .trained, .logarithmic, .scaled]))
    #expect(Set(layers.map(\.normalization)) == [nil, .full, .meanOnly])
    #expect(cases.contains { $0.torch.running?.isEmpty == false })
    #expect(cases.allSatisfy { $0.torch.ends?.count == $0.layers.count })
  }
}
