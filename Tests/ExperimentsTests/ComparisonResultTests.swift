import Runs
import Testing
import WeightNormCore

@testable import Experiments

struct ComparisonResultTests {
  private func result(_ comparison: Comparison) async throws -> ComparisonResult {
    try await ComparisonResult(comparison, data: .clusters, workers: Workers(count: 2))
  }

  private let interior = RateGrid(lowest: -9, highest: 5, step: 1)
  private let tooLow = RateGrid(lowest: -22, highest: -20, step: 1)

  private func record(_ result: ComparisonResult) throws -> RunRecord {
    var builder = RecordBuilder()
    Convergence.record(result, Convergence.Specification(), into: &builder)
    return try builder.record(
      of: "convergence", title: "", profile: .default, specification: result.comparison, seeds: [])
  }

  @Test func `each arm is evaluated at its own best rate with every seed`() async throws {
    let comparison = Comparison.tiny(rates: interior)
    let result = try await result(comparison)
    let trainer = comparison.trainer
    for (index, arm) in comparison.arms.enumerated() {
      let rate = RateGrid.rate(result.tuning[index].bestOctave)
      let expected = try comparison.evaluationSeeds.map {
        trainer.metric(try trainer.run(arm, rate: rate, seed: $0))
      }
      #expect(result.metrics[index] == expected, "\(arm.name)")
      #expect(result.runs[index].count == 3)
    }
  }

  @Test func `effects are paired by seed, and turn their sign with the arms`() async throws {
    let result = try await result(.tiny(rates: interior))
    let effect = result.effect(.weightNormHe, over: .standardHe)
    let expected = zip(result.metrics[1], result.metrics[0]).map { Elementary.log2($1 / $0) }
    #expect(effect.differences == expected)
    let mirrored = result.effect(.standardHe, over: .weightNormHe)
    #expect(zip(mirrored.differences, expected).allSatisfy { abs($0 + $1) < 1e-12 })
    #expect(result.effect(.standardHe, over: .standardHe).interval.estimate == 0)
  }

  @Test func `a best rate on the edge voids every verdict, and the record says so`() async throws {
    let result = try await result(.tiny(rates: tooLow))
    #expect(result.isVoid(.weightNormHe, over: .standardHe))
    let record = try record(result)
    for pairing in Convergence.Specification().comparisons
    where result.compares(pairing.first, pairing.second) {
      #expect(record.value("tiny.\(pairing.name).verdict")?.value == .text("void"))
    }
    #expect(record.value("tiny.std-he.isInterior")?.value == .flag(false))
    #expect(record.value("tiny.std-he.octave")?.value == .number(-14))
  }

  @Test func `the record holds effects, verdicts and series under the arms' names`() async throws {
    let result = try await result(.tiny(rates: interior))
    let record = try record(result)
    let effect = result.effect(.weightNormHe, over: .standardHe)
    #expect(record.value("tiny.wn-he-over-std-he.effect")?.value == .interval(effect.interval))
    let verdict = CellVerdict(effect.interval, margin: 0.1)
    #expect(
      record.value("tiny.wn-he-over-std-he.verdict")?.value == .text(verdict.rawValue))
    #expect(
      record.value("tiny.wn-he-over-std-he.favourable")?.value == .integer(effect.positiveCount))
    #expect(
      record.value("tiny.wn-ddi.meanLoss")?.value
        == .number(PairedEffect.mean(result.metrics[3])))
    let losses = try #require(record.series("tiny.wn-ddi.loss"))
    #expect(losses.positions == [0, 1, 2, 3])
    #expect(losses.median.count == 4)
    for name in ["tuning", "loss", "layer1.norm", "layer2.norm"] {
      #expect(record.series("tiny.std-he.\(name)") != nil)
      #expect(record.series("tiny.wn-he.\(name)") != nil)
    }
    #expect(record.series("tiny.wn-he.layer1.magnitude") != nil)
    #expect(record.series("tiny.std-he.layer1.magnitude") == nil, "its norm again")
    #expect(record.value("tiny.wn-ddi-over-std-he.seedCount")?.value == .integer(3))
  }

  @Test func `accuracies are compared in percentage points`() async throws {
    let result = try await result(.tiny(rates: interior))
    let difference = result.accuracyDifference(.weightNormDataDependent, over: .standardHe)
    let expected = zip(result.runs[3], result.runs[0]).map {
      100 * ($0.testAccuracy - $1.testAccuracy)
    }
    #expect(difference.differences == expected)
    let record = try record(result)
    #expect(
      record.value("tiny.wn-ddi-over-std-he.accuracy")?.value == .interval(difference.interval))
    let verdict = CellVerdict(difference.interval, margin: 1)
    #expect(
      record.value("tiny.wn-ddi-over-std-he.accuracyVerdict")?.value == .text(verdict.rawValue))
  }

  @Test func `a run that blew up leaves gaps in its series`() async throws {
    var builder = RecordBuilder()
    let result = try await result(
      .tiny(
        rates: RateGrid(lowest: 100, highest: 100, step: 1), arms: [.standardHe],
        tuningSeeds: [100]))
    Convergence.record(result, Convergence.Specification(), into: &builder)
    let record = try builder.record(
      of: "convergence", title: "", profile: .default, specification: [0], seeds: [])
    let losses = try #require(record.series("tiny.std-he.loss"))
    #expect(losses.median[0] != nil)
    #expect(losses.median[3] == nil)
  }
}
