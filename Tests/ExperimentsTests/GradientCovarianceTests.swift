import Runs
import Testing
import WeightNormCore

@testable import Experiments

extension GradientCovariance: ShortExperiment {
  static var short: Specification {
    var specification = Specification()
    specification.cells = [
      Cell(comparison: .tiny(optimizer: .heavyBall, arms: arms), rates: [-4, -4])
    ]
    specification.epochs = [0, 1]
    specification.rows = 40
    specification.seeds = [0, 1, 2]
    return specification
  }

  static let pinnedHash: UInt64 = 0x6cd3_a3c5_0915_c5a9
}

struct GradientCovarianceTests {
  /// Inputs ±(2, 0) and ±(0, 1), each met once in four rows.
  private let inputs = Matrix<Double>(rows: 4, columns: 2) { row, column in
    let sign = row % 2 == 0 ? 1.0 : -1
    return row < 2 ? (column == 0 ? 2 * sign : 0) : (column == 1 ? sign : 0)
  }

  private func signals(_ values: [Double]) -> Matrix<Double> {
    Matrix(rows: values.count, columns: 1) { row, _ in values[row] }
  }

  @Test func `a case by hand: the axes of the inputs are the eigenvectors`() throws {
    let gradients = try #require(
      UnitGradients(unit: 0, signals: signals([1, 1, 1, 1]), inputs: inputs))
    #expect(isClose(Array(gradients.secondMoment.elements), [2, 0, 0, 0.5]))
    // They come with both signs, so that their mean is 0.
    let covariance = try #require(gradients.covariance)
    #expect(isClose(Array(covariance.elements), [2, 0, 0, 0.5]))
    let along = UnitAlignment(of: [3, 0], to: covariance)
    #expect(isClose([along.cosine, along.share, along.quotient, along.gap], [1, 1, 1, 0.25]))
    let across = UnitAlignment(of: [0, -3], to: covariance)
    #expect(isClose([across.cosine, across.share, across.quotient], [0, 1, 0.25]))
    let between = UnitAlignment(of: [1, 1], to: covariance)
    #expect(isClose([between.cosine, between.quotient], [Double(0.5).squareRoot(), 0.625]))
  }

  @Test func `the mean gradient is taken off, and rows without signal count`() throws {
    let gradients = try #require(
      UnitGradients(unit: 0, signals: signals([1, 0, 0, 0]), inputs: inputs))
    #expect(isClose(Array(gradients.secondMoment.elements), [1, 0, 0, 0]))
    let covariance = try #require(gradients.covariance)
    #expect(isClose(Array(covariance.elements), [0.75, 0, 0, 0]))
  }

  @Test func `a unit without signal, or with one gradient for all rows, has no eigenvector`() throws
  {
    #expect(UnitGradients(unit: 0, signals: signals([0, 0, 0, 0]), inputs: inputs) == nil)
    let same = Matrix<Double>(rows: 4, columns: 2) { $1 == 0 ? 3 : -1 }
    let constant = try #require(
      UnitGradients(unit: 0, signals: signals([2, 2, 2, 2]), inputs: same))
    #expect(constant.covariance == nil)
  }

  @Test(arguments: ["torch", "jax"])
  func `second moments are those of automatic differentiation, row by row`(
    _ framework: String
  ) throws {
    let fixture = try SpectraFixture.all.get()
    let expected = try #require(fixture.frameworks[framework]).moments
    let (network, x) = try fixture.model
    let pass = try LayeredPass(network, x)
    let rows = Double(x.rows)
    let mean = try Targets<Double>.labels(fixture.network.labels)
      .lossAndGradient(at: pass.outputs).outputGradient
    let signals = pass.signals(
      from: Matrix(rows: x.rows, columns: mean.columns) { mean[$0, $1] * rows })
    for layer in expected.indices {
      for (unit, moments) in expected[layer].enumerated() {
        let found = UnitGradients(
          unit: unit, signals: signals[layer], inputs: pass.inputs[layer])
        let elements = found.map { Array($0.secondMoment.elements) } ?? moments.map { _ in 0 }
        #expect(isClose(elements, moments, within: 1e-14))
      }
    }
  }

  @Test(arguments: [Activation.relu, .tanh])
  func `signals times inputs are the core's gradients`(_ hidden: Activation) throws {
    var stream = RandomStream(seed: 4)
    let network = try MLP<Double>.he(sizes: [5, 6, 4, 3], hidden: hidden, from: &stream)
    let x = Matrix<Double>(rows: 7, columns: 5, standardDeviation: 1, from: &stream)
    let labels = [0, 1, 2, 0, 1, 2, 0]
    var pass = Backpropagation(for: network, batchSize: 7)
    _ = try pass.lossAndGradient(network, x, .labels(labels))
    let layered = try LayeredPass(network, x)
    let slopes = try Targets<Double>.labels(labels).lossAndGradient(at: layered.outputs)
    let signals = layered.signals(from: slopes.outputGradient)
    for layer in signals.indices {
      let found = signals[layer].transposedTimes(layered.inputs[layer])
      #expect(
        isClose(
          Array(found.elements), Array(pass.gradient[layer].matrix.elements), within: 1e-14))
    }
  }

  /// 0.674/√k is the median of |N(0, 1/k)|, which a component of a random direction is nearly.
  @Test(arguments: [32, 64, 196])
  func `random directions lie at the level that is recorded for them`(_ size: Int) {
    var stream = RandomStream(seed: 9)
    let cosines = (0..<4000).map { _ in stream.direction(size)[0].magnitude }
    #expect(abs(cosines.median / (0.674 / Double(size).squareRoot()) - 1) < 0.05)
  }

  @Test func `networks of both parameterizations start alike and part`() async throws {
    let result = try await GradientCovariance.run(.short, .clusters)
    let arms = try result.cells["tiny"].arms
    for layer in ["layer1", "layer2"] {
      let (standard, normalized) = (
        try arms["std-he"].layers[layer].centred, try arms["wn-he"].layers[layer].centred
      )
      #expect(abs(standard.start - normalized.start) < 1e-4)
      #expect(standard.end != normalized.end)
      #expect(standard.alignment.positions == [0, 1])
    }
    #expect(result.residual < 1e-7)
    #expect(result.units + result.silentUnits == 2 * 3 * 2 * (8 + 3))
    #expect(result.greatestAlignment.value <= 1)
  }

  @Test func `close somewhere supports, far everywhere refutes`() throws {
    let claim = try #require(GradientCovariance.claims.first)
    for (cosine, outcome) in [(0.95, Outcome.supported), (0.7, .mixed), (0.3, .refuted)] {
      let verdict = try claim.verdict(answering: [
        "gradient-covariance.greatestAlignment": .number(cosine)
      ])
      #expect(verdict.outcome == outcome)
    }
  }
}

extension GradientCovariance.Specification {
  fileprivate static var short: Self { GradientCovariance.short }
}
