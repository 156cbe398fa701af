internal import WeightNormCore

/// A pass of a batch through a network that keeps what each layer saw, and goes back row by row: the
/// gradient of one example in the weights of a unit is its signal at the unit times its inputs there.
///
/// ```
/// t = x·wᵀ + b,  y = φ(t),  δ = ∂L/∂t,  ∂L/∂w of one row = δ·x,  ∂L/∂b = δ
/// ```
struct LayeredPass: Sendable {
  /// x of each layer: [rows, inputSize].
  let inputs: [Matrix<Double>]
  /// y of the last layer: [rows, outputSize].
  let outputs: Matrix<Double>
  /// w of each layer: [outputSize, inputSize].
  let weights: [Matrix<Double>]
  private let activations: [Activation]

  /// - Throws: `CoreError` for an undefined direction, or a batch of another width.
  init(_ network: MLP<Double>, _ x: Matrix<Double>) throws(CoreError) {
    var inputs = [x]
    for layer in network.layers { inputs.append(try MLP([layer])(inputs[inputs.count - 1])) }
    outputs = inputs.removeLast()
    self.inputs = inputs
    weights = try network.layers.map { layer throws(CoreError) in try layer.weight }
    activations = network.layers.map(\.activation)
  }

  /// δ of each layer, [rows, outputSize], where ∂L/∂y of the last one is given for every row by itself.
  func signals(from outputGradient: Matrix<Double>) -> [Matrix<Double>] {
    var signals: [Matrix<Double>] = []
    var gradient = outputGradient
    for layer in weights.indices.reversed() {
      let y = layer == weights.count - 1 ? outputs : inputs[layer + 1]
      gradient = activations[layer].pulledBack(gradient, output: y)
      signals.append(gradient)
      if layer > 0 { gradient = gradient.times(weights[layer]) }
    }
    return signals.reversed()
  }
}

extension Activation {
  /// ∂L/∂t = ∂L/∂y·φ′(t), with φ′ taken from y = φ(t).
  fileprivate func pulledBack(
    _ gradient: Matrix<Double>, output y: Matrix<Double>
  ) -> Matrix<Double> {
    if self == .identity { return gradient }
    return Matrix(rows: y.rows, columns: y.columns) { row, unit in
      let output = y[row, unit]
      let slope = self == .relu ? (output > 0 ? 1 : 0) : 1 - output * output
      return gradient[row, unit] * slope
    }
  }
}
