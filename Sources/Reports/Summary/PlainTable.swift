/// Rows of text with aligned columns, for a terminal.
struct PlainTable: Equatable, Sendable {
  let rows: [[String]]

  init(_ rows: [[String]]) {
    self.rows = rows
  }

  /// One line a row, two blanks between columns, none at the end. A row of one cell is a heading
  /// and leaves the columns alone. Lines are cut at `width` with an ellipsis, where one is given.
  func text(width: Int? = nil) -> String {
    let widths = columnWidths
    return rows.map { Self.cut(Self.line($0, widths), width) }.joined(separator: "\n") + "\n"
  }

  private static func line(_ row: [String], _ widths: [Int]) -> String {
    let cells = row.enumerated().map { column, cell in
      let isLast = column == row.count - 1
      return isLast ? cell : cell + String(repeating: " ", count: widths[column] - cell.count)
    }
    let line = cells.joined(separator: "  ")
    return String(line.reversed().drop { $0 == " " }.reversed())
  }

  private static func cut(_ line: String, _ width: Int?) -> String {
    guard let width, width > 0, line.count > width else { return line }
    return line.prefix(width - 1) + "…"
  }

  private var columnWidths: [Int] {
    let table = rows.filter { $0.count > 1 }
    let columns = table.map(\.count).max() ?? 0
    return (0..<columns).map { column in
      table.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
    }
  }
}
