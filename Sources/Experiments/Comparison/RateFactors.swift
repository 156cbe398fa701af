internal import WeightNormCore

extension MLP<Float> {
  /// Multiplies the gradient of each unit's weight vector, w or v, by a factor of its own, as if the
  /// unit had that many times the learning rate. `factors` holds one element per unit of each layer.
  ///
  /// - Precondition: so it does, and the gradients are those of such a network.
  func scale(_ gradient: inout [LayerGradient<Float>], by factors: [[Float]]) {
    precondition(factors.count == layers.count, "factors of another network")
    var layer = 0
    forEachGradient(in: &gradient) { role, slope in
      guard role == .weight || role == .direction else { return }
      let width = layers[layer].inputSize
      precondition(factors[layer].count == layers[layer].outputSize, "factors of another layer")
      for (unit, factor) in factors[layer].enumerated() {
        for index in unit * width..<(unit + 1) * width { slope[index] *= factor }
      }
      layer += 1
    }
  }
}
