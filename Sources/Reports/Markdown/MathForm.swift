import Foundation

/// How math is delimited on a page.
public enum MathForm: String, CaseIterable, Sendable {
  /// Dollar signs around backticks, and fenced `math` blocks, which GitHub and GitLab read.
  case github
  /// `$…$` and `$$…$$`, for pandoc, Quarto, MkDocs and editors.
  case dollars

  /// The lines of a page, which are written in GitHub's form, in this form.
  func converted(_ lines: [String]) -> [String] {
    guard self == .dollars else { return lines }
    var blocks = CodeBlocks()
    return lines.map { line in
      let before = blocks.open
      if blocks.isCode(line) {
        guard before != blocks.open, let fence = before ?? blocks.open else { return line }
        return fence.info == "math" ? line.prefix { $0 != fence.marker } + "$$" : line
      }
      return Self.withDollars(line)
    }
  }

  /// The line with dollars alone around its formulas. A blank beside a dollar sign would keep it from
  /// being math.
  private static func withDollars(_ line: String) -> String {
    let characters = Array(line)
    var result = ""
    var end = 0
    for span in InlineCode.spans(in: characters)
    where isFormula(span, in: characters) {
      let formula = characters[span].drop { $0 == "`" }.reversed().drop { $0 == "`" }.reversed()
      result += String(characters[end..<span.lowerBound])
      result += String(formula).trimmingCharacters(in: .whitespaces)
      end = span.upperBound
    }
    return result + String(characters[end...])
  }

  /// Inline math is inline code that dollars touch on both sides.
  static func isFormula(_ span: Range<Int>, in line: [Character]) -> Bool {
    span.lowerBound > 0 && line[span.lowerBound - 1] == "$"
      && span.upperBound < line.count && line[span.upperBound] == "$"
  }
}
