internal import WeightNormCore

/// Linear neurons side by side that see the same batches, each with learning rates of its own: one
/// pass through the core gives the gradients of all of them.
///
/// A neuron of the row moves as it would alone, to the bit.
struct NeuronRow {
  private(set) var network: MLP<Double>
  private var pass: Backpropagation<Double>
  /// η of each neuron, with rates of its own for g and v where asked for.
  var rates: [LearningRates]

  /// Neurons in the standard parameterization.
  init(weights: [[Double]], rates: [LearningRates], batchSize: Int) throws(CoreError) {
    let rows = try Matrix(
      rows: weights.count, columns: weights.first?.count ?? 0, elements: Array(weights.joined()))
    let bias = [Double](repeating: 0, count: weights.count)
    try self.init(Layer(Dense(weight: rows, bias: bias)), rates, batchSize)
  }

  /// Neurons in weight-normalized form. One whose rate of g is 0 keeps its g.
  init(
    directions: [[Double]], magnitudes: [Double], rates: [LearningRates], batchSize: Int
  ) throws(CoreError) {
    let rows = try Matrix(
      rows: directions.count, columns: directions.first?.count ?? 0,
      elements: Array(directions.joined()))
    let bias = [Double](repeating: 0, count: directions.count)
    let layer = try WeightNormDense(direction: rows, magnitude: magnitudes, bias: bias)
    try self.init(Layer(layer), rates, batchSize)
  }

  private init(
    _ layer: Layer<Double>, _ rates: [LearningRates], _ batchSize: Int
  ) throws(CoreError) {
    precondition(rates.count == layer.outputSize, "one rate a neuron")
    network = try MLP([layer])
    pass = Backpropagation(for: network, batchSize: batchSize)
    self.rates = rates
  }

  var count: Int { rates.count }

  /// One step of gradient descent of every neuron. The biases keep their 0.
  ///
  /// - Throws: `CoreError.zeroNorm`, `CoreError.nonFiniteNorm`.
  mutating func step(on batch: RegressionStream.Batch) throws(CoreError) {
    _ = try pass.lossAndGradient(network, batch.inputs, batch.targets(neurons: count))
    let gradient = pass.gradient[0]
    switch network.layers[0].map {
    case .standard(var dense):
      try descend(&dense.weight, gradient.matrix, role: .weight)
      network.layers[0].map = .standard(dense)
    case .weightNorm(var dense):
      try descend(&dense.direction, gradient.matrix, role: .direction)
      for index in rates.indices {
        dense.magnitudeParameter[index] -= rates[index][.magnitude] * gradient.magnitude[index]
      }
      network.layers[0].map = .weightNorm(dense)
    }
  }

  private func descend(
    _ parameter: inout Matrix<Double>, _ gradient: Matrix<Double>, role: ParameterRole
  ) throws(CoreError) {
    var elements = Array(parameter.elements)
    let slope = gradient.elements
    let width = parameter.columns
    for (row, rates) in rates.enumerated() {
      let rate = rates[role]
      for index in row * width..<(row + 1) * width { elements[index] -= rate * slope[index] }
    }
    parameter = try Matrix(rows: parameter.rows, columns: width, elements: elements)
  }
}

// MARK: Looking at neurons

extension NeuronRow {
  /// One neuron as it stands.
  struct State: Equatable, Sendable {
    /// ‖v‖; ‖w‖ in the standard parameterization.
    var norm: Double
    /// |g|; ‖w‖ in the standard parameterization.
    var length: Double
    /// ½‖w − w*‖².
    var excess: Double
  }

  /// Every neuron as it stands, against w*.
  func states(target: [Double]) -> [State] {
    switch network.layers[0].map {
    case .standard(let dense):
      let norms = dense.weight.rowNorms()
      return norms.indices.map { index in
        State(
          norm: norms[index], length: norms[index],
          excess: Self.excess(dense.weight, row: index, scale: 1, target: target))
      }
    case .weightNorm(let dense):
      let norms = dense.directionNorms
      return norms.indices.map { index in
        let g = dense.magnitudeParameter[index]
        return State(
          norm: norms[index], length: g.magnitude,
          excess: Self.excess(
            dense.direction, row: index, scale: g / norms[index], target: target))
      }
    }
  }

  private static func excess(
    _ matrix: Matrix<Double>, row: Int, scale: Double, target: [Double]
  ) -> Double {
    let elements = matrix.elements
    var sum = 0.0
    for column in target.indices {
      let difference = scale * elements[row * target.count + column] - target[column]
      sum += difference * difference
    }
    return sum / 2
  }

  /// w of a neuron.
  ///
  /// - Throws: `CoreError.zeroNorm`, `CoreError.nonFiniteNorm` for any neuron of the row.
  func weight(_ index: Int) throws(CoreError) -> [Double] {
    Array(try network.layers[0].weight[row: index])
  }

  /// Takes a neuron out of the training: it gets that vector, and rates of 0.
  mutating func retire(_ index: Int, at vector: [Double]) throws(CoreError) {
    rates[index] = LearningRates(0)
    switch network.layers[0].map {
    case .standard(var dense):
      dense.weight = try dense.weight.replacingRow(index, with: vector)
      network.layers[0].map = .standard(dense)
    case .weightNorm(var dense):
      dense.direction = try dense.direction.replacingRow(index, with: vector)
      dense.magnitudeParameter[index] = 1
      network.layers[0].map = .weightNorm(dense)
    }
  }
}

extension Matrix<Double> {
  fileprivate func replacingRow(
    _ row: Int, with vector: [Double]
  ) throws(CoreError) -> Matrix<Double> {
    var elements = Array(elements)
    elements.replaceSubrange(row * columns..<(row + 1) * columns, with: vector)
    return try Matrix(rows: rows, columns: columns, elements: elements)
  }
}
