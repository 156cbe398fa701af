internal import WeightNormCore

/// One linear neuron without bias, y = w·x with w = (g/‖v‖)v, and what its training leaves behind:
/// the model of the experiments in which a single weight vector is watched.
struct Neuron {
  private(set) var network: MLP<Double>

  /// - Throws: `CoreError.magnitudeNotPositive` for g ≤ 0 in the logarithmic form.
  init(
    direction: [Double], magnitude: Double,
    form: WeightNormDense<Double>.MagnitudeForm = .trained
  ) throws(CoreError) {
    let layer = try WeightNormDense(
      direction: Matrix(rows: 1, columns: direction.count, elements: direction),
      magnitude: [magnitude], bias: [0], form: form)
    network = try MLP([Layer(layer)])
  }

  /// The neuron in the standard parameterization.
  init(weight: [Double]) throws(CoreError) {
    let dense = try Dense(
      weight: Matrix(rows: 1, columns: weight.count, elements: weight), bias: [0])
    network = try MLP([Layer(dense)])
  }

  init(network: MLP<Double>) {
    self.network = network
  }

  /// v; w in the standard parameterization.
  var direction: [Double] {
    switch network.layers[0].map {
    case .standard(let dense): Array(dense.weight.elements)
    case .weightNorm(let dense): Array(dense.direction.elements)
    }
  }

  /// g; ‖w‖ in the standard parameterization.
  var magnitude: Double {
    switch network.layers[0].map {
    case .standard(let dense): dense.weight.rowNorms()[0]
    case .weightNorm(let dense): dense.magnitude[0]
    }
  }

  /// w.
  ///
  /// - Throws: `CoreError.zeroNorm`, `CoreError.nonFiniteNorm`.
  func weight() throws(CoreError) -> [Double] {
    Array(try network.layers[0].weight.elements)
  }

  /// One step on a batch; its gradients, the penalty's included, stay in `pass`. The bias keeps its 0.
  ///
  /// - Returns: the loss before the step, without the penalty.
  /// - Throws: `CoreError.zeroNorm`, `CoreError.nonFiniteNorm`.
  @discardableResult
  mutating func step(
    on x: Matrix<Double>, _ targets: Targets<Double>, pass: inout Backpropagation<Double>,
    optimizer: inout any Optimizer<Double>, penalty: L2Penalty = L2Penalty()
  ) throws(CoreError) -> Double {
    let loss = try pass.lossAndGradient(network, x, targets)
    if penalty != L2Penalty() { penalty.add(to: &pass.gradient, of: network) }
    optimizer.update(&network, along: pass.gradient)
    return loss
  }
}
