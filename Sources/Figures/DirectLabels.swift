/// Names right of a panel, beside the ends of their lines.
enum DirectLabels {
  /// The room they take right of the plot area.
  static func width(of labels: [LabelPlan.Direct]) -> Double {
    guard !labels.isEmpty else { return 0 }
    let widths = labels.map { TextMetrics.width(of: $0.label, size: Measure.labelText) }
    return (widths.max() ?? 0) + Measure.leader
  }

  /// How many line heights a name may stand from the end of its line.
  private static let reach = 3.0

  /// Whether there is a line's height for each beside a plot area, and none is led far away.
  static func fit(_ labels: [LabelPlan.Direct], beside map: PlotMap) -> Bool {
    let column = column(beside: map.area)
    let room = column.upperBound - column.lowerBound
    guard Double(labels.count) * Measure.directSpacing <= room else { return false }
    let ends = ends(of: labels, map)
    return zip(ends, centers(ends, column)).allSatisfy {
      abs($0.y - $1) <= reach * Measure.directSpacing
    }
  }

  private static func ends(of labels: [LabelPlan.Direct], _ map: PlotMap) -> [Point] {
    labels.map { label in
      let end = map.point(label.x, label.y) ?? map.area.center
      return Point(x: end.x, y: min(max(end.y, map.area.minY), map.area.maxY))
    }
  }

  private static func centers(_ ends: [Point], _ column: ClosedRange<Double>) -> [Double] {
    PushApart.centers(wishes: ends.map(\.y), spacing: Measure.directSpacing, within: column)
  }

  private static func column(beside area: Rect) -> ClosedRange<Double> {
    (area.minY - 4)...(area.maxY + 4)
  }

  /// The names, pushed apart where line ends are close, each led to its line.
  static func commands(for labels: [LabelPlan.Direct], beside map: PlotMap) -> [DrawCommand] {
    let ends = ends(of: labels, map)
    let centers = centers(ends, column(beside: map.area))
    return labels.indices.flatMap { index in
      let target = Point(x: map.area.maxX + Measure.leader, y: centers[index])
      let text = TextLine(
        labels[index].label, at: target, align: 0, size: Measure.labelText,
        color: labels[index].color)
      return leader(from: ends[index], to: target, map, labels[index].color) + [.text(text)]
    }
  }

  /// A thin line from a line's end to its name, where the two are not side by side.
  private static func leader(
    from end: Point, to target: Point, _ map: PlotMap, _ color: Color
  ) -> [DrawCommand] {
    guard abs(end.y - target.y) > 3 || map.area.maxX - end.x > 3 else { return [] }
    let path = [
      Point(x: end.x + 3, y: end.y), Point(x: map.area.maxX + 4, y: end.y),
      Point(x: target.x - 6, y: target.y), Point(x: target.x - 3, y: target.y),
    ]
    let color = color.mixed(with: .white, 0.35)
    return [.stroke(Stroke(path: path, color: color, width: 0.9))]
  }
}
