/// Names with their keys.
struct Legend: Equatable, Sendable {
  private let entries: [LegendEntry]
  private let places: LegendPlaces

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
    places = LegendPlaces(
      lengths: measured.map(\.length), asides: references.map(\.length), width: width)
  }

  /// Arranges `entries` below each other.
  init(column entries: [LegendEntry]) {
    // No second column fits within the width of the longest; a pixel more, so that rounding doesn't
    // cut its text.
    self.init(entries, width: (entries.map(\.length).max() ?? 0) + 1)
  }

  var width: Double { places.width }

  var rowsHeight: Double { Double(places.rows) * Measure.legendRow }

  /// What it takes off the top of a figure.
  var height: Double { places.rows == 0 ? 0 : rowsHeight + 4 }

  /// The legend with its upper left corner at `origin`.
  func commands(at origin: Point) -> [DrawCommand] {
    zip(entries, places.all).flatMap { entry, place in
      let y = origin.y + (Double(place.row) + 0.5) * Measure.legendRow
      let x = origin.x + place.x
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
