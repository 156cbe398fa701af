/// Names with their keys.
struct Legend: Equatable, Sendable {
  private let entries: [LegendEntry]
  private let places: LegendPlaces
  /// One width for all keys, so that the names of a column line up.
  private let keyWidth: Double

  /// Arranges `entries` within `width`: what was measured first, then reference lines.
  init(_ entries: [LegendEntry], width: Double) {
    let keyWidth = Self.keyWidth(of: entries)
    self.keyWidth = keyWidth
    func length(_ entry: LegendEntry) -> Double { entry.length(keyWidth: keyWidth) }
    let fitting = entries.map { entry in
      var entry = entry
      entry.label = TextFit.truncated(
        entry.label, size: Measure.labelText, width: width - keyWidth - Measure.keyGap)
      return entry
    }
    let measured = fitting.filter { !$0.isReference }
    let references = fitting.filter(\.isReference)
    self.entries = measured + references
    places = LegendPlaces(
      lengths: measured.map(length), asides: references.map(length), width: width)
  }

  /// Arranges `entries` below each other.
  init(column entries: [LegendEntry]) {
    // No second column fits within the width of the longest; a pixel more, so that rounding doesn't
    // cut its text.
    let keyWidth = Self.keyWidth(of: entries)
    self.init(entries, width: (entries.map { $0.length(keyWidth: keyWidth) }.max() ?? 0) + 1)
  }

  private static func keyWidth(of entries: [LegendEntry]) -> Double {
    entries.map(\.keyWidth).max() ?? 0
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
      let key = Rect(minX: x, minY: y - 6, maxX: x + keyWidth, maxY: y + 6)
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

  fileprivate func length(keyWidth: Double) -> Double {
    keyWidth + Measure.keyGap + TextMetrics.width(of: label, size: Measure.labelText)
  }
}
