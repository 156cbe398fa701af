internal import WeightNormCore

/// Gradient descent of one neuron on one batch.
struct NeuronDescent {
  var neuron: Neuron
  private let x: Matrix<Double>
  private let targets: Targets<Double>
  private let penalty: L2Penalty
  private var optimizer: any Optimizer<Double>
  private var pass: Backpropagation<Double>

  /// At a rate of its own for g where asked for.
  init(
    of neuron: Neuron, on x: Matrix<Double>, _ targets: Targets<Double>, rate: Double,
    magnitudeRate: Double? = nil, penalty: L2Penalty = L2Penalty()
  ) {
    self.neuron = neuron
    self.x = x
    self.targets = targets
    self.penalty = penalty
    optimizer = SGD(LearningRates(rate, magnitude: magnitudeRate, bias: 0))
    pass = Backpropagation(for: neuron.network, batchSize: x.rows)
  }

  /// - Returns: the loss before the step, without the penalty.
  /// - Throws: `CoreError` as `Neuron.step`.
  @discardableResult
  mutating func step() throws(CoreError) -> Double {
    try neuron.step(on: x, targets, pass: &pass, optimizer: &optimizer, penalty: penalty)
  }
}
