import Foundation

/// Where the bins of a histogram begin and end, on the ruler of its axis.
enum BinEdges {
  /// More bins than this show noise, whatever the rule says.
  static let most = 30

  /// Round edges around all values, from the same steps as the ticks of an axis. Their distance is
  /// about the least that the rules of Freedman and Diaconis (1981) and of Sturges (1926) give for
  /// any of the samples; values that are all equal have one bin around them.
  ///
  /// ```
  /// 2 · (upper quartile − lower quartile) / ∛n      (highest − lowest) / (⌈log₂ n⌉ + 1)
  /// ```
  static func automatic(_ samples: [[Double]]) -> [Double] {
    let ends = ends(of: samples)
    guard ends.isSpread else { return [ends.low, ends.high] }
    let pooled = sturges(ends.range, count: samples.joined().count)
    let width = samples.compactMap(width).min() ?? pooled
    let count = Int(min(max((ends.range / width).rounded(.up), 1), Double(most)))
    let ticks = LinearTicks.positions(
      from: ends.low, to: ends.high, count: count + 1, staysInside: false)
    let step = ticks.count > 1 ? ticks[1] - ticks[0] : ends.range
    let first = (ends.low / step + 1e-9).rounded(.down)
    let last = max((ends.high / step - 1e-9).rounded(.up), first + 1)
    return stride(from: first, through: last, by: 1).map { $0 * step }
  }

  /// `count` bins of one width between the least and the largest value.
  static func even(_ samples: [[Double]], count: Int) -> [Double] {
    let ends = ends(of: samples)
    return (0...count).map { ends.low + ends.range * (Double($0) / Double(count)) }
  }

  /// The least and the largest value, with some room around them where they differ by no more than
  /// rounding does; 0 and 1 where there is none.
  private static func ends(of samples: [[Double]]) -> Ends {
    let values = samples.joined().map { min(max($0, -AxisRange.largest), AxisRange.largest) }
    guard let low = values.min(), let high = values.max() else {
      return Ends(low: 0, high: 1, isSpread: false)
    }
    let largest = max(abs(low), abs(high))
    if high - low > max(largest * 1e-9, AxisRange.smallestPositive) {
      return Ends(low: low, high: high, isSpread: true)
    }
    let half = largest < AxisRange.smallestPositive ? 0.5 : largest * 0.05
    return Ends(low: low - half, high: high + half, isSpread: false)
  }

  private struct Ends {
    var low: Double
    var high: Double
    /// Whether the values fill the range from end to end.
    var isSpread: Bool

    var range: Double { high - low }
  }

  /// The width that the values of one sample ask for; nil where they are all equal.
  private static func width(_ values: [Double]) -> Double? {
    let sorted = values.sorted()
    guard let low = sorted.first, let high = sorted.last, high > low else { return nil }
    let spread = quartile(3, of: sorted) - quartile(1, of: sorted)
    let freedmanDiaconis = 2 * spread / cbrt(Double(sorted.count))
    let sturges = sturges(high - low, count: sorted.count)
    return freedmanDiaconis > 0 ? min(freedmanDiaconis, sturges) : sturges
  }

  private static func sturges(_ range: Double, count: Int) -> Double {
    range / (log2(Double(max(1, count))).rounded(.up) + 1)
  }

  /// By linear interpolation between the two nearest values.
  private static func quartile(_ number: Int, of sorted: [Double]) -> Double {
    let place = Double(number) / 4 * Double(sorted.count - 1)
    let lower = Int(place)
    let upper = min(lower + 1, sorted.count - 1)
    return sorted[lower] + (sorted[upper] - sorted[lower]) * (place - Double(lower))
  }
}
