import Foundation
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

  /// Talbot, Lin and Hanrahan's scores and search as in the R package `labeling` (Talbot 2011), but
  /// without its shortcuts: every step, count and offset within bounds is tried, all ticks being multiples of
  /// their step.
  struct Exhaustive {
    let low: Double
    let high: Double
    let count: Double

    func best() -> [Double] {
      var best = (score: -2.0, positions: [Double]())
      let nice = [1.0, 5, 2, 2.5, 4, 3]
      let span = high - low
      for rank in nice.indices {
        for exponent in -4...3 {
          let step = nice[rank] * power(10, Double(exponent))
          guard step < 4 * span, step > span / 60 else { continue }
          for ticks in 2...(2 * Int(count) + 2) {
            let start = Int((low / step).rounded(.down)) - ticks
            for offset in start...(start + 2 * ticks + Int(span / step)) {
              let first = Double(offset) * step
              let last = first + step * Double(ticks - 1)
              let score = score(rank: rank, first, last, step, Double(ticks))
              if score > best.score + 1e-9 {
                best = (score, (0..<ticks).map { first + Double($0) * step })
              }
            }
          }
        }
      }
      return best.positions
    }

    private func score(
      rank: Int, _ first: Double, _ last: Double, _ step: Double, _ ticks: Double
    ) -> Double {
      let rest = abs(first / step - (first / step).rounded())
      let hasZero = rest < 1e-9 && first <= 1e-12 && last >= -1e-12
      let simplicity = 1 - Double(rank) / 5 - (hasZero ? 0 : 1)
      let tenth = 0.1 * (high - low)
      let (above, below) = ((high - last) / tenth, (low - first) / tenth)
      let coverage = 1 - 0.5 * (above * above + below * below)
      let actual = (ticks - 1) / (last - first)
      let wished = (count - 1) / (max(last, high) - min(low, first))
      let density = 2 - max(actual / wished, wished / actual)
      return 0.25 * simplicity + 0.2 * coverage + 0.5 * density + 0.05
    }
  }

  @Test func `the exhaustive search gives the published example too`() {
    #expect(Exhaustive(low: 8.1, high: 14.1, count: 4).best() == [8, 10, 12, 14])
  }

  @Test(arguments: 0..<12)
  func `the search finds what trying everything finds`(_ seed: Int) {
    var random = SplitMix(UInt64(seed))
    let low = (random.between(-50, 50) * 10).rounded() / 10
    let high = low + (random.between(0.5, 90) * 10).rounded() / 10
    let count = 3 + random.below(4)
    let ticks = LinearTicks.positions(from: low, to: high, count: count, staysInside: false)
    let best = Exhaustive(low: low, high: high, count: Double(count)).best()
    #expect(ticks.count == best.count, "\(low)…\(high), \(count): \(ticks), \(best)")
    #expect(zip(ticks, best).allSatisfy { abs($0 - $1) < 1e-9 }, "\(ticks), \(best)")
  }

  @Test func `ticks are multiples of their step`() {
    #expect(LinearTicks.positions(from: 0.82, to: 2.17, count: 8).first == 1)
    for seed in UInt64(0)..<300 {
      var random = SplitMix(seed)
      let low = random.between(-50, 50)
      let high = low + power(10, random.between(-2, 3))
      let ticks = LinearTicks.positions(from: low, to: high, count: 2 + random.below(9))
      let start = ticks[0] / (ticks[1] - ticks[0])
      #expect(abs(start - start.rounded()) < 1e-6, "seed \(seed): \(ticks)")
    }
  }

  @Test func `few ticks have the simplest steps`() {
    for seed in UInt64(0)..<300 {
      var random = SplitMix(seed)
      let low = random.between(-50, 50)
      let high = low + power(10, random.between(-3, 3))
      let ticks = LinearTicks.positions(from: low, to: high, count: 2 + random.below(4), few: 5)
      let step = ticks[1] - ticks[0]
      let mantissa = step / power(10, log10(step * (1 + 1e-9)).rounded(.down))
      #expect([1, 2, 2.5, 5].contains { abs($0 - mantissa) < 1e-6 }, "seed \(seed): \(ticks)")
    }
  }

  @Test func `negative numbers have the Unicode minus`() {
    let labels = LinearLabels.ticks(at: [-2e7, -1e7, 0]).compactMap(\.label)
    #expect(labels == ["−2×10⁷", "−1×10⁷", "0"])
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
