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

  @Test func `under two decades 1 2 5 are labelled, then as many digits as make three`() {
    #expect(Self.labels(0.9, 14, count: 8) == ["1", "2", "5", "10"])
    #expect(Self.labels(1.5, 140, count: 8) == ["2", "5", "10", "20", "50", "100"])
    #expect(Self.labels(0.9, 8, count: 8) == ["1", "2", "5"])
    #expect(Self.labels(0.35, 3, count: 8) == ["0.5", "1", "2"])
    #expect(Self.labels(0.28, 0.9, count: 8) == ["0.3", "0.5", "0.7"])
    #expect(Self.labels(0.5, 0.9, count: 8) == ["0.5", "0.6", "0.7", "0.8", "0.9"])
  }

  @Test func `from two decades on only decades are labelled`() {
    #expect(Self.labels(0.9, 99, count: 8) == ["1", "10"])
  }

  @Test func `a short axis without room labels fewer of its digits`() {
    #expect(Self.labels(0.9, 8, count: 3) == ["1", "2", "5"])
    #expect(Self.labels(0.9, 60, count: 4) == ["1", "3", "10", "30"])
    #expect(Self.labels(0.9, 60, count: 2) == ["1", "10"])
  }

  @Test(arguments: [(0.9, 8.0), (1.5, 140), (0.9, 60), (3e-7, 4e-6)])
  func `minor ticks of a short axis are all that has no label`(_ low: Double, _ high: Double) {
    for count in 2...9 {
      let ticks = Self.ticks(low, high, count: count)
      let expected = (-8...3).flatMap { exponent in
        (1...9).map { NumberText.scaled(Double($0), by: exponent) }
      }.filter { low <= $0 && $0 <= high }
      #expect(ticks.map(\.value) == expected)
    }
  }

  @Test func `labels of one axis are all plain or all powers`() {
    #expect(Self.labels(1500, 60_000, count: 8) == ["2×10³", "5×10³", "10⁴", "2×10⁴", "5×10⁴"])
    #expect(Self.labels(0.0015, 0.06, count: 8) == ["0.002", "0.005", "0.01", "0.02", "0.05"])
  }

  @Test func `axes of one quantity have one notation`() {
    let wide = AxisRange(scale: .log, lower: 0.003, upper: 4)
    let short = AxisRange(scale: .log, lower: 0.35, upper: 3)
    let tiny = AxisRange(scale: .log, lower: 1e-6, upper: 1)
    #expect(LogNotation(for: [wide]) == .powers)
    #expect(LogNotation(for: [short]) == .plain)
    #expect(LogNotation(for: [wide, short]) == .plain)
    #expect(LogNotation(for: [tiny, short]) == .powers)
  }

  @Test func `neighbouring panels of one quantity write their labels alike`() throws {
    func panel(_ y: [Double?], label: String = "loss") -> Panel {
      Panel(
        x: Axis(label: "epoch"), y: Axis(label: label, scale: .log),
        marks: [.curve(Curve(label: "a", style: "wn", x: [0, 1], y: y))])
    }
    func labels(_ panels: [Panel]) throws -> [String] {
      try FigureLayout(of: Figure(panels: panels, columns: 2)).labels.map(\.text)
    }
    let alike = try labels([panel([0.003, 3]), panel([0.4, 2.8])])
    #expect(alike.contains("0.01") && alike.contains("0.5"))
    #expect(!alike.contains { $0.contains("⁻") })
    let unlike = try labels([panel([0.003, 3]), panel([0.4, 2.8], label: "accuracy")])
    #expect(unlike.contains("10⁻²") && unlike.contains("0.5"))
  }

  @Test func `no label has a broken exponent or an ASCII minus`() {
    let (plain, raised) = ("0123456789.×−\u{2009}", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
    for seed in UInt64(0)..<400 {
      var random = SplitMix(seed)
      let start = random.between(-295, 290)
      let high = power(10, min(299, start + power(10, random.between(-4, 2.7))))
      let labels = Self.labels(power(10, start), high, count: 2 + random.below(9))
      for label in labels {
        let base = label.prefix { !raised.contains($0) }
        let exponent = label.dropFirst(base.count)
        #expect(base.allSatisfy(plain.contains), "seed \(seed): \(label)")
        #expect(exponent.allSatisfy(raised.contains), "seed \(seed): \(label)")
      }
    }
  }

  @Test func `a very short axis is labelled as a linear one`() {
    #expect(Self.labels(2.1, 2.9, count: 5) == ["2.2", "2.4", "2.6", "2.8"])
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
