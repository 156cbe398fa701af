import Runs
import Testing

struct VerdictTests {
  private func verdict(_ outcome: Outcome?, pinned: Outcome) -> Verdict {
    Verdict(
      claim: "c", statement: "s", kind: .law, source: "the answer", experiments: ["e"],
      outcome: outcome, pinned: pinned, evidence: [])
  }

  @Test(arguments: Outcome.allCases, Outcome.allCases)
  func `a verdict flips when it says something else than its pin`(
    _ outcome: Outcome, _ pinned: Outcome
  ) {
    #expect(verdict(outcome, pinned: pinned).isFlipped == (outcome != pinned))
  }

  @Test(arguments: Outcome.allCases)
  func `an undecided claim never flips`(_ pinned: Outcome) {
    #expect(!verdict(nil, pinned: pinned).isFlipped)
  }

  @Test func `outcomes have their words in records`() {
    #expect(
      Outcome.allCases.map(\.rawValue) == ["supported", "refuted", "mixed", "inconclusive"])
  }
}
