import Foundation

/// A panel with the ranges of its axes.
struct PanelContent: Equatable, Sendable {
  var panel: Panel
  var x: AxisRange
  var y: AxisRange

  init(_ panel: Panel) {
    self.panel = panel
    x = AxisRange(
      of: panel.marks.flatMap(\.xValues), axis: panel.x, padding: panel.xPadding)
    y = AxisRange(
      of: panel.marks.flatMap(\.yValues), axis: panel.y, padding: panel.yPadding,
      includesZero: panel.hasBars)
    giveBarsFeet()
  }

  /// On a logarithmic axis bars stand on the decade below the shortest one.
  private mutating func giveBarsFeet() {
    guard panel.hasBars, panel.y.scale == .log, panel.y.lowerBound == nil,
      let shortest = panel.marks.flatMap(\.yValues).filter({ $0 > 0 }).min()
    else { return }
    let foot = pow(10, log10(max(shortest, AxisRange.smallestPositive) * 0.8).rounded(.down))
    if foot < y.upper { y.lower = foot }
  }

  /// Names instead of numbers along x, at 0, 1, 2, …
  var xCategories: [String] {
    for case .bars(let bars) in panel.marks { return bars.categories }
    return []
  }

  /// Names instead of numbers along y, from the top down; the last stands at 0.
  var yCategories: [String] {
    for case .intervals(let intervals) in panel.marks { return intervals.rows.map(\.label) }
    return []
  }

  /// Whether a unit is as long on x as on y.
  var hasEqualUnits: Bool {
    panel.marks.contains { mark in
      switch mark {
      case .arrow, .circle: true
      default: false
      }
    }
  }

  /// Widens one of the ranges about its middle until a unit is as long on x as on y.
  mutating func equalizeUnits(in area: Rect) {
    guard hasEqualUnits, x.scale == .linear, y.scale == .linear else { return }
    let unit = max((x.upper - x.lower) / area.width, (y.upper - y.lower) / area.height)
    x.setSpan(unit * area.width)
    y.setSpan(unit * area.height)
  }

  /// Gives all panels the union of their ranges.
  static func share(
    _ axis: WritableKeyPath<PanelContent, AxisRange>, among contents: inout [PanelContent]
  ) {
    for scale in Axis.Scale.allCases {
      let ranges = contents.map { $0[keyPath: axis] }.filter { $0.scale == scale }
      guard let lower = ranges.map(\.lower).min(), let upper = ranges.map(\.upper).max() else {
        continue
      }
      for index in contents.indices where contents[index][keyPath: axis].scale == scale {
        contents[index][keyPath: axis].lower = lower
        contents[index][keyPath: axis].upper = upper
      }
    }
  }
}

extension AxisRange {
  fileprivate mutating func setSpan(_ span: Double) {
    let middle = lower / 2 + upper / 2
    lower = middle - span / 2
    upper = middle + span / 2
  }
}

extension Panel {
  var hasBars: Bool {
    marks.contains { if case .bars = $0 { true } else { false } }
  }

  /// Lines reach from axis end to axis end; where there are none, points keep a distance.
  fileprivate var xPadding: Double {
    let hasLines = marks.contains { if case .curve = $0 { true } else { false } }
    return hasLines ? 0 : marks.map(\.xPadding).max() ?? 0
  }

  fileprivate var yPadding: Double {
    marks.map(\.yPadding).max() ?? 0
  }
}

extension Mark {
  fileprivate var xPadding: Double {
    switch self {
    case .curve, .stack, .reference, .bars: 0
    case .points: 0.04
    case .intervals: 0.06
    case .arrow, .circle: 0.1
    }
  }

  fileprivate var yPadding: Double {
    switch self {
    case .curve, .points, .reference, .bars: 0.05
    case .stack, .intervals: 0
    case .arrow, .circle: 0.1
    }
  }
}
