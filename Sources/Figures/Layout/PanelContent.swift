import Foundation

/// A panel with the ranges of its axes.
struct PanelContent: Equatable, Sendable {
  var panel: Panel
  var x: AxisRange
  var y: AxisRange
  /// What its colours stand for; nil where it has none.
  var color: ColorScale?
  /// How logarithmic axes write their labels; nil leaves it to the axis alone.
  var xNotation: LogNotation?
  var yNotation: LogNotation?
  /// The texts of all reference lines of the figure that are no vertical ones, each once.
  var referenceNames: [String] = []

  init(_ panel: Panel) {
    var panel = panel
    if panel.hasColumnNames { panel.x = panel.x.forNames }
    if panel.hasRowNames { panel.y = panel.y.forNames }
    self.panel = panel
    let x = AxisRange(
      of: panel.marks.flatMap { $0.xValues(on: panel.x.scale) }, axis: panel.x,
      padding: panel.xPadding)
    self.x = x
    y = AxisRange(
      of: panel.marks.flatMap { $0.shown(on: x).yValues(on: panel.x.scale) }, axis: panel.y,
      padding: panel.yPadding, includesZero: panel.hasBars)
    color = heatMap.flatMap(ColorScale.init)
    giveStepsFeet()
  }

  /// On a logarithmic axis the steps of a histogram stand on the decade below the shortest one.
  private mutating func giveStepsFeet() {
    guard panel.marks.contains(where: { if case .histogram = $0 { true } else { false } }),
      panel.y.scale == .log, panel.y.lowerBound == nil,
      let shortest = panel.yValues.filter({ $0 > 0 }).min()
    else { return }
    let foot = pow(10, log10(max(shortest, AxisRange.smallestPositive) * 0.8).rounded(.down))
    if foot < y.upper { y.lower = foot }
  }

  /// Reference lines of different texts have different dashes; vertical ones, whose texts stand
  /// right above them, have the first.
  func dash(of reference: Reference) -> Dash {
    let dashes = [Dash.short, .dotted, .dashDotted, .long]
    let place = referenceNames.firstIndex(of: reference.label) ?? 0
    return reference.isVertical ? dashes[0] : dashes[place % dashes.count]
  }

  /// Tells all panels of a figure the texts of their reference lines.
  static func nameReferences(in contents: inout [PanelContent]) {
    var names: [String] = []
    for reference in contents.flatMap(\.references)
    where !reference.isVertical && !names.contains(reference.label) {
      names.append(reference.label)
    }
    for index in contents.indices { contents[index].referenceNames = names }
  }

  /// Names instead of numbers along x, at 0, 1, 2, …
  var xCategories: [String] {
    panel.marks.lazy.compactMap(\.columnNames).first ?? []
  }

  /// Names instead of numbers along y, from the top down; the last stands at 0.
  var yCategories: [String] {
    panel.marks.lazy.compactMap(\.rowNames).first ?? []
  }

  var heatMap: HeatMap? {
    for case .heatMap(let heatMap) in panel.marks { return heatMap }
    return nil
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

  /// Gives all panels with numbers on the axis the union of their ranges.
  static func share(
    _ axis: WritableKeyPath<PanelContent, AxisRange>, among contents: inout [PanelContent]
  ) {
    func shares(_ content: PanelContent, _ scale: Axis.Scale) -> Bool {
      let names = axis == \.x ? content.xCategories : content.yCategories
      return names.isEmpty && content[keyPath: axis].scale == scale
    }
    for scale in Axis.Scale.allCases {
      let ranges = contents.filter { shares($0, scale) }.map { $0[keyPath: axis] }
      guard let lower = ranges.map(\.lower).min(), let upper = ranges.map(\.upper).max() else {
        continue
      }
      for index in contents.indices where shares(contents[index], scale) {
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
  /// Whether it has bars, or the steps of a histogram, which stand on zero.
  fileprivate var hasBars: Bool {
    marks.contains { mark in
      switch mark {
      case .bars, .histogram: true
      default: false
      }
    }
  }

  fileprivate var hasColumnNames: Bool { marks.contains { $0.columnNames != nil } }

  fileprivate var hasRowNames: Bool { marks.contains { $0.rowNames != nil } }

  fileprivate var yValues: [Double] { marks.flatMap { $0.yValues(on: x.scale) } }

  /// Lines reach from axis end to axis end, unless they are a few points with markers; where there
  /// are no lines, points keep a distance.
  fileprivate var xPadding: Double {
    let lines = marks.compactMap { if case .curve(let curve) = $0 { curve } else { nil } }
    guard !lines.isEmpty else { return marks.map(\.xPadding).max() ?? 0 }
    return lines.contains { $0.hasMarkers && $0.x.count <= 20 } ? 0.03 : 0
  }

  fileprivate var yPadding: Double {
    marks.map(\.yPadding).max() ?? 0
  }
}

extension Axis {
  /// This axis with names at 0, 1, 2, … instead of numbers.
  fileprivate var forNames: Axis { Axis(label: label) }
}

extension Mark {
  /// Its names along x, or nil where it has numbers there.
  fileprivate var columnNames: [String]? {
    switch self {
    case .bars(let bars): return bars.categories
    case .heatMap(let heatMap):
      guard case .names(let names) = heatMap.columns else { return nil }
      return names
    default: return nil
    }
  }

  /// Its names along y, from the top down, or nil where it has numbers there.
  fileprivate var rowNames: [String]? {
    switch self {
    case .intervals(let intervals): intervals.rows.map(\.label)
    case .heatMap(let heatMap): heatMap.rows.map(\.label)
    default: nil
    }
  }

  fileprivate var xPadding: Double {
    switch self {
    case .curve, .stack, .reference, .bars, .heatMap: 0
    case .histogram: 0.03
    case .points: 0.04
    case .intervals: 0.06
    case .arrow, .circle: 0.1
    }
  }

  fileprivate var yPadding: Double {
    switch self {
    case .curve, .points, .reference, .bars, .histogram: 0.05
    case .stack, .intervals, .heatMap: 0
    case .arrow, .circle: 0.1
    }
  }
}
