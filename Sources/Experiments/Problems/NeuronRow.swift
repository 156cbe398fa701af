internal import WeightNormCore

/// Linear neurons side by side that see the same batches, each with learning rates of its own: one
/// pass through the core gives the gradients of all those of a parameterization.
///
/// A neuron of the row moves as it would alone, to the bit.
struct NeuronRow {
  /// v, or w of a standard neuron.
  private var vectors: [[Double]]
  /// g, or nil of a standard neuron.
  private var magnitudes: [Double?]
  /// η of each neuron, with rates of its own for g and v where asked for. A rate of 0 keeps g.
  var rates: [LearningRates]
  /// One for each parameterization that there is.
  private var layers: [(neurons: [Int], pass: Backpropagation<Double>)] = []

  /// Neurons in weight-normalized form; standard ones where there is no magnitude.
  init(
    _ vectors: [[Double]], magnitudes: [Double?], rates: [LearningRates], batchSize: Int
  ) throws(CoreError) {
    precondition(
      magnitudes.count == vectors.count && rates.count == vectors.count,
      "not one rate and one magnitude, or nil, per neuron")
    self.vectors = vectors
    self.magnitudes = magnitudes
    self.rates = rates
    let standard = vectors.indices.filter { magnitudes[$0] == nil }
    let normalized = vectors.indices.filter { magnitudes[$0] != nil }
    for neurons in [standard, normalized] where !neurons.isEmpty {
      let network = try network(of: neurons)
      layers.append((neurons, Backpropagation(for: network, batchSize: batchSize)))
    }
  }

  /// Neurons of one parameterization as the units of a layer.
  private func network(of neurons: [Int]) throws(CoreError) -> MLP<Double> {
    let rows = try Matrix(
      rows: neurons.count, columns: vectors[0].count, elements: neurons.flatMap { vectors[$0] })
    let magnitude = neurons.compactMap { magnitudes[$0] }
    let bias = [Double](repeating: 0, count: neurons.count)
    return try MLP([
      magnitude.isEmpty
        ? Layer(Dense(weight: rows, bias: bias))
        : Layer(WeightNormDense(direction: rows, magnitude: magnitude, bias: bias))
    ])
  }

  /// One step of gradient descent of every neuron. The biases keep their 0.
  ///
  /// - Throws: `CoreError.zeroNorm`, `CoreError.nonFiniteNorm`.
  mutating func step(on batch: RegressionStream.Batch) throws(CoreError) {
    for layer in layers.indices {
      let neurons = layers[layer].neurons
      let network = try network(of: neurons)
      _ = try layers[layer].pass.lossAndGradient(
        network, batch.inputs, batch.targets(neurons: neurons.count))
      let gradient = layers[layer].pass.gradient[0]
      for (row, neuron) in neurons.enumerated() {
        let (g, rates) = (magnitudes[neuron], rates[neuron])
        let rate = rates[g == nil ? .weight : .direction]
        vectors[neuron] = zip(vectors[neuron], gradient.matrix[row: row]).map { $0 - rate * $1 }
        magnitudes[neuron] = g.map { $0 - rates[.magnitude] * gradient.magnitude[row] }
      }
    }
  }

  /// Takes a neuron out of the training: it gets that vector, and rates of 0.
  mutating func retire(_ index: Int, at vector: [Double]) {
    rates[index] = LearningRates(0)
    vectors[index] = vector
    magnitudes[index] = magnitudes[index].map { _ in 1 }
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
    /// The rate at which the direction of w learns: ηg²/‖v‖²; η in the standard parameterization.
    var rate: Double
    /// ½‖w − w*‖².
    var excess: Double
  }

  /// A neuron as it stands, against w*.
  func state(_ index: Int, target: [Double]) -> State {
    let (vector, g, eta) = (vectors[index], magnitudes[index], rates[index].base)
    let norm = vector.norm
    let scale = g.map { $0 / norm } ?? 1
    let squares = target.indices.reduce(0.0) { sum, column in
      let difference = scale * vector[column] - target[column]
      return sum + difference * difference
    }
    return State(
      norm: norm, length: g?.magnitude ?? norm,
      rate: g.map { eta * $0.magnitude * $0.magnitude / (norm * norm) } ?? eta,
      excess: squares / 2)
  }

  func states(target: [Double]) -> [State] { rates.indices.map { state($0, target: target) } }

  /// w of a neuron.
  ///
  /// - Throws: `CoreError.zeroNorm`, `CoreError.nonFiniteNorm`.
  func weight(_ index: Int) throws(CoreError) -> [Double] {
    Array(try network(of: [index]).layers[0].weight.elements)
  }
}
