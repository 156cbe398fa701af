import Foundation

/// Whole numbers on a linear axis: steps, epochs.
enum IntegerTicks {
  /// Up to so many stand on an axis one by one: 0 to 10.
  private static let few = 11

  /// All whole numbers between the ends where they are few, else nil.
  static func all(from low: Double, to high: Double) -> [Double]? {
    guard low <= high, high - low < Double(few) else { return nil }
    let all = positions(from: low, to: high, count: few)
    return all.count <= few ? all : nil
  }

  /// Multiples of 1, 2, 5, 10, 20, 25, 50, … between the ends, the step being the smallest that fits
  /// no more than `count` times between them, or four times where `count` is less; a range without a
  /// whole number gives none.
  static func positions(from low: Double, to high: Double, count: Int) -> [Double] {
    guard low <= high, (high - low).isFinite else { return [] }
    let step = step(over: high - low, count: max(2, count))
    let slack = (high - low) * 1e-9
    let first = ((low - slack) / step).rounded(.up)
    let last = ((high + slack) / step).rounded(.down)
    guard first <= last else { return [] }
    return stride(from: first, through: last, by: 1).map { $0 * step }
  }

  private static func step(over range: Double, count: Int) -> Double {
    let most = Double(max(count, 4))
    let exponent = max(0, Int(log10(max(range / most, 1)).rounded(.down)))
    let candidates = (exponent > 0 ? [1.0, 2, 2.5, 5, 10] : [1, 2, 5, 10]).map {
      $0 * pow(10, Double(exponent))
    }
    return candidates.first { range / $0 <= most } ?? candidates[candidates.count - 1] * 2
  }
}
