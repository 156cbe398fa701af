/// A pipe table; columns of numbers are aligned to the right.
struct MarkdownTable {
  var columns: [LocatedText]
  var rows: [[LocatedText]]

  /// The table with a blank line on both sides.
  func markdown(at position: SourcePosition) -> LocatedText {
    var text = LocatedText("\n", at: position)
    append(columns, to: &text, position)
    let rules = columns.indices.map { isNumeric($0) ? "---:" : "---" }
    text.append("| " + rules.joined(separator: " | ") + " |\n", at: position)
    for row in rows { append(row, to: &text, position) }
    text.append("\n", at: position)
    return text
  }

  private func append(
    _ cells: [LocatedText], to text: inout LocatedText, _ position: SourcePosition
  ) {
    for cell in cells {
      text.append("| ", at: position)
      text.append(cell.replacing("|", with: "\\|"))
      text.append(" ", at: position)
    }
    text.append("|\n", at: position)
  }

  private func isNumeric(_ column: Int) -> Bool {
    let cells = rows.map { $0[column].string }.filter { $0 != "–" }
    return !cells.isEmpty && cells.allSatisfy(Self.isNumber)
  }

  /// Begins with a digit, a sign apart, and holds no letters.
  private static func isNumber(_ text: String) -> Bool {
    let digits = text.drop { "+−-≈<>≤≥ ".contains($0) }
    return digits.first?.isNumber == true && !text.contains(where: \.isLetter)
  }
}
