import Runs
import Statistics
import Testing

@testable import Experiments

/// Claims over records: decided, undecided, flipped.
struct VerdictTests {
  /// Supported where `a.x` is below 3 and `b.x` above 1.
  private func claim(_ id: String = "c") -> Claim {
    Claim(
      id: id, statement: "It is so.", kind: .experiment, source: .others("A and B, 2020"),
      pinned: .supported, from: Measuring<A>.self, Measuring<B>.self
    ) { evidence, a, b in
      let first = evidence.check(a.$x, "the first", .below(3))
      let second = evidence.check(b.$x, "the second", .above(1))
      return first && second ? .supported("both are met") : .refuted("one is not met")
    }
  }

  private func record(_ experiment: String, _ x: Double, name: String = "x") -> RunRecord {
    RunRecord(
      experiment: experiment, title: "", profile: "default", specification: .null, seeds: [],
      values: [MeasuredValue(name, .number(x), "")], series: [])
  }

  private func decided(
    _ records: [RunRecord], _ claims: [Claim]? = nil
  ) throws(ExperimentsError) -> [RunRecord] {
    try ExperimentCatalog([
      CatalogEntry(measuring: A.self, claims ?? [claim()]), CatalogEntry(measuring: B.self),
    ]).decided(records)
  }

  @Test func `a verdict stands in the record of the claim's first experiment, with its evidence`()
    throws
  {
    let records = try decided([record("b", 2), record("a", 1)])
    #expect(records.map(\.experiment) == ["b", "a"])
    #expect(records[0].verdicts.isEmpty)
    let verdict = try #require(records[1].verdicts.first)
    #expect(records[1].verdicts.count == 1)
    #expect(
      verdict
        == Verdict(
          claim: "c", statement: "It is so.", kind: .experiment, source: "A and B, 2020",
          experiments: ["a", "b"], outcome: .supported, pinned: .supported, reason: "both are met",
          evidence: [
            Evidence(
              name: "a.x", label: "the first", value: .number(1), condition: .below(3), holds: true,
              bearing: .for),
            Evidence(
              name: "b.x", label: "the second", value: .number(2), condition: .above(1),
              holds: true,
              bearing: .for),
          ]))
    #expect(!verdict.isFlipped)
  }

  @Test func `evidence that does not hold is kept, and the verdict has flipped`() throws {
    let verdict = try #require(
      try decided([record("a", 3), record("b", 2)])[0].verdicts.first)
    #expect(verdict.outcome == .refuted)
    #expect(verdict.isFlipped)
    #expect(verdict.reason == "one is not met")
    #expect(verdict.evidence.map(\.holds) == [false, true])
    #expect(verdict.evidence.map(\.bearing) == [.against, .for])
  }

  @Test func `a claim whose records are not all there is undecided and has not flipped`() throws {
    let verdict = try #require(try decided([record("a", 5)])[0].verdicts.first)
    #expect(verdict.outcome == nil)
    #expect(verdict.evidence.isEmpty)
    #expect(!verdict.isFlipped)
    #expect(try decided([record("b", 2)])[0].verdicts.isEmpty)
    #expect(try decided([]).isEmpty)
  }

  @Test func `verdicts come in catalog order and replace older ones`() throws {
    let claims = [claim("d"), claim("c")]
    let once = try decided([record("a", 1), record("b", 2)], claims)
    #expect(once[0].verdicts.map(\.claim) == ["d", "c"])
    #expect(once[1].verdicts.isEmpty)
    #expect(try decided(once, claims) == once)
  }

  @Test func `a value that no record holds is an error with its name`() {
    #expect(throws: ExperimentsError.missingValue(name: "b.x")) {
      try decided([record("a", 1), record("b", 2, name: "y")])
    }
    #expect(
      "\(ExperimentsError.missingValue(name: "b.x"))"
        == "no record holds the value b.x, which a claim asks for")
  }

  @Test(
    arguments: [
      (.supports, .for, .against), (.opposes, .against, .for), (.beside, .beside, .beside),
    ] as [(EvidenceCollector.Role, Evidence.Bearing, Evidence.Bearing)])
  func `a condition says on which side its value stands`(
    _ role: EvidenceCollector.Role, _ met: Evidence.Bearing, _ missed: Evidence.Bearing
  ) throws {
    let evidence = EvidenceCollector()
    let value = Reading(name: "a.x", value: 1.0)
    _ = evidence.check(value, "", .below(3), role)
    _ = evidence.check(value, "", .above(3), role)
    #expect(evidence.collected.map(\.bearing) == [met, missed])
  }

  @Test(
    arguments: [
      (0.2, 0.5, false, .better, .for), (0.05, 0.5, false, .inconclusive, .open),
      (-0.05, 0.05, false, .equivalent, .against), (-0.5, -0.2, false, .worse, .against),
      (0.2, 0.5, true, .inconclusive, .open),
    ] as [(Double, Double, Bool, CellVerdict, Evidence.Bearing)])
  func `an effect speaks for a statement beyond the margin, and not at all where it is void`(
    _ low: Double, _ high: Double, _ isVoid: Bool, _ verdict: CellVerdict,
    _ bearing: Evidence.Bearing
  ) {
    let evidence = EvidenceCollector()
    let middle = (low + high) / 2
    let studies = [Double](repeating: middle, count: Stability.studies)
    let effect = Reading(
      name: "a.effect",
      value: Sampled(
        Interval(estimate: middle, low: low, high: high), Sampling(studies: studies)))
    #expect(evidence.cell(effect, "an effect", margin: 0.1, isVoid: isVoid) == verdict)
    #expect(evidence.collected.map(\.bearing) == [bearing])
    #expect(evidence.collected.map(\.condition) == [.above(0.1)])
  }
}
