import Runs
import Testing

@testable import Experiments

/// An experiment whose values depend on seeds, and one that does not.
private enum Lucky: Experiment {
  static let id = "lucky"
  static let title = "What is luck?"

  struct Specification: ExperimentSpecification {
    var seeds = [0]
  }

  struct Result: Recorded {
    @Measured("a number") var x: Sampled<Double>
    @Measured("an effect") var effect: Sampled<Interval>
    @Measured("a number of no luck") var sure: Double
  }

  static func work(_ specification: Specification) -> Work { .zero }
  static func run(_ specification: Specification, _ context: RunContext) -> Result {
    preconditionFailure("its records are made up")
  }
}

/// The share of studies in which a predicate says the same.
struct StabilityTests {
  /// Studies with one number in those of that range and another one elsewhere.
  private func sampling(_ range: Range<Int>, _ inside: Double, else outside: Double) -> Sampling {
    Sampling(studies: (0..<100).map { range.contains($0) ? inside : outside })
  }

  /// x = 1, and 5 in the first 30 studies; the effect 0.3 ± 0.1, and 0.15 in those from the 20th to the
  /// 39th.
  private func record(x: Double = 1) -> RunRecord {
    RunRecord(
      experiment: "lucky", title: "", profile: "default", specification: .null, seeds: [],
      values: [
        MeasuredValue("x", .number(x), "", sampling: sampling(0..<30, 5, else: 1)),
        MeasuredValue(
          "effect", .interval(Interval(estimate: 0.3, low: 0.2, high: 0.4)), "",
          sampling: sampling(20..<40, 0.15, else: 0.3)),
        MeasuredValue("sure", .number(2), ""),
      ], series: [])
  }

  private func verdict(
    _ kind: ClaimKind = .experiment, x: Double = 1, records: [RunRecord]? = nil,
    deciding decide: @escaping @Sendable (EvidenceCollector, Lucky.Result) throws -> Ruling
  ) throws -> Verdict {
    let claim = Claim(
      id: "c", statement: "It is so.", kind: kind, source: .ours, pinned: .supported,
      from: Lucky.self, decide: decide)
    let records = records ?? [record(x: x)]
    return try claim.verdict(
      over: Dictionary(uniqueKeysWithValues: records.map { ($0.experiment, $0) }))
  }

  @Sendable private static func isSmall(
    _ evidence: EvidenceCollector, _ result: Lucky.Result
  ) -> Ruling {
    evidence.check(result.$x, "x", .below(3)) ? .supported("it is") : .refuted("it is not")
  }

  @Test func `a verdict is as stable as the studies that give the same outcome`() throws {
    let supported = try verdict(deciding: Self.isSmall)
    #expect(supported.outcome == .supported && supported.stability == 0.7)
    let refuted = try verdict(x: 4, deciding: Self.isSmall)
    #expect(refuted.outcome == .refuted && refuted.stability == 0.3)
  }

  @Test func `the evidence is that of the recorded numbers`() throws {
    let verdict = try verdict(deciding: Self.isSmall)
    #expect(verdict.evidence.map(\.value) == [.number(1)])
    #expect(verdict.evidence.map(\.name) == ["lucky.x"])
  }

  @Test func `an interval is moved, and told against its margin`() throws {
    let verdict = try verdict { evidence, result in
      Ruling(cells: [evidence.cell(result.$effect, "an effect", margin: 0.1)])
    }
    #expect(verdict.outcome == .supported && verdict.stability == 0.8)
    let whole = try self.verdict { evidence, result in
      evidence.check(result.$effect, "an effect", .above(0.1))
        ? .supported("it is") : .refuted("it is not")
    }
    #expect(whole.outcome == .supported && whole.stability == 0.8)
  }

  @Test func `values are looked at in the same study`() throws {
    let both = try verdict { evidence, result in
      let isSmall = evidence.check(result.$x, "x", .below(3))
      let isBetter = evidence.check(result.$effect, "an effect", .above(0.1))
      return isSmall && isBetter ? .supported("they are") : .refuted("they are not")
    }
    #expect(both.stability == 0.6)
    let either = try verdict { evidence, result in
      let isSmall = evidence.check(result.$x, "x", .below(3))
      let isBetter = evidence.check(result.$effect, "an effect", .above(0.1))
      return isSmall || isBetter ? .supported("one is") : .refuted("none is")
    }
    #expect(either.stability == 0.9)
  }

  @Test func `outcomes are compared, and not reasons`() throws {
    let verdict = try verdict { evidence, result in
      .supported(evidence.check(result.$x, "x", .below(3)) ? "it is small" : "it is large")
    }
    #expect(verdict.stability == 1)
    #expect(verdict.reason == "it is small")
  }

  @Test(arguments: [ClaimKind.identity, .law])
  func `identities and laws have no stability`(_ kind: ClaimKind) throws {
    let verdict = try verdict(kind, deciding: Self.isSmall)
    #expect(verdict.outcome == .supported && verdict.stability == nil)
  }

  @Test func `a claim without records has none, and neither has one that no luck decides`()
    throws
  {
    let undecided = try verdict(records: [], deciding: Self.isSmall)
    #expect(undecided.outcome == nil && undecided.stability == nil)
    let sure = try verdict { evidence, result in
      evidence.check(result.$sure, "a number", .below(3))
        ? .supported("it is") : .refuted("it is not")
    }
    #expect(sure.outcome == .supported && sure.stability == nil)
  }

  @Test(arguments: ExperimentCatalog.standard.claims.indices)
  func `claims of the catalog that data decide say how stable they are`(_ index: Int) throws {
    let claim = ExperimentCatalog.standard.claims[index]
    let verdict = try claim.verdict()
    #expect((verdict.stability != nil) == (claim.kind == .experiment), "\(claim.id)")
    #expect((0...1).contains(verdict.stability ?? 1), "\(claim.id)")
  }
}
