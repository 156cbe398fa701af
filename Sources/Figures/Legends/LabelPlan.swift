/// How a figure names its series: all of them where they stand, or all in a legend.
enum LabelPlan: Equatable, Sendable {
  /// Beside the ends of lines, `gap` pixels right of the plot area; layers of a stack perhaps in
  /// themselves.
  case direct([LineName], gap: Double, layersInside: Bool)
  /// A legend in the corner of a plot area that no data enter.
  case legendInside([LegendEntry])
  /// A legend above the panels.
  case legendAbove([LegendEntry])

  /// The plans to try before a legend above the panels, which always has room; the best first.
  static func preferred(
    for contents: [PanelContent], _ entries: [LegendEntry], width: Double
  ) -> [LabelPlan] {
    let direct = [true, false].flatMap { layersInside -> [LabelPlan] in
      guard let names = LineName.all(in: contents, layersInside: layersInside),
        names.allSatisfy({ $0.width <= width * 0.3 })
      else { return [] }
      return [Measure.closeGap, Measure.leaderGap].map {
        .direct(names, gap: $0, layersInside: layersInside)
      }
    }
    return direct + [.legendInside(entries)]
  }

  /// What it takes off the top of a figure of that width.
  func top(width: Double) -> Double {
    guard case .legendAbove(let entries) = self else { return 0 }
    return Legend(entries, width: width - 2 * Measure.edge).height
  }

  /// What it takes off the right of the last column.
  var right: Double {
    guard case .direct(let names, let gap, _) = self else { return 0 }
    return DirectLabels.width(of: names, gap: gap)
  }

  /// The names in a figure that was laid out with this plan, or nil where they have no room.
  func commands(with layouts: [PanelLayout], width: Double) -> [DrawCommand]? {
    switch self {
    case .direct(let names, let gap, let layersInside):
      guard let map = layouts.first?.map,
        let beside = DirectLabels.commands(for: names, beside: map, gap: gap)
      else { return nil }
      return layersInside ? StackNames.commands(in: layouts).map { $0 + beside } : beside
    case .legendInside(let entries):
      return CornerLegend.commands(for: entries, in: layouts)
    case .legendAbove(let entries):
      let legend = Legend(entries, width: width - 2 * Measure.edge)
      let left = layouts.map(\.cell.area.minX).min() ?? Measure.edge
      let start = max(Measure.edge, min(left, width - Measure.edge - legend.width))
      return legend.commands(at: Point(x: start, y: Measure.edge))
    }
  }
}
