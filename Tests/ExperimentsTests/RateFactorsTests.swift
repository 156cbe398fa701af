import Testing
import WeightNormCore

@testable import Experiments

struct RateFactorsTests {
  /// 3 → 4 → 2 after a pass over two rows.
  private static func pass() throws -> (network: MLP<Float>, pass: Backpropagation<Float>) {
    var stream = RandomStream(seed: 1)
    let network = try MLP<Float>.he(sizes: [3, 4, 2], hidden: .tanh, from: &stream)
      .weightNormalized()
    var pass = Backpropagation(for: network, batchSize: 2)
    _ = try pass.lossAndGradient(
      network, Matrix(rows: 2, columns: 3, repeating: 1), .labels([0, 1]))
    return (network, pass)
  }

  @Test func `a factor multiplies the gradient of its unit's weight vector, and no other`() throws {
    let (network, pass) = try Self.pass()
    var scaled = pass.gradient
    network.scale(&scaled, by: [[1, 2, 3, 4], [0.5, -1]])
    for (layer, factors) in [[1, 2, 3, 4], [0.5, -1] as [Float]].enumerated() {
      let (before, after) = (pass.gradient[layer], scaled[layer])
      for (unit, factor) in factors.enumerated() {
        #expect(Array(after.matrix[row: unit]) == before.matrix[row: unit].map { $0 * factor })
      }
      #expect(after.magnitude == before.magnitude && after.bias == before.bias)
    }
  }

  @Test func `factors of another network stop the program`() async {
    await #expect(processExitsWith: .failure) {
      let (network, made) = try Self.pass()
      var pass = made
      network.scale(&pass.gradient, by: [[1, 1, 1, 1]])
    }
    await #expect(processExitsWith: .failure) {
      let (network, made) = try Self.pass()
      var pass = made
      network.scale(&pass.gradient, by: [[1, 1, 1, 1], [1, 1, 1]])
    }
  }

  @Test func `a row that the batch has not stops the program`() async {
    await #expect(processExitsWith: .failure) {
      let (network, made) = try Self.pass()
      var pass = made
      _ = try pass.lossAndGradient(
        ofRow: 2, network, Matrix(rows: 2, columns: 3), .labels([0, 1]))
    }
  }
}
