internal import Runs
internal import WeightNormCore

extension Anatomy {
  /// Folding w = (g/‖v‖)v into a plain layer, on a network trained on digits: the outputs of the folded
  /// network against those of the network, and of the other order of operations, (g/‖v‖)(x·v).
  static func recordFolding(
    _ specification: Specification, digits: LabeledData, into builder: inout RecordBuilder
  ) throws {
    let comparison = Comparison(
      name: "\(id)/folding", dataSet: .digits, sizes: specification.foldingSizes, hidden: .relu,
      epochs: specification.foldingEpochs, batchSize: 32, optimizer: .heavyBall,
      arms: [.weightNormDataDependent], rates: RateGrid(lowest: -4, highest: -4, step: 1),
      metric: .meanLoss, tuningSeeds: [], evaluationSeeds: [0], initializationRows: 500)
    let (network, run) = try Trainer(comparison: comparison, data: digits).train(
      .weightNormDataDependent, rate: specification.foldingRate, seed: 0)
    let folded = try network.folded()
    let before = try network(digits.testInputs)
    let after = try folded(digits.testInputs)
    builder.flag(
      "folding.isExact", before == after,
      "whether the folded network gives the same bits on all test images")
    builder.number("folding.testAccuracy", run.testAccuracy, "test accuracy of the trained network")
    try recordScaledOutputs(network, digits, into: &builder)
    recordCost(network, into: &builder)
  }

  /// (g/‖v‖)(x·v) against x·w, layer by layer on the activations of the test images, in units of the
  /// bound that rounding allows: (k + 4)ε·Σ|xᵢwᵢ| + 2ε|y|.
  private static func recordScaledOutputs(
    _ network: MLP<Float>, _ digits: LabeledData, into builder: inout RecordBuilder
  ) throws(CoreError) {
    var worstShare = 0.0
    var worstUlps = 0.0
    var input = digits.testInputs
    for layer in network.layers {
      guard let map = layer.weightNorm else { continue }
      let weight = try layer.weight
      let norms = map.directionNorms
      let raw = try MLP([Layer(Dense(weight: map.direction, bias: zeros(map.outputSize)))])(input)
      let plain = try MLP([Layer(Dense(weight: weight, bias: zeros(map.outputSize)))])(input)
      for row in 0..<input.rows {
        for unit in 0..<map.outputSize {
          let scaled = map.magnitude[unit] / norms[unit] * raw[row, unit]
          let y = plain[row, unit]
          let sum = zip(input[row: row], weight[row: unit]).reduce(Float(0)) {
            $0 + ($1.0 * $1.1).magnitude
          }
          let bound = Float.ulpOfOne * (Float(map.inputSize + 4) * sum + 2 * y.magnitude)
          worstShare = max(worstShare, Double((scaled - y).magnitude / bound))
          worstUlps = max(worstUlps, Double((scaled - y).magnitude / y.ulp))
        }
      }
      input = try MLP([layer])(input)
    }
    builder.number(
      "folding.boundShare", worstShare,
      "greatest difference of (g/‖v‖)(x·v) from x·w, over the bound that rounding allows")
    builder.number(
      "folding.worstUlps", worstUlps, unit: "ulp",
      "the same difference in units of the output's last place, where cancellation makes it large")
  }

  private static func zeros(_ count: Int) -> [Float] { [Float](repeating: 0, count: count) }

  /// Multiply-adds of one forward pass of one example, with and without forming w.
  private static func recordCost(_ network: MLP<Float>, into builder: inout RecordBuilder) {
    let products = network.layers.reduce(0) { $0 + $1.inputSize * $1.outputSize }
    builder.integer(
      "folding.multiplyAdds", products, "multiply-adds of the folded network for one example")
    builder.integer(
      "folding.formingMultiplyAdds", 2 * products,
      "multiplications that forming ‖v‖ and w adds, once a forward pass whatever its batch")
  }
}
