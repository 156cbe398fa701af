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
        let isMathFence = (before ?? blocks.open)?.info == "math" && before != blocks.open
        return isMathFence ? line.prefix { $0 == " " } + "$$" : line
      }
      return Self.withDollars(line)
    }
  }

  /// A blank beside a dollar sign would keep it from being math.
  private static func withDollars(_ line: String) -> String {
    line.replacing(#/\$`\s*([^`]*?)\s*`\$/#) { "$\($0.output.1)$" }
  }
}
