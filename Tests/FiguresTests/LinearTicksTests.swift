import Testing

@testable import Figures

struct LinearTicksTests {
  @Test func `the published example gives 8 10 12 14`() {
    // Talbot, Lin and Hanrahan's own example, where Heckbert's rule gives 5 10 15.
    let ticks = LinearTicks.positions(from: 8.1, to: 14.1, count: 4, staysInside: false)
    #expect(ticks == [8, 10, 12, 14])
  }

  struct Case: Sendable, CustomTestStringConvertible {
    var low: Double
    var high: Double
    var count: Int
    var ticks: [Double]
    var testDescription: String { "\(low)…\(high)" }
  }

  static let cases = [
    Case(low: 0, high: 1, count: 6, ticks: [0, 0.2, 0.4, 0.6, 0.8, 1]),
    Case(low: 0, high: 100, count: 5, ticks: [0, 25, 50, 75, 100]),
    Case(low: -1.1, high: 1.8, count: 7, ticks: [-1, -0.5, 0, 0.5, 1, 1.5]),
    Case(low: 0, high: 60, count: 7, ticks: [0, 10, 20, 30, 40, 50, 60]),
    Case(low: 0, high: 2.4, count: 7, ticks: [0, 0.4, 0.8, 1.2, 1.6, 2, 2.4]),
  ]

  @Test(arguments: cases)
  func `worked ranges give round numbers`(_ one: Case) {
    let ticks = LinearTicks.positions(from: one.low, to: one.high, count: one.count)
    #expect(ticks.count == one.ticks.count)
    #expect(zip(ticks, one.ticks).allSatisfy { abs($0 - $1) < 1e-12 })
  }

  @Test func `any range ends the search with ticks inside it`() {
    for seed in UInt64(0)..<400 {
      var random = SplitMix(seed)
      let magnitude = random.between(-290, 290)
      let middle = random.between(-1, 1) * power(10, magnitude)
      let span = abs(middle) * power(10, random.between(-8, 3)) + 1e-299
      let axis = Axis(label: "")
      let range = AxisRange(of: [middle - span, middle + span], axis: axis)
      let count = 2 + random.below(9)
      let ticks = LinearTicks.positions(from: range.lower, to: range.upper, count: count)
      let slack = (range.upper - range.lower) * 1e-6
      #expect((2...(3 * count + 6)).contains(ticks.count), "seed \(seed)")
      #expect(ticks.allSatisfy { $0 >= range.lower - slack }, "seed \(seed)")
      #expect(ticks.allSatisfy { $0 <= range.upper + slack }, "seed \(seed)")
      #expect(zip(ticks, ticks.dropFirst()).allSatisfy { $0 < $1 }, "seed \(seed)")
    }
  }

  @Test func `an empty or endless range gives its ends`() {
    #expect(LinearTicks.positions(from: 3, to: 3, count: 5) == [3])
    #expect(
      LinearTicks.positions(from: -.greatestFiniteMagnitude, to: .greatestFiniteMagnitude, count: 5)
        == [-.greatestFiniteMagnitude])
  }

  @Test func `labels share decimals and print zero as zero`() {
    let labels = LinearLabels.ticks(at: [-0.5, 0, 0.5, 1]).map(\.label)
    #expect(labels == ["−0.5", "0.0", "0.5", "1.0"])
  }

  @Test func `large numbers are set in thousands and larger ones in powers of ten`() {
    #expect(LinearLabels.ticks(at: [0, 20_000]).map(\.label) == ["0", "20\u{2009}000"])
    #expect(LinearLabels.ticks(at: [0, 2.5e6, 5e6]).map(\.label) == ["0", "2.5×10⁶", "5.0×10⁶"])
    #expect(LinearLabels.ticks(at: [0, 1e-7]).map(\.label) == ["0", "10⁻⁷"])
  }
}
