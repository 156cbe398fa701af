import Testing

@testable import Figures

struct LogTicksTests {
  static func labels(_ low: Double, _ high: Double, count: Int) -> [String] {
    ticks(low, high, count: count).compactMap(\.label)
  }

  static func ticks(_ low: Double, _ high: Double, count: Int) -> [Tick] {
    LogTicks.ticks(in: AxisRange(scale: .log, lower: low, upper: high), count: count)
  }

  @Test func `decades are labelled as 10 with a raised exponent`() {
    #expect(Self.labels(1, 1e4, count: 8) == ["10⁰", "10¹", "10²", "10³", "10⁴"])
    #expect(Self.labels(0.003, 20, count: 8) == ["10⁻²", "10⁻¹", "10⁰", "10¹"])
  }

  @Test func `decades from a tenth to ten are plain numbers`() {
    #expect(Self.labels(0.06, 30, count: 3) == ["0.1", "1", "10"])
  }

  @Test func `within decades the minor ticks are all of 2 to 9`() {
    let minor = Self.ticks(1, 1000, count: 8).filter { $0.label == nil }.map(\.value)
    #expect(minor.count == 24)
    #expect(Array(minor.prefix(8)) == [2, 3, 4, 5, 6, 7, 8, 9])
  }

  @Test func `skipped decades take the minor ticks with them`() {
    let ticks = Self.ticks(1e-12, 1e12, count: 6)
    #expect(ticks.allSatisfy { $0.label != nil })
    #expect(ticks.map(\.label) == ["10⁻¹⁰", "10⁻⁵", "10⁰", "10⁵", "10¹⁰"])
  }

  @Test func `under three decades 1 2 5 are labelled`() {
    #expect(Self.labels(0.9, 14, count: 8) == ["1", "2", "5", "10"])
    #expect(Self.labels(2e-5, 6e-5, count: 8) == ["2×10⁻⁵", "5×10⁻⁵"])
  }

  @Test func `a very short axis is labelled as a linear one`() {
    #expect(Self.labels(2.1, 2.9, count: 5) == ["2.1", "2.3", "2.5", "2.7", "2.9"])
  }

  @Test func `any range has at least two labels in ascending order`() {
    for seed in UInt64(0)..<400 {
      var random = SplitMix(seed)
      let start = random.between(-295, 290)
      let low = power(10, start)
      let high = power(10, min(299, start + power(10, random.between(-4, 2.7))))
      let ticks = Self.ticks(low, high, count: 2 + random.below(9))
      let shown = ticks.filter { $0.value >= low * 0.999 && $0.value <= high * 1.001 }
      #expect(shown.filter { $0.label != nil }.count >= 2, "seed \(seed)")
      #expect(ticks.count < 200, "seed \(seed)")
      #expect(zip(ticks, ticks.dropFirst()).allSatisfy { $0.value < $1.value }, "seed \(seed)")
    }
  }
}
