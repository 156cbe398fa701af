/// Names with their keys above the panels, never over data.
struct Legend: Equatable, Sendable {
  private let entries: [LegendEntry]
  private let places: LegendPlaces
  private let width: Double

  /// Arranges `entries` within `width`: what was measured first, then reference lines.
  init(_ entries: [LegendEntry], width: Double) {
    let fitting = entries.map { entry in
      var entry = entry
      entry.label = TextFit.truncated(
        entry.label, size: Measure.labelText, width: width - entry.keyWidth - Measure.keyGap)
      return entry
    }
    let measured = fitting.filter { !$0.isReference }
    let references = fitting.filter(\.isReference)
    self.entries = measured + references
    self.width = width
    places = LegendPlaces(
      lengths: measured.map(\.length), asides: references.map(\.length), width: width)
  }

  /// What it takes off the top of a figure.
  var height: Double {
    places.rows == 0 ? 0 : Double(places.rows) * Measure.legendRow + 4
  }

  /// The legend with its left edge at `left`, or as far left of it as its width asks for.
  func commands(left: Double, top: Double) -> [DrawCommand] {
    let start = max(Measure.edge, min(left, Measure.edge + width - places.width))
    return zip(entries, places.all).flatMap { entry, place in
      let y = top + (Double(place.row) + 0.5) * Measure.legendRow
      let x = start + place.x
      let key = Rect(minX: x, minY: y - 6, maxX: x + entry.keyWidth, maxY: y + 6)
      let text = TextLine(
        entry.label, at: Point(x: key.maxX + Measure.keyGap, y: y), align: 0,
        size: Measure.labelText, color: Ink.text)
      return entry.drawKey(in: key) + [.text(text)]
    }
  }
}

extension LegendEntry {
  fileprivate var isReference: Bool {
    if case .reference = key { true } else { false }
  }

  fileprivate var length: Double {
    keyWidth + Measure.keyGap + TextMetrics.width(of: label, size: Measure.labelText)
  }
}
