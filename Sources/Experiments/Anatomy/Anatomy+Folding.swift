internal import WeightNormCore

extension Anatomy {
  /// Folding w = (g/‖v‖)v into plain layers, on a network trained on digits.
  struct Folding: Recorded {
    @Measured("test accuracy of the trained network") var testAccuracy: Double
    @Measured("outputs for test images of which the folded network gives another bit")
    var changedOutputs: Int
    @Measured("greatest difference of (g/‖v‖)(x·v) from x·w, over the bound that rounding allows")
    var boundShare: Double
    @Measured("multiply-adds of the folded network for one example") var multiplyAdds: Int
    @Measured(
      "multiplications that forming ‖v‖ and w adds, once per forward pass whatever its batch")
    var formingMultiplyAdds: Int

    init(_ specification: Specification, _ digits: LabeledData) throws(CoreError) {
      let comparison = Comparison(
        name: "\(Anatomy.id)/folding", dataSet: .digits, sizes: specification.foldingSizes,
        hidden: .relu, epochs: specification.foldingEpochs, batchSize: 32, optimizer: .heavyBall,
        arms: [.weightNormDataDependent], rates: RateGrid(lowest: -4, highest: -4, step: 1),
        metric: .meanLoss, tuningSeeds: [], evaluationSeeds: [0], initializationRows: 500)
      let run = try Trainer(comparison: comparison, data: digits).run(
        .weightNormDataDependent, rate: specification.foldingRate, seed: 0)
      let (network, x) = (run.network, digits.testInputs)
      let (before, after) = (try network(x), try network.folded()(x))
      testAccuracy = run.testAccuracy
      changedOutputs = zip(before.elements, after.elements).count { $0.bitPattern != $1.bitPattern }
      boundShare = try Self.boundShare(network, x)
      multiplyAdds = network.layers.reduce(0) { $0 + $1.inputSize * $1.outputSize }
      formingMultiplyAdds = 2 * multiplyAdds
    }

    /// (g/‖v‖)(x·v) against y = x·w, layer by layer on the activations, in units of the bound that
    /// rounding allows: (k + 4)ε·Σ|xᵢwᵢ| + 2ε|y|.
    private static func boundShare(
      _ network: MLP<Float>, _ inputs: Matrix<Float>
    ) throws(CoreError) -> Double {
      var greatest = 0.0
      var x = inputs
      for layer in network.layers {
        guard let map = layer.weightNorm else { continue }
        let weight = try layer.weight
        let norms = map.directionNorms
        let bias = [Float](repeating: 0, count: map.outputSize)
        let raw = try MLP([Layer(Dense(weight: map.direction, bias: bias))])(x)
        let plain = try MLP([Layer(Dense(weight: weight, bias: bias))])(x)
        for row in 0..<x.rows {
          for unit in 0..<map.outputSize {
            let scaled = map.magnitude[unit] / norms[unit] * raw[row, unit]
            let y = plain[row, unit]
            let sum = zip(x[row: row], weight[row: unit]).reduce(Float(0)) {
              $0 + ($1.0 * $1.1).magnitude
            }
            let bound = Float.ulpOfOne * (Float(map.inputSize + 4) * sum + 2 * y.magnitude)
            greatest = max(greatest, Double((scaled - y).magnitude / bound))
          }
        }
        x = try MLP([layer])(x)
      }
      return greatest
    }
  }
}
