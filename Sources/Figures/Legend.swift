/// Names with their keys in rows above the panels, never over data.
struct Legend: Equatable, Sendable {
  private struct Item: Equatable {
    var entry: LegendEntry
    var x: Double
    var row: Int
  }

  private var items: [Item] = []
  private let width: Double
  private var blockWidth = 0.0

  /// Flows `entries` into rows of at most `width`.
  init(_ entries: [LegendEntry], width: Double) {
    self.width = width
    var x = 0.0
    var row = 0
    for entry in entries {
      var entry = entry
      entry.label = TextFit.truncated(
        entry.label, size: Measure.labelText, width: width - entry.keyWidth - Measure.keyGap)
      let length = Self.length(of: entry)
      if x > 0, x + length > width {
        x = 0
        row += 1
      }
      items.append(Item(entry: entry, x: x, row: row))
      blockWidth = max(blockWidth, x + length)
      x += length + Measure.entryGap
    }
  }

  private static func length(of entry: LegendEntry) -> Double {
    entry.keyWidth + Measure.keyGap
      + TextMetrics.width(of: entry.label, size: Measure.labelText)
  }

  /// What it takes off the top of a figure.
  var height: Double {
    guard let last = items.last else { return 0 }
    return Double(last.row + 1) * Measure.legendRow + 4
  }

  /// The legend with its left edge at `left`, or as far left of it as its width asks for.
  func commands(left: Double, top: Double) -> [DrawCommand] {
    let start = max(Measure.edge, min(left, Measure.edge + width - blockWidth))
    return items.flatMap { item in
      let y = top + (Double(item.row) + 0.5) * Measure.legendRow
      let key = Rect(
        minX: start + item.x, minY: y - 6, maxX: start + item.x + item.entry.keyWidth, maxY: y + 6)
      let text = TextLine(
        item.entry.label, at: Point(x: key.maxX + Measure.keyGap, y: y), align: 0,
        size: Measure.labelText, color: Ink.text)
      return item.entry.drawKey(in: key) + [.text(text)]
    }
  }
}
