import Foundation

/// Ticks of a logarithmic axis.
///
/// Decades carry labels, as many as have room; the positions 2…9 within a decade are minor ticks,
/// all of them or none. Where fewer than three decades are visible and there is room, 1-2-5 carry
/// labels, and on a still shorter axis evenly spaced round numbers do.
enum LogTicks {
  /// Ticks for about `count` labels, ascending.
  static func ticks(in range: AxisRange, count: Int) -> [Tick] {
    let decades = decadesInside(range)
    let few = multiples([1, 2, 5], in: range)
    if decades.count >= 3 || (decades.count == 2 && few.count > max(count, 3)) {
      return decadeTicks(decades, in: range, count: max(2, count))
    }
    if few.count >= 2 {
      let minor = multiples([3, 4, 6, 7, 8, 9], in: range).map { Tick(value: $0, label: nil) }
      return (few.map { Tick(value: $0, label: label(of: $0)) } + minor)
        .sorted { $0.value < $1.value }
    }
    let positions = LinearTicks.positions(from: range.lower, to: range.upper, count: count)
    return LinearLabels.ticks(at: positions)
  }

  /// The exponents of the powers of ten within the range.
  private static func decadesInside(_ range: AxisRange) -> [Int] {
    let first = Int((log10(range.lower) - 1e-9).rounded(.up))
    let last = Int((log10(range.upper) + 1e-9).rounded(.down))
    return first <= last ? Array(first...last) : []
  }

  private static func decadeTicks(_ decades: [Int], in range: AxisRange, count: Int) -> [Tick] {
    let stride = stride(over: decades.count, count: count)
    let labelled = decades.filter { $0.isMultiple(of: stride) }
    let shown = labelled.count >= 2 ? labelled : decades
    let isPlain = shown.allSatisfy { abs($0) <= 1 }
    let major = shown.map { exponent in
      let text = isPlain ? label(of: pow(10, Double(exponent))) : NumberText.decade(exponent)
      return Tick(value: pow(10, Double(exponent)), label: text)
    }
    guard stride == 1 else { return major }
    let minor = multiples([2, 3, 4, 5, 6, 7, 8, 9], in: range).map { Tick(value: $0, label: nil) }
    return (major + minor).sorted { $0.value < $1.value }
  }

  /// Every how manieth decade carries a label.
  private static func stride(over decades: Int, count: Int) -> Int {
    let strides = [1, 2, 3, 5, 10, 20, 50, 100, 200]
    return strides.first { (decades + $0 - 1) / $0 <= count } ?? 500
  }

  private static func multiples(_ digits: [Double], in range: AxisRange) -> [Double] {
    let first = Int(log10(range.lower).rounded(.down))
    let last = Int(log10(range.upper).rounded(.down))
    return (first...last).flatMap { exponent in
      digits.map { NumberText.scaled($0, by: exponent) }.filter(range.contains)
    }
  }

  /// A plain number from a thousandth to 9999, scientific beyond.
  private static func label(of value: Double) -> String {
    if value >= 0.00099, value < 9999.5 { return NumberText.plain(value) }
    let exponent = Int((log10(value) + 1e-9).rounded(.down))
    return NumberText.scientific(value, exponent: exponent, decimals: 0)
  }
}
