import Foundation

/// How the labels of a logarithmic axis are written; all of one axis in the same way.
enum LogNotation: Equatable, Sendable {
  /// 0.1, 1, 10, 200.
  case plain
  /// 10⁻¹, 10⁰, 10¹, 2×10².
  case powers

  /// The one notation of axes that show the same quantity, perhaps in different ranges.
  ///
  /// Decades alone are plain from 10⁻¹ to 10¹, powers beyond. Where one of the axes is so short that
  /// labels stand between its decades, all are plain from a thousandth to 9999: `0.5` reads faster
  /// than `5×10⁻¹`.
  init(for ranges: [AxisRange]) {
    let lower = ranges.map(\.lower).min() ?? 1
    let upper = ranges.map(\.upper).max() ?? 1
    if ranges.contains(where: LogTicks.labelsBetweenDecades) {
      self = lower >= 0.00099 && upper < 9999.5 ? .plain : .powers
    } else {
      let decades = LogTicks.decades(inside: AxisRange(scale: .log, lower: lower, upper: upper))
      self = decades.allSatisfy { abs($0) <= 1 } ? .plain : .powers
    }
  }

  /// The label of a power of ten or a one-digit multiple of it.
  func text(of value: Double) -> String {
    switch self {
    case .plain: return NumberText.plain(value)
    case .powers:
      let exponent = Int((log10(value) + 1e-9).rounded(.down))
      return NumberText.scientific(value, exponent: exponent, decimals: 0)
    }
  }
}

extension PanelContent {
  /// Lets the logarithmic axes of a figure that bear the same name write their labels alike.
  static func agreeOnNotation(in contents: inout [PanelContent]) {
    agree(\.panel.x, \.x, \.xNotation, in: &contents)
    agree(\.panel.y, \.y, \.yNotation, in: &contents)
  }

  private static func agree(
    _ axis: KeyPath<PanelContent, Axis>, _ range: KeyPath<PanelContent, AxisRange>,
    _ notation: WritableKeyPath<PanelContent, LogNotation?>, in contents: inout [PanelContent]
  ) {
    let logarithmic = contents.filter { $0[keyPath: range].scale == .log }
    for index in contents.indices where contents[index][keyPath: range].scale == .log {
      let name = contents[index][keyPath: axis].label
      let alike = logarithmic.filter { $0[keyPath: axis].label == name }
      contents[index][keyPath: notation] = LogNotation(for: alike.map { $0[keyPath: range] })
    }
  }
}
