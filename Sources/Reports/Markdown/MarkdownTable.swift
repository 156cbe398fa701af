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
      text.append(cell.withPipesEscaped)
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

extension LocatedText {
  /// With a backslash before every pipe that was typed without one; those of values get theirs with
  /// everything else that a value may hold.
  fileprivate var withPipesEscaped: LocatedText {
    replacing { index in
      guard characters[index] == "|", !literals[index] else { return nil }
      let isEscaped = characters[..<index].reversed().prefix { $0 == "\\" }.count % 2 == 1
      return isEscaped ? nil : "\\|"
    }
  }
}
