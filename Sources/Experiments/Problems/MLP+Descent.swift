internal import WeightNormCore

extension MLP<Double> {
  /// This network, and what it is after each step of gradient descent on one batch.
  ///
  /// - Throws: `CoreError.zeroNorm`, `CoreError.nonFiniteNorm`.
  func descent(
    on x: Matrix<Double>, _ targets: Targets<Double>, _ rates: LearningRates, steps: Int
  ) throws(CoreError) -> [MLP<Double>] {
    var path = [self]
    var network = self
    var pass = Backpropagation(for: network, batchSize: x.rows)
    var optimizer = SGD<Double>(rates)
    for _ in 0..<steps {
      _ = try pass.lossAndGradient(network, x, targets)
      optimizer.update(&network, along: pass.gradient)
      path.append(network)
    }
    return path
  }
}

extension Neuron {
  /// This neuron, and what it is after each step of gradient descent on one batch. The bias keeps its 0.
  ///
  /// - Throws: `CoreError.zeroNorm`, `CoreError.nonFiniteNorm`.
  func descent(
    on x: Matrix<Double>, _ targets: Targets<Double>, _ rates: LearningRates, steps: Int
  ) throws(CoreError) -> [Neuron] {
    var rates = rates
    rates.bias = 0
    return try network.descent(on: x, targets, rates, steps: steps).map(Neuron.init(network:))
  }
}
