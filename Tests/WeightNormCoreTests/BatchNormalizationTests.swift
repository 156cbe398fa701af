import Testing

@testable import WeightNormCore

/// Networks that PyTorch trained through batch normalization; see `make_normalization.py`.
struct NormalizationFixture: Decodable, Sendable {
  struct Parameters: Decodable, Sendable {
    let matrix: [Double]
    let magnitude: [Double]?
    let gain: [Double]?
    let bias: [Double]
    let runningMean: [Double]
    let runningVariance: [Double]
    let isNormalized: Bool
  }

  let form: BatchNormalization<Double>.Form
  let layers: [Parameters]
  let rows: Int
  let inputs: [Double]
  let labels: [Int]
  let learningRate: Double
  /// Layer by layer: matrix, magnitude, gain and bias, as far as the layer has them.
  let gradients: [[Double]]
  let losses: [Double]
  let ends: [Parameters]
  let evaluationLoss: Double

  static let all = Result { try Fixture.load("normalization.json", as: [Self].self) }

  func model() throws -> MLP<Double> {
    var size = inputs.count / rows
    var network: [Layer<Double>] = []
    for parameters in layers {
      let matrix = try Matrix(
        rows: parameters.bias.count, columns: size, elements: parameters.matrix)
      size = matrix.rows
      let activation: Activation = parameters.isNormalized ? .tanh : .identity
      var layer =
        if let magnitude = parameters.magnitude {
          Layer(
            try WeightNormDense(direction: matrix, magnitude: magnitude, bias: parameters.bias),
            activation: activation)
        } else {
          Layer(try Dense(weight: matrix, bias: parameters.bias), activation: activation)
        }
      if parameters.isNormalized { layer.normalizeBatches(form, gain: parameters.gain) }
      network.append(layer)
    }
    return try MLP(network)
  }

  func batch() throws -> Matrix<Double> {
    try Matrix(rows: rows, columns: inputs.count / rows, elements: inputs)
  }
}

struct BatchNormalizationTests {
  @Test(arguments: try NormalizationFixture.all.get())
  func `gradients, training and evaluation agree with PyTorch`(
    _ fixture: NormalizationFixture
  ) throws {
    var model = try fixture.model()
    let x = try fixture.batch()
    let targets = Targets<Double>.labels(fixture.labels)
    var pass = Backpropagation(for: model, batchSize: fixture.rows)
    var optimizer = SGD<Double>(LearningRates(fixture.learningRate), momentum: 0.9)
    for (step, expected) in fixture.losses.enumerated() {
      let loss = try pass.lossAndGradient(model, x, targets)
      #expect(abs(loss / expected - 1) < 1e-11)
      if step == 0 {
        let found = pass.gradient.flatMap {
          [Array($0.matrix.elements), $0.magnitude, $0.gain, $0.bias].filter { !$0.isEmpty }
        }
        #expect(found.count == fixture.gradients.count)
        for (found, expected) in zip(found, fixture.gradients) {
          #expect(relativeError(found, expected) < 1e-11)
        }
      }
      optimizer.update(&model, along: pass.gradient)
      pass.updateRunningStatistics(of: &model)
    }
    for (layer, end) in zip(model.layers, fixture.ends) {
      let matrix = try layer.weightNorm?.direction ?? layer.weight
      #expect(relativeError(matrix.elements, end.matrix) < 1e-10)
      #expect(relativeError(layer.bias, end.bias) < 1e-10)
      guard let normalization = layer.normalization else { continue }
      #expect(relativeError(normalization.gain, end.gain ?? []) < 1e-10)
      #expect(relativeError(normalization.runningMean, end.runningMean) < 1e-10)
      guard fixture.form == .full else { continue }
      #expect(relativeError(normalization.runningVariance, end.runningVariance) < 1e-10)
    }
    let evaluation = try pass.loss(model, x, targets)
    #expect(abs(evaluation / fixture.evaluationLoss - 1) < 1e-10)
  }

  @Test(
    arguments: Parameterization.allCases.flatMap { made in
      BatchNormalization<Double>.Form.allCases.map { (made, $0) }
    })
  func `backpropagation agrees with central differences`(
    _ made: Parameterization, _ form: BatchNormalization<Double>.Form
  ) throws {
    for (sizes, rows) in [([4, 3, 2], 6), ([1, 5, 3, 2], 5), ([3, 17, 1], 4)] {
      var problem = try RandomProblem<Double>(seed: 8, sizes: sizes, batchSize: rows, made)
      for layer in problem.model.layers.indices.dropLast() {
        problem.model.layers[layer].normalizeBatches(form)
      }
      let error = try GradientCheck.worstError(of: problem.model, problem.x, problem.targets)
      // The full form undoes g up to ε, so that its gradient is some 1e-5 of the others and the
      // differences resolve it so much worse.
      let undoesMagnitude = form == .full && (made != .standard && made != .frozen)
      #expect(error < (undoesMagnitude ? 1e-4 : 1e-6), "\(sizes)")
    }
  }

  @Test(arguments: [1, 2, 7, 33])
  func `a training pass gives each unit mean 0, and the full form variance 1`(_ rows: Int) throws {
    for form in BatchNormalization<Double>.Form.allCases {
      var problem = try RandomProblem<Double>(
        seed: 9, sizes: [4, 19], batchSize: rows, .standard, activation: .identity)
      problem.model.layers[0].normalizeBatches(form)
      var pass = Backpropagation(for: problem.model, batchSize: rows)
      let y = try pass.predict(problem.model, problem.x, mode: .training)
      for unit in 0..<19 {
        let t = (0..<rows).map { y[$0, unit] - problem.model.layers[0].bias[unit] }
        #expect(abs(t.reduce(0, +)) < 1e-12)
        let variance = t.reduce(0) { $0 + $1 * $1 } / Double(rows)
        // ε takes a little of it, more where two rows happen to be alike.
        if form == .full, rows > 1 { #expect((0.99...1.0000001).contains(variance)) }
        if rows == 1 { #expect(t == [0]) }
      }
    }
  }

  @Test func `evaluation does not depend on the other rows of the batch`() throws {
    for form in BatchNormalization<Double>.Form.allCases {
      var problem = try RandomProblem<Double>(
        seed: 10, sizes: [4, 6, 3], batchSize: 8, .trained, activation: .relu)
      problem.model.layers[0].normalizeBatches(form)
      var pass = Backpropagation(for: problem.model, batchSize: 8)
      _ = try pass.lossAndGradient(problem.model, problem.x, problem.targets)
      pass.updateRunningStatistics(of: &problem.model)
      let together = try problem.model(problem.x)
      let alone = try problem.model(problem.x.gatheringRows([2]))
      #expect(together[row: 2].elementsEqual(alone[row: 0]))
      let training = try pass.predict(problem.model, problem.x, mode: .training)
      #expect(!training[row: 2].elementsEqual(alone[row: 0]))
    }
  }

  @Test func `running statistics start at 0 and 1 and keep nine tenths`() throws {
    var normalization = BatchNormalization<Double>(.full, outputSize: 2)
    #expect(normalization.runningMean == [0, 0] && normalization.runningVariance == [1, 1])
    normalization.absorb(mean: [10, -20], variance: [3, 1])
    #expect(relativeError(normalization.runningMean, [1, -2]) < 1e-15)
    #expect(relativeError(normalization.runningVariance, [1.2, 1]) < 1e-15)
  }
}
