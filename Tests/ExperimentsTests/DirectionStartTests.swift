import Runs
import Testing
import WeightNormCore

@testable import Experiments

extension DirectionStart: ShortExperiment {
  static var short: Specification {
    var specification = Specification()
    specification.comparison = .tiny(
      rates: RateGrid(lowest: -6, highest: 2, step: 1),
      arms: [.weightNormDataDependent, .weightNormShort], window: RateWindow())
    return specification
  }

  static let pinnedHash: UInt64 = 0xb0ba_e054_4146_e5d2
}

struct DirectionStartTests {
  private func start(_ arm: Arm) throws -> MLP<Float> {
    try Comparison.tiny(arms: [arm]).trainer.start(arm, seed: 3).network
  }

  @Test func `a shorter v has the same directions and the same function`() throws {
    let (short, long) = (try start(.weightNormShort), try start(.weightNormDataDependent))
    let x = LabeledData.clusters.testInputs
    let outputs = try [short, long].map { try Array($0(x).elements).map(Double.init) }
    #expect(isClose(outputs[0], outputs[1], within: 1e-4))
    for (a, b) in zip(short.layers, long.layers) {
      let rows = try [a, b].map { layer in
        let v = try #require(layer.weightNorm).direction.widened
        return (0..<v.rows).map { Array(v[row: $0]) }
      }
      for (own, other) in zip(rows[0], rows[1]) { #expect(own.cosine(to: other) > 1 - 1e-6) }
    }
  }

  @Test func `its elements have the deviation that is asked for`() throws {
    let arm = Arm(
      name: "arm", parameterization: .weightNorm, start: .he, drawDeviation: 0.05)
    let comparison = Comparison.tiny(arms: [arm], sizes: [100, 60, 40])
    let network = try arm.start(
      of: comparison, from: RandomStream(seed: 1),
      batch: Matrix(rows: 1, columns: 100)
    ).network
    for layer in network.layers {
      let v = Array(try #require(layer.weightNorm).direction.elements).map(Double.init)
      #expect(abs((v.dot(v) / Double(v.count)).squareRoot() / 0.05 - 1) < 0.05)
    }
    #expect(network.layers.allSatisfy { $0.weightNorm?.magnitude == $0.weightNorm?.directionNorms })
  }

  /// log₂ of He's variance over 0.05²: 2/k, in the last layer 1/k.
  @Test func `the record tells how much shorter v is, and how far the rate moves`() async throws {
    let result = try await DirectionStart.run(DirectionStart.short, .clusters)
    for (layer, variance) in [("layer1", 2.0 / 6), ("layer2", 1.0 / 8)] {
      let expected = Elementary.log2(variance / 0.0025)
      #expect(abs(try result.layers[layer].octaves - expected) < 1e-5)
    }
    let shift = result.rateShift.value
    #expect(shift.low <= shift.estimate && shift.estimate <= shift.high)
    #expect(shift.estimate > 0, "a shorter v turns faster")
  }

  @Test func `the same loss at a rate that moved far supports, one that hardly moves refutes`()
    throws
  {
    let claim = try #require(DirectionStart.claims.first)
    let none = Interval(estimate: 0, low: -0.05, high: 0.05)
    let open = Interval(estimate: 0, low: -0.2, high: 0.05)
    let better = Interval(estimate: 0.3, low: 0.2, high: 0.4)
    func outcome(_ effect: Interval, _ shift: ClosedRange<Double>, _ word: String = "equivalent")
      throws -> Outcome?
    {
      let middle = (shift.lowerBound + shift.upperBound) / 2
      return try claim.verdict(answering: [
        "direction-start.wn-ddi-short-over-wn-ddi.effect": .interval(effect),
        "direction-start.wn-ddi-short-over-wn-ddi.verdict": .text(word),
        "direction-start.rateShift": .interval(
          Interval(estimate: middle, low: shift.lowerBound, high: shift.upperBound)),
      ]).outcome
    }
    #expect(try outcome(none, 2.5...4) == .supported)
    #expect(try outcome(open, 2.5...4, "inconclusive") == .inconclusive)
    #expect(try outcome(better, 2.5...4, "better") == .mixed)
    #expect(try outcome(none, 1.5...4) == .mixed)
    #expect(try outcome(none, 0...0.5) == .refuted)
    #expect(try outcome(none, 2.5...4, "void") == .inconclusive)
  }
}
