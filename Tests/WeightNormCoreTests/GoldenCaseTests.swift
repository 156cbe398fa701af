import Testing

@testable import WeightNormCore

/// A unit worked out by hand: v = (3, 4), g = 2, ∇w = (1, −2).
struct GoldenCaseTests {
  /// x = (1, −2) gives y = −2; the target −3 makes ∂L/∂y = 1, so that ∇w = x.
  private func make() throws -> (MLP<Double>, Matrix<Double>, Targets<Double>) {
    let dense = try WeightNormDense(
      direction: Matrix(rows: 1, columns: 2, elements: [3, 4]), magnitude: [2], bias: [0])
    return (
      try MLP([Layer(dense)]), try Matrix(rows: 1, columns: 2, elements: [1, -2]),
      .values(Matrix(rows: 1, columns: 1, repeating: -3))
    )
  }

  @Test func `weight is (1.2, 1.6) and the output −2`() throws {
    let (model, x, _) = try make()
    #expect(relativeError(try model.layers[0].weight.elements, [1.2, 1.6]) < 1e-15)
    #expect(relativeError(try model(x).elements, [-2]) < 1e-15)
  }

  @Test func `gradients are −1 in g and (0.64, −0.48) in v`() throws {
    let (model, x, targets) = try make()
    var pass = Backpropagation(for: model, batchSize: 1)
    let (loss, inputGradient) = try pass.lossAndInputGradient(model, x, targets)
    #expect(abs(loss - 0.5) < 1e-15)
    #expect(relativeError(pass.gradient[0].magnitude, [-1]) < 1e-15)
    #expect(relativeError(pass.gradient[0].matrix.elements, [0.64, -0.48]) < 1e-15)
    #expect(relativeError(pass.gradient[0].bias, [1]) < 1e-15)
    #expect(relativeError(inputGradient.elements, [1.2, 1.6]) < 1e-15)
  }

  @Test func `a step of 0.5 goes to v = (2.68, 4.24) and g = 2.5`() throws {
    var (model, x, targets) = try make()
    var pass = Backpropagation(for: model, batchSize: 1)
    _ = try pass.lossAndGradient(model, x, targets)
    var optimizer = SGD<Double>(LearningRates(0.5))
    optimizer.update(&model, along: pass.gradient)
    let dense = try #require(model.firstWeightNorm)
    #expect(relativeError(dense.direction.elements, [2.68, 4.24]) < 1e-15)
    #expect(relativeError(dense.magnitude, [2.5]) < 1e-15)
    let norm = dense.directionNorms[0]
    #expect(abs(norm * norm - 25.16) < 1e-13)
  }
}
