@testable import WeightNormCore

/// How the layers of a random network are parameterized.
enum Parameterization: String, CaseIterable, Sendable {
  case standard
  case trained
  case frozen
  case logarithmic
  case scaled

  static let weightNormalized: [Parameterization] = [.trained, .frozen, .logarithmic, .scaled]

  func layer<Scalar: Real>(
    _ inputs: Int, _ outputs: Int, _ activation: Activation, from stream: inout RandomStream
  ) throws -> Layer<Scalar> {
    let matrix = Matrix<Scalar>(
      rows: outputs, columns: inputs, standardDeviation: 1, from: &stream)
    let bias: [Scalar] = stream.normals(outputs, standardDeviation: 0.1)
    guard let form = WeightNormDense<Scalar>.MagnitudeForm(rawValue: rawValue) else {
      return Layer(try Dense(weight: matrix, bias: bias), activation: activation)
    }
    let magnitude = (0..<outputs).map { _ in
      let g = Elementary.exp(0.5 * stream.normal())
      let isNegative = stream.uniform() < 0.3
      return Scalar(isNegative && form != .logarithmic ? -g : g)
    }
    let dense = try WeightNormDense(
      direction: matrix, magnitude: magnitude, bias: bias, form: form)
    return Layer(dense, activation: activation)
  }
}

/// What a random problem minimizes.
enum RandomLoss: String, CaseIterable, Sendable {
  case halfSquaredError
  case crossEntropy
}

/// A random network with a batch and its targets, all drawn from one seed.
struct RandomProblem<Scalar: Real>: Sendable {
  var model: MLP<Scalar>
  let x: Matrix<Scalar>
  let targets: Targets<Scalar>

  /// Widths and batch size are drawn too unless given; 1 and odd numbers are frequent.
  init(
    seed: Int, sizes: [Int]? = nil, batchSize: Int? = nil, _ parameterization: Parameterization,
    activation: Activation = .tanh, loss: RandomLoss = .halfSquaredError
  ) throws {
    var stream = RandomStream(named: "random problem/data/\(seed)")
    let widths = [1, 2, 3, 5, 8, 17, 33]
    let sizes = sizes ?? (0..<2).map { _ in widths[stream.integer(below: widths.count)] }
    let rows = batchSize ?? widths[stream.integer(below: widths.count)]
    var layers: [Layer<Scalar>] = []
    for (inputs, outputs) in zip(sizes, sizes.dropFirst()) {
      layers.append(try parameterization.layer(inputs, outputs, activation, from: &stream))
    }
    model = try MLP(layers)
    x = Matrix(rows: rows, columns: sizes[0], standardDeviation: 1, from: &stream)
    switch loss {
    case .halfSquaredError:
      targets = .values(
        Matrix(rows: rows, columns: model.outputSize, standardDeviation: 0.5, from: &stream))
    case .crossEntropy:
      let classes = model.outputSize
      targets = .labels((0..<rows).map { _ in stream.integer(below: classes) })
    }
  }

  /// The loss and the gradients of a network on the batch.
  func lossAndGradient(of model: MLP<Scalar>) throws -> (Scalar, [LayerGradient<Scalar>]) {
    var pass = Backpropagation(for: model, batchSize: x.rows)
    let loss = try pass.lossAndGradient(model, x, targets)
    return (loss, pass.gradient)
  }

  /// Trains for some steps and returns the losses before each.
  mutating func train(_ optimizer: some Optimizer<Scalar>, steps: Int) throws -> [Scalar] {
    var optimizer = optimizer
    var pass = Backpropagation(for: model, batchSize: x.rows)
    return try (0..<steps).map { _ in
      let loss = try pass.lossAndGradient(model, x, targets)
      optimizer.update(&model, along: pass.gradient)
      return loss
    }
  }
}

extension MLP {
  /// The weight-normalized map of the first layer.
  var firstWeightNorm: WeightNormDense<Scalar>? {
    get { layers.first?.weightNorm }
    set {
      guard let newValue, let activation = layers.first?.activation else { return }
      layers[0] = Layer(newValue, activation: activation)
    }
  }
}

extension Matrix {
  /// The rows as arrays.
  var rowArrays: [[Scalar]] { (0..<rows).map { Array(self[row: $0]) } }
}
