import Testing

@testable import WeightNormCore

struct InitializationTests {
  private func he<Scalar: Real>(_ sizes: [Int], seed: Int = 0) throws -> MLP<Scalar> {
    var stream = RandomStream(named: "initialization/init/\(seed)")
    return try .he(sizes: sizes, hidden: .relu, from: &stream)
  }

  @Test(arguments: 0..<5)
  func `He weights have variance 2 over inputs, and 1 over inputs in the last layer`(
    _ seed: Int
  ) throws {
    let model: MLP<Double> = try he([50, 100, 200, 40], seed: seed)
    for (index, layer) in model.layers.enumerated() {
      let weights = try layer.weight.elements
      let mean = weights.reduce(0, +) / Double(weights.count)
      let square = weights.reduce(0) { $0 + $1 * $1 } / Double(weights.count)
      let variance = (index == 2 ? 1.0 : 2.0) / Double(layer.inputSize)
      // Standard errors over n weights: σ/√n of the mean, σ²√(2/n) of the square.
      let error = 4 / Double(weights.count).squareRoot()
      #expect(abs(mean) < error * variance.squareRoot())
      #expect(abs(square / variance - 1) < error * 1.42)
      #expect(layer.bias.allSatisfy { $0 == 0 })
    }
  }

  @Test func `the last layer has no activation`() throws {
    let model: MLP<Float> = try he([4, 3, 3, 2])
    #expect(model.layers.map(\.activation) == [.relu, .relu, .identity])
    #expect(model.layers.map(\.inputSize) == [4, 3, 3])
    #expect(model.layers.map(\.outputSize) == [3, 3, 2])
  }

  @Test func `Float weights are those of Double rounded once`() throws {
    let floats: MLP<Float> = try he([4, 3, 2])
    let doubles: MLP<Double> = try he([4, 3, 2])
    #expect(floats.parameters == doubles.parameters.map(Float.init))
  }

  @Test(arguments: [WeightNormDense<Double>.MagnitudeForm.trained, .frozen])
  func `matched magnitudes keep the function to the bit`(
    _ form: WeightNormDense<Double>.MagnitudeForm
  ) throws {
    let model: MLP<Double> = try he([7, 5, 3])
    let weightNorm = try model.weightNormalized(form: form)
    for (layer, standard) in zip(weightNorm.layers, model.layers) {
      #expect(try layer.weight == standard.weight)
      #expect(layer.weightNorm?.magnitudeForm == form)
      #expect(layer.bias == standard.bias)
      #expect(layer.activation == standard.activation)
    }
  }

  @Test(arguments: [WeightNormDense<Double>.MagnitudeForm.logarithmic, .scaled])
  func `matched magnitudes of other forms keep the function but for rounding`(
    _ form: WeightNormDense<Double>.MagnitudeForm
  ) throws {
    let model: MLP<Double> = try he([7, 5, 3])
    let weightNorm = try model.weightNormalized(form: form)
    #expect(relativeError(try weightNorm.folded().parameters, model.parameters) < 1e-15)
  }

  @Test func `constant magnitudes are the same for every unit`() throws {
    let model: MLP<Double> = try he([7, 5, 3])
    let weightNorm = try model.weightNormalized(start: .constant(2.5))
    for layer in weightNorm.layers {
      let dense = try #require(layer.weightNorm)
      #expect(dense.magnitude.allSatisfy { $0 == 2.5 })
      #expect(relativeError(try layer.weight.rowNorms(), dense.magnitude) < 1e-15)
    }
  }

  @Test func `layers that are weight-normalized already stay as they are`() throws {
    let weightNorm = try he([7, 5, 3]).weightNormalized(start: .constant(0.5)) as MLP<Double>
    #expect(try weightNorm.weightNormalized() == weightNorm)
  }
}
