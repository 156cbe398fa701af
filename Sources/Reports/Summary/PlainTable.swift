/// Rows of text with aligned columns, for a terminal.
struct PlainTable: Equatable, Sendable {
  let rows: [[String]]

  init(_ rows: [[String]]) {
    self.rows = rows
  }

  /// One line per row, two blanks between columns, none at the end. A row of one cell is a heading
  /// and leaves the columns alone. Where lines are longer than `width` the last column is cut with an
  /// ellipsis, or left out; the others are what a reader came for, and stay.
  func text(width: Int? = nil) -> String {
    let widths = columnWidths
    return rows.map { Self.line($0, widths, width) }.joined(separator: "\n") + "\n"
  }

  private static func line(_ row: [String], _ widths: [Int], _ width: Int?) -> String {
    guard let last = row.last else { return "" }
    let before = zip(row.dropLast(), widths).map { cell, width in
      cell + String(repeating: " ", count: width - cell.count) + "  "
    }
    .joined()
    let line = before + cut(last, to: width.map { $0 - before.count })
    return String(line.reversed().drop { $0 == " " }.reversed())
  }

  private static func cut(_ text: String, to room: Int?) -> String {
    guard let room, text.count > room else { return text }
    return room > 1 ? text.prefix(room - 1) + "…" : ""
  }

  private var columnWidths: [Int] {
    let table = rows.filter { $0.count > 1 }
    let columns = table.map(\.count).max() ?? 0
    return (0..<columns).map { column in
      table.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
    }
  }
}
