import Runs
import Testing

@testable import Experiments

/// Claims over records: decided, undecided, flipped.
struct VerdictTests {
  /// Supported where `a.x` is below 3 and `b.x` above 1.
  private func claim(_ id: String = "c", _ experiments: [String] = ["a", "b"]) -> Claim {
    Claim(
      id: id, statement: "It is so.", kind: .experiment, source: .others("A and B, 2020"),
      experiments: experiments, pinned: .supported
    ) { evidence throws(ExperimentsError) in
      let first = try evidence.check("a.x", "the first", .below(3))
      let second = try evidence.check("b.x", "the second", .above(1))
      return first && second ? .supported("both are met") : .refuted("one is not met")
    }
  }

  private func record(_ experiment: String, _ x: Double, name: String = "x") -> RunRecord {
    RunRecord(
      experiment: experiment, title: "", profile: "default", specification: .null, seeds: [],
      values: [MeasuredValue(name, .number(x), "")], series: [])
  }

  private func decided(
    _ records: [RunRecord], claims: [Claim]? = nil
  ) throws(ExperimentsError) -> [RunRecord] {
    try ExperimentCatalog(
      experiments: [.measuring("a"), .measuring("b")], claims: claims ?? [claim()]
    ).decided(records)
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
              name: "a.x", label: "the first", value: .number(1), requirement: "< 3", holds: true,
              bearing: .for),
            Evidence(
              name: "b.x", label: "the second", value: .number(2), requirement: "> 1", holds: true,
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
    let claims = [claim("d", ["a", "b"]), claim("c", ["a", "b"]), claim("e", ["b", "a"])]
    let once = try decided([record("a", 1), record("b", 2)], claims: claims)
    #expect(once[0].verdicts.map(\.claim) == ["d", "c"])
    #expect(once[1].verdicts.map(\.claim) == ["e"])
    #expect(try decided(once, claims: claims) == once)
  }

  @Test func `a value that no record holds is an error with its name`() {
    #expect(throws: ExperimentsError.missingValue(name: "b.x")) {
      try decided([record("a", 1), record("b", 2, name: "y")])
    }
    #expect(
      "\(ExperimentsError.missingValue(name: "b.x"))"
        == "no record holds the value b.x, which a claim asks for")
  }

  @Test(arguments: ["x", "", "a", "z.x"])
  func `a name without a known experiment is missing`(_ name: String) {
    var evidence = EvidenceCollector(records: ["a": record("a", 1)])
    #expect(throws: ExperimentsError.missingValue(name: name)) {
      try evidence.check(name, "", .below(3))
    }
    #expect(evidence.evidence.isEmpty)
  }

  @Test(
    arguments: [
      (.supports, .for, .against), (.opposes, .against, .for), (.beside, .neither, .neither),
    ] as [(EvidenceCollector.Role, Evidence.Bearing, Evidence.Bearing)])
  func `a condition says on which side its value stands`(
    _ role: EvidenceCollector.Role, _ met: Evidence.Bearing, _ missed: Evidence.Bearing
  ) throws {
    var evidence = EvidenceCollector(records: ["a": record("a", 1)])
    _ = try evidence.check("a.x", "", .below(3), role)
    _ = try evidence.check("a.x", "", .above(3), role)
    #expect(evidence.evidence.map(\.bearing) == [met, missed])
  }

  @Test func `names of values may hold points`() throws {
    var evidence = EvidenceCollector(records: ["a": record("a", 1, name: "worst.x.y")])
    #expect(try evidence.check("a.worst.x.y", "", .below(3)))
    #expect(evidence.evidence.map(\.name) == ["a.worst.x.y"])
  }
}
