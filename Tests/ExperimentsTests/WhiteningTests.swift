import Testing
import WeightNormCore

@testable import Experiments

extension Whitening: ShortExperiment {
  static var short: Specification {
    var specification = Specification()
    (specification.components, specification.hidden, specification.classes) = (4, 5, 3)
    (specification.steps, specification.batchSize) = (12, 16)
    specification.seeds = [0, 1]
    return specification
  }

  static let pinnedHash: UInt64 = 0x128c_7e8b_9bc0_eb5a
}

struct WhiteningTests {
  private static let inputs = PrincipalComponents(
    of: LabeledData.clusters.trainInputs.widened, count: 4)

  private func moments(_ x: Matrix<Double>) -> [[Double]] {
    let share = 1 / Double(x.rows)
    return x.columnVectors.map { a in x.columnVectors.map { share * a.dot($0) } }
  }

  @Test func `whitened components have means of zero and the identity for their covariance`() {
    let x = Self.inputs.whitened
    for (row, found) in moments(x).enumerated() {
      #expect(isClose(found, (0..<4).map { $0 == row ? 1 : 0 }))
    }
    #expect(x.columnVectors.allSatisfy { abs($0.mean) < 1e-13 })
  }

  @Test func `components have variances of their own, decreasing, and no covariance`() {
    let found = moments(Self.inputs.scores)
    let variances = found.indices.map { found[$0][$0] }
    #expect(variances == variances.sorted(by: >))
    for row in found.indices {
      for column in 0..<row { #expect(abs(found[row][column]) < 1e-12 * variances[0]) }
    }
  }

  @Test(arguments: ["torch", "jax"])
  func `the loss under batch normalization and its gradients are automatic differentiation's`(
    _ framework: String
  ) throws {
    let fixture = try SpectraFixture.all.get()
    let expected = try #require(fixture.frameworks[framework]).batchNorm
    let (model, x) = try fixture.model
    let (loss, gradient) = try BatchNormNetwork(like: model)
      .lossAndGradient(x, .labels(fixture.network.labels))
    #expect(abs(loss - expected.loss) < 1e-14)
    let found = [
      Array(gradient.direction.elements), gradient.gain, gradient.shift,
      Array(gradient.weight.elements), gradient.bias,
    ]
    for (own, other) in zip(found, expected.gradients) {
      #expect(isClose(own, other, within: 1e-14))
    }
  }

  /// ε is 1e-5 there, nothing beside variances of 1e10.
  @Test func `it is the core's batch normalization where ε does not matter`() throws {
    let fixture = try SpectraFixture.all.get()
    let (model, x) = try fixture.model
    let hidden = try #require(model.layers[0].weightNorm)
    let direction = Matrix(rows: 5, columns: 4) { 1e5 * hidden.direction[$0, $1] }
    var first = Layer(
      try Dense(weight: direction, bias: hidden.bias), activation: .relu)
    first.normalizeBatches(.full, gain: hidden.magnitude)
    let other = try MLP([first, try model.layers[1].folded()])
    var pass = Backpropagation(for: other, batchSize: x.rows)
    let targets = Targets<Double>.labels(fixture.network.labels)
    let expected = try pass.lossAndGradient(other, x, targets)
    let (loss, gradient) = try BatchNormNetwork(like: model).lossAndGradient(x, targets)
    #expect(abs(loss - expected) < 1e-12)
    #expect(isClose(gradient.gain, pass.gradient[0].gain))
    #expect(
      isClose(
        Array(gradient.direction.elements), pass.gradient[0].matrix.elements.map { 1e5 * $0 },
        within: 1e-10))
  }

  @Test func `on whitened inputs both are the same to rounding, elsewhere they are not`()
    async throws
  {
    let result = try await Whitening.run(Whitening.short, .clusters)
    #expect(result.whitened.greatest < 1e-12)
    #expect(result.plain.least > 1e-3)
    #expect(result.batches.least > 1e-6)
  }

  @Test func `the first losses on all rows are those of one network on whitened inputs`() throws {
    let labels = LabeledData.clusters.trainLabels
    let pair = try WhiteningPair(Self.inputs.whitened, labels, Whitening.short, seed: 0)
    #expect(abs(pair.weightNorm[0] - pair.batchNorm[0]) < 1e-14)
    #expect(pair.weightNorm[11] < pair.weightNorm[0])
  }
}
