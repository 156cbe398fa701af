import Runs
import Testing

@testable import Reports

struct NumberedNameTests {
  @Test(arguments: [
    ["batch10", "batch50", "batch100", "batch500", "constant"],
    ["rate0", "rate0_025", "rate0_1", "rate0_4", "rate1", "rate1_5", "rate10"],
    ["a.l1.n2", "a.l1.n10", "a.l2.n1", "a.l10.n1"], ["digits-adam.x", "digits.x"],
    ["1", "2", "a", "a1", "aa"], ["", "a01", "a1", "a1x"], ["a1_", "a1_b", "a1_2"],
    ["e\u{301}", "\u{e9}"],
    ["a" + String(repeating: "9", count: 400), "a" + String(repeating: "9", count: 401)],
  ])
  func `names stand by the numbers in them`(names: [String]) {
    let sorted = names.reversed().sorted { NumberedName($0) < NumberedName($1) }
    #expect(sorted.map(ExactText.init) == names.map(ExactText.init))
  }

  @Test func `lines stand in that order`() throws {
    let series = ["k128", "k16", "k2"].map { name in
      Series(
        name: name, explanation: "", x: Quantity("step"), y: Quantity("y"), positions: [1, 2],
        median: [1, 2])
    }
    let record = Samples.growth().with(series)
    let selected = try SeriesSelection.series(of: record, matching: ["*"])
    #expect(selected.map(\.name) == ["k2", "k16", "k128"])
  }
}
