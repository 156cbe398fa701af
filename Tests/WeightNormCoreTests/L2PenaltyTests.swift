import Testing

@testable import WeightNormCore

struct L2PenaltyTests {
  private static let penalties = [
    L2Penalty(weight: 0.3), L2Penalty(magnitude: 0.2), L2Penalty(direction: 0.7),
    L2Penalty(weight: 0.3, magnitude: 0.2, direction: 0.7),
  ]

  /// ½λ‖·‖², straight from the definition; w is the weight that the layer applies.
  private func value(_ penalty: L2Penalty, of model: MLP<Double>) throws -> Double {
    try model.layers.reduce(0) { sum, layer in
      let weights = Array(try layer.weight.elements)
      var terms = penalty.weight * Reduction.dot(weights, weights)
      if let dense = layer.weightNorm {
        let v = Array(dense.direction.elements)
        terms += penalty.direction * Reduction.dot(v, v)
        terms += penalty.magnitude * Reduction.dot(dense.magnitude, dense.magnitude)
      }
      return sum + terms / 2
    }
  }

  /// Tensor by tensor, in the order of the parameters that learn.
  private func numericGradient(
    _ penalty: L2Penalty, of model: MLP<Double>
  ) throws -> [[Double]] {
    var tensors: [[Double]] = []
    for layer in model.layers.indices {
      var counts: [Int] = []
      var copy = model.layers[layer]
      copy.forEachParameter { _, parameter in counts.append(parameter.count) }
      for (slot, count) in counts.enumerated() {
        tensors.append(
          try (0..<count).map { index in
            func shifted(_ h: Double) throws -> Double {
              var moved = model
              var current = 0
              moved.layers[layer].forEachParameter { _, parameter in
                if current == slot { parameter[index] += h }
                current += 1
              }
              return try value(penalty, of: moved)
            }
            return try (shifted(1e-4) - shifted(-1e-4)) / 2e-4
          })
      }
    }
    return tensors
  }

  private func tensors(_ gradient: [LayerGradient<Double>], of model: MLP<Double>) -> [[Double]] {
    var tensors: [[Double]] = []
    for (layer, gradient) in zip(model.layers, gradient) {
      var copy = layer
      copy.forEachParameter { role, _ in tensors.append(gradient[role]) }
    }
    return tensors
  }

  @Test(arguments: Parameterization.allCases, penalties)
  func `gradients agree with central differences of the penalty`(
    _ parameterization: Parameterization, _ penalty: L2Penalty
  ) throws {
    let model = try RandomProblem<Double>(seed: 2, sizes: [4, 3, 2], parameterization).model
    var gradient = model.layers.map(LayerGradient.init(of:))
    penalty.add(to: &gradient, of: model)
    let numeric = try numericGradient(penalty, of: model)
    for (found, expected) in zip(tensors(gradient, of: model), numeric) {
      // Gradients are of size 1, so an absolute error serves where a penalty says nothing.
      #expect(zip(found, expected).allSatisfy { abs($0 - $1) < 1e-7 })
    }
  }

  @Test func `a penalty is added to the gradient that is there`() throws {
    let problem = try RandomProblem<Double>(seed: 2, sizes: [4, 3], .standard)
    var gradient = try problem.lossAndGradient(of: problem.model).1
    let before = gradient[0]
    L2Penalty(weight: 0.5).add(to: &gradient, of: problem.model)
    let weights = try problem.model.layers[0].weight.elements
    let expected = zip(before.matrix.elements, weights).map { $0 + 0.5 * $1 }
    #expect(Array(gradient[0].matrix.elements) == expected)
    #expect(gradient[0].bias == before.bias)
  }

  @Test func `no penalty changes no gradient`() throws {
    let problem = try RandomProblem<Double>(seed: 2, sizes: [4, 3], .logarithmic)
    var gradient = try problem.lossAndGradient(of: problem.model).1
    let before = gradient
    L2Penalty().add(to: &gradient, of: problem.model)
    #expect(gradient == before)
  }
}
