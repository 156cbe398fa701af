import Foundation

/// What an axis shows: its scale and its two ends, `lower < upper`, both finite, and both positive
/// on a logarithmic scale.
struct AxisRange: Equatable, Sendable {
  var scale: Axis.Scale
  var lower: Double
  var upper: Double

  /// Where `value` stands: 0 at the lower end, 1 at the upper end, beyond them outside the axis.
  ///
  /// Nil where the scale has no such value. Far outside, the position stays within ±1000 so that
  /// drawing never meets an overflow.
  func fraction(_ value: Double) -> Double? {
    guard let low = scale.position(of: lower), let high = scale.position(of: upper),
      let at = scale.position(of: value)
    else { return nil }
    // Halves, because the difference of two finite numbers may be infinite.
    let fraction = (at / 2 - low / 2) / (high / 2 - low / 2)
    return fraction.isNaN ? nil : min(max(fraction, -1000), 1000)
  }

  func contains(_ value: Double) -> Bool { lower <= value && value <= upper }

  /// How many decades a logarithmic axis spans.
  var decades: Double { log10(upper) - log10(lower) }
}

extension AxisRange {
  /// Numbers beyond this are drawn at this size: sums and differences of any two stay finite.
  static let largest = 1e300
  static let smallestPositive = 1e-300

  /// The range of an axis that has to show `values`: `padding` is the empty share of it left at
  /// both ends, and with `includesZero` a linear axis reaches to zero.
  init(
    of values: [Double], axis: Axis, padding: Double = 0, includesZero: Bool = false
  ) {
    let bounds = [axis.lowerBound, axis.upperBound].compactMap(\.self)
    switch axis.scale {
    case .linear:
      self = Self.linear(of: values, bounds: bounds, padding: padding, includesZero: includesZero)
    case .log:
      self = Self.log(of: values, bounds: bounds, padding: padding)
    }
    apply(lowerBound: axis.lowerBound, upperBound: axis.upperBound)
  }

  private static func linear(
    of values: [Double], bounds: [Double], padding: Double, includesZero: Bool
  ) -> AxisRange {
    let finite = (values.isEmpty ? bounds : values).filter(\.isFinite)
    let shown = (includesZero ? finite + [0] : finite).map { min(max($0, -largest), largest) }
    guard let low = shown.min(), let high = shown.max() else {
      return AxisRange(scale: .linear, lower: 0, upper: 1)
    }
    let room = max(abs(low), abs(high))
    guard high - low > room * 1e-9 else {
      let margin = room < smallestPositive ? 1 : room * 0.05
      return AxisRange(scale: .linear, lower: low - margin, upper: high + margin)
    }
    let pad = (high - low) * padding
    // Padding doesn't carry data of one sign across zero.
    let lower = low >= 0 && low - pad < 0 ? 0 : low - pad
    let upper = high <= 0 && high + pad > 0 ? 0 : high + pad
    return AxisRange(scale: .linear, lower: lower, upper: upper)
  }

  private static func log(
    of values: [Double], bounds: [Double], padding: Double
  ) -> AxisRange {
    let positive = (values.isEmpty ? bounds : values).filter { $0 > 0 && $0.isFinite }
    let shown = positive.map { min(max($0, smallestPositive), largest) }
    guard let low = shown.min(), let high = shown.max() else {
      return AxisRange(scale: .log, lower: 0.1, upper: 10)
    }
    guard log10(high) - log10(low) > 1e-6 else {
      return AxisRange(scale: .log, lower: low / 2, upper: high * 2)
    }
    let pad = (log10(high) - log10(low)) * padding
    // Beyond these exponents a multiple of a power of ten may leave the finite numbers.
    return AxisRange(
      scale: .log, lower: pow(10, max(log10(low) - pad, -304)),
      upper: pow(10, min(log10(high) + pad, 304)))
  }

  /// Puts the ends that the figure asks for in place of those of the data; an end that would
  /// leave nothing between the two moves the other one.
  private mutating func apply(lowerBound: Double?, upperBound: Double?) {
    if let lowerBound, isShowable(lowerBound) {
      lower = lowerBound
      if upper <= lower { upper = beyond(lower) }
    }
    if let upperBound, isShowable(upperBound) {
      upper = upperBound
      if lower >= upper { lower = below(upper) }
    }
  }

  private func isShowable(_ bound: Double) -> Bool {
    bound.isFinite && abs(bound) <= Self.largest && (scale == .linear || bound > 0)
  }

  private func beyond(_ value: Double) -> Double {
    scale == .log ? value * 10 : value + max(abs(value), 1)
  }

  private func below(_ value: Double) -> Double {
    scale == .log ? value / 10 : value - max(abs(value), 1)
  }
}

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
