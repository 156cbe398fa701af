import Foundation

extension Axis.Scale {
  /// Where a value stands on the scale's own ruler: the value itself, or its decimal logarithm; nil
  /// where the scale has no such value.
  func position(of value: Double) -> Double? {
    switch self {
    case .linear: value.isFinite ? value : nil
    case .log: value > 0 && value.isFinite ? log10(value) : nil
    }
  }

  /// The value at a place of the ruler, kept where axes can show it.
  func value(at position: Double) -> Double {
    switch self {
    case .linear: min(max(position, -AxisRange.largest), AxisRange.largest)
    case .log: pow(10, min(max(position, -300), 300))
    }
  }
}
