import Foundation

/// Ticks of a logarithmic axis.
///
/// Decades carry labels, as many as have room; the positions 2…9 within a decade are minor ticks,
/// all of them or none. Below two decades 1-2-5 carry labels, below one 1-2-3-5-7 or all nine
/// where these are too few, fewer where there is no room, and on a still shorter axis evenly spaced
/// round numbers do.
enum LogTicks {
  /// Ticks for about `count` labels, ascending.
  static func ticks(in range: AxisRange, count: Int, notation: LogNotation? = nil) -> [Tick] {
    let notation = notation ?? LogNotation(for: [range])
    guard labelsBetweenDecades(range) else {
      return decadeTicks(decades(inside: range), in: range, count: max(2, count), notation)
    }
    guard let labelled = labelled(in: range, count: max(2, count)) else {
      let positions = LinearTicks.positions(from: range.lower, to: range.upper, count: count)
      return LinearLabels.ticks(at: positions)
    }
    return multiples(Array(1...9), in: range).map { value in
      Tick(value: value, label: labelled.contains(value) ? notation.text(of: value) : nil)
    }
  }

  /// Whether an axis is so short that decades alone would leave it with too few labels.
  static func labelsBetweenDecades(_ range: AxisRange) -> Bool { range.decades < 2 }

  /// The exponents of the powers of ten within the range.
  static func decades(inside range: AxisRange) -> [Int] {
    let first = Int((log10(range.lower) - 1e-9).rounded(.up))
    let last = Int((log10(range.upper) + 1e-9).rounded(.down))
    return first <= last ? Array(first...last) : []
  }

  /// The labelled positions of a short axis, at least three if so many are wished for; nil where
  /// multiples of powers of ten give fewer.
  private static func labelled(in range: AxisRange, count: Int) -> [Double]? {
    let finer = range.decades < 1 ? [[1, 2, 3, 5, 7], Array(1...9)] : []
    let digits = [[1, 2, 5]] + finer + [[1, 3], [1]]
    let choices = digits.map { multiples($0, in: range) }.filter { $0.count >= min(3, count) }
    return choices.first { $0.count <= count } ?? choices.min { $0.count < $1.count }
  }

  private static func decadeTicks(
    _ decades: [Int], in range: AxisRange, count: Int, _ notation: LogNotation
  ) -> [Tick] {
    let stride = stride(over: decades.count, count: count)
    let labelled = decades.filter { $0.isMultiple(of: stride) }
    let shown = labelled.count >= 2 ? labelled : decades
    let major = shown.map { exponent in
      let value = pow(10, Double(exponent))
      return Tick(value: value, label: notation.text(of: value))
    }
    guard stride == 1 else { return major }
    let minor = multiples(Array(2...9), in: range).map { Tick(value: $0, label: nil) }
    return (major + minor).sorted { $0.value < $1.value }
  }

  /// Every how manieth decade carries a label.
  private static func stride(over decades: Int, count: Int) -> Int {
    let strides = [1, 2, 3, 5, 10, 20, 50, 100, 200]
    return strides.first { (decades + $0 - 1) / $0 <= count } ?? 500
  }

  private static func multiples(_ digits: [Int], in range: AxisRange) -> [Double] {
    let first = Int(log10(range.lower).rounded(.down))
    let last = Int(log10(range.upper).rounded(.down))
    return (first...last).flatMap { exponent in
      digits.map { NumberText.scaled(Double($0), by: exponent) }.filter(range.contains)
    }
  }
}
