import WeightNormCore

/// A network that learned y = x₁x₂, and its loss before each step.
func learnProduct(steps: Int) throws -> (network: MLP<Float>, losses: [Float]) {
  var stream = RandomStream(named: "example/data")
  let x = Matrix<Float>(rows: 64, columns: 2, standardDeviation: 1, from: &stream)
  let y = Matrix<Float>(rows: 64, columns: 1) { row, _ in x[row, 0] * x[row, 1] }

  var network = try MLP<Float>.he(sizes: [2, 16, 1], hidden: .tanh, from: &stream)
    .weightNormalized()
  try network.initializeFromData(x)

  var pass = Backpropagation(for: network, batchSize: x.rows)
  var optimizer = SGD<Float>(LearningRates(0.1), momentum: 0.9)
  var losses: [Float] = []
  for _ in 0..<steps {
    losses.append(try pass.lossAndGradient(network, x, .values(y)))
    optimizer.update(&network, along: pass.gradient)
  }
  return (network, losses)
}
