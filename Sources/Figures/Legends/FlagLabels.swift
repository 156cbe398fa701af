/// The texts of vertical reference lines, in rows above the plot area.
struct FlagLabels: Equatable, Sendable {
  private struct Flag: Equatable {
    var text: String
    var center: Double
    var row: Int
  }

  private var flags: [Flag] = []

  /// How many rows they need.
  var rows: Int { (flags.map(\.row).max() ?? -1) + 1 }

  init(_ references: [Reference], map: PlotMap, reach: ClosedRange<Double>) {
    var ends: [Double] = []
    for reference in references {
      guard case .vertical(let x) = reference.form, !reference.label.isEmpty,
        map.x.contains(x), let at = map.horizontal(x)
      else { continue }
      let text = TextFit.truncated(
        reference.label, size: Measure.labelText, width: reach.upperBound - reach.lowerBound)
      let half = TextMetrics.width(of: text, size: Measure.labelText) / 2
      let center = min(max(at, reach.lowerBound + half), reach.upperBound - half)
      let free = ends.firstIndex { $0 + Measure.labelGap <= center - half }
      let row = free ?? ends.count
      if free == nil { ends.append(0) }
      ends[row] = center + half
      flags.append(Flag(text: text, center: center, row: row))
    }
  }

  /// The texts, the first row right above `top`.
  func commands(above top: Double) -> [DrawCommand] {
    flags.map { flag in
      let y = top - Measure.flagGap - (Double(flag.row) + 0.5) * Measure.directSpacing
      return .text(
        TextLine(
          flag.text, at: Point(x: flag.center, y: y), align: 0.5, size: Measure.labelText,
          color: Ink.referenceText))
    }
  }
}

extension PanelContent {
  /// Whether it has a vertical reference line with a text.
  var hasFlags: Bool {
    references.contains { $0.isVertical && !$0.label.isEmpty }
  }

  /// Its reference lines; vertical ones from left to right.
  var references: [Reference] {
    let all = panel.marks.compactMap { if case .reference(let one) = $0 { one } else { nil } }
    return all.enumerated().sorted { ($0.element.place, $0.offset) < ($1.element.place, $1.offset) }
      .map(\.element)
  }
}

extension Reference {
  var isVertical: Bool {
    if case .vertical = form { true } else { false }
  }

  fileprivate var place: Double {
    if case .vertical(let x) = form { x } else { -.infinity }
  }
}
