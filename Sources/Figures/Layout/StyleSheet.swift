/// A picture of looks: of each its line with its marker, its name, and its words.
public struct StyleSheet: Sendable {
  private static let keyWidth = 50.0
  private static let gap = 14.0
  private static let margin = 12.0

  private let columns: [[StyleFamily]]

  /// Families below each other in each column.
  public init(columns: [[StyleFamily]]) {
    self.columns = columns
  }

  /// The picture as PNG.
  ///
  /// - Throws: `FigureError` for a host without libgd's text renderer or the font.
  public func png() throws(FigureError) -> [UInt8] { try FigureRenderer.png(of: layout) }

  var layout: FigureLayout {
    let styles = columns.joined().flatMap(\.styles)
    let places = Places(
      name: Self.keyWidth + Self.gap,
      words: Self.keyWidth + 2 * Self.gap + Self.width(of: styles.map(\.name)))
    let width = places.words + Self.width(of: styles.map(Self.words))
    var commands: [DrawCommand] = []
    for (column, families) in columns.enumerated() {
      let x = Self.margin + Double(column) * (width + 2 * Self.gap)
      for (index, row) in Self.rows(families).enumerated() {
        let corner = Point(x: x, y: Self.margin + Double(index) * Measure.legendRow)
        commands += row.commands(at: corner, places)
      }
    }
    let rows = columns.map { Self.rows($0).count }.max() ?? 0
    let count = Double(columns.count)
    return FigureLayout(
      width: (2 * Self.margin + count * width + (count - 1) * 2 * Self.gap).rounded(.up),
      height: 2 * Self.margin + Double(rows) * Measure.legendRow, commands: commands, areas: [])
  }

  private static func rows(_ families: [StyleFamily]) -> [Row] {
    families.flatMap { family in [.heading(family.name)] + family.styles.map { .look($0) } }
  }

  private static func words(_ style: Style) -> String { style.words.joined(separator: ", ") }

  private static func width(of texts: [String]) -> Double {
    texts.map { TextMetrics.width(of: $0, size: Measure.labelText) }.max() ?? 0
  }

  /// Where the texts of a row begin.
  private struct Places {
    var name: Double
    var words: Double
  }

  private enum Row {
    case heading(String)
    case look(Style)

    func commands(at corner: Point, _ places: Places) -> [DrawCommand] {
      let middle = corner.y + Measure.legendRow / 2
      func text(_ text: String, x: Double, _ color: Color) -> DrawCommand {
        .text(
          TextLine(
            text, at: Point(x: corner.x + x, y: middle), align: 0, size: Measure.labelText,
            color: color))
      }
      switch self {
      case .heading(let name): return [text(name, x: 0, Ink.referenceText)]
      case .look(let style):
        let entry = LegendEntry(
          label: style.name,
          key: .line(color: style.color, dash: style.dash, marker: style.marker))
        let key = Rect(
          minX: corner.x, minY: corner.y, maxX: corner.x + StyleSheet.keyWidth,
          maxY: corner.y + Measure.legendRow)
        return entry.drawKey(in: key) + [
          text(style.name, x: places.name, Ink.text),
          text(StyleSheet.words(style), x: places.words, Ink.referenceText),
        ]
      }
    }
  }
}
