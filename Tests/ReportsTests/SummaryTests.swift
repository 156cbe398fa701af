import Testing

@testable import Reports

struct SummaryTests {
  private let summary = VerdictSummary([Samples.roleOfG, Samples.fixedBudget, Samples.quicker])

  @Test func `the verdicts stand in aligned columns below their kinds`() {
    #expect(
      summary.text() == """
        Identities
          role-of-g     supported                    g is the length of w, |g| = length
        Experiments
          fixed-budget  mixed (pinned: refuted)      the magnitude is a fixed budget
          quicker       not decided in this profile  training is quicker

        """)
  }

  @Test func `no line is longer than the terminal`() {
    let lines = summary.text(width: 60).split(separator: "\n")
    #expect(lines.allSatisfy { $0.count <= 60 })
    #expect(lines[1].hasSuffix("…"))
  }

  @Test(arguments: [1, 20, 44, 45])
  func `a terminal too narrow for the statements still shows every verdict`(width: Int) {
    let lines = summary.text(width: width).split(separator: "\n").filter { $0.hasPrefix("  ") }
    #expect(
      lines == [
        "  role-of-g     supported", "  fixed-budget  mixed (pinned: refuted)",
        "  quicker       not decided in this profile",
      ])
  }

  @Test func `only a decided claim can be flipped`() {
    #expect(summary.flipped.map(\.claim) == ["fixed-budget"])
  }

  @Test func `the job summary has one table per kind`() {
    #expect(
      summary.markdown == """
        **Identities**

        | Claim | What is claimed | Verdict |
        | --- | --- | --- |
        | role-of-g | g is the length of w, \\|g\\| = length | supported |

        **Experiments**

        | Claim | What is claimed | Verdict |
        | --- | --- | --- |
        | fixed-budget | the magnitude is a fixed budget | mixed (pinned: refuted) |
        | quicker | training is quicker | not decided in this profile |

        """)
  }

  @Test func `the listing of an experiment names everything that a template may type`() throws {
    let listing = ValueListing(Samples.growth())
    let entries = listing.entries
    let ratio = try #require(entries.first { $0.name == "growth.sgd.normRatio" })
    #expect(ratio.value == "0.0132" && ratio.unit == "pp")
    #expect(ratio.explanation == "final over first norm")
    #expect(entries.contains { $0.name == "growth.spec.steps" && $0.value == "3000" })
    #expect(entries.contains { $0.name == "growth.sgd.norm" && $0.kind == .series })
    #expect(listing.text().contains("growth.adam.effect    2.06 [1.87, 2.24] log₂"))
    #expect(ValueListing(Samples.anatomy).entries.last?.name == "claims.quicker")
  }
}
