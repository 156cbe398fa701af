/// A section of the reference for a terminal.
struct LanguageText {
  /// Where examples begin.
  private static let margin = String(repeating: " ", count: 6)
  /// Longer words have their explanation below them.
  private static let widestWord = 22

  let width: Int

  func text(of section: LanguageSection) -> String {
    var lines = [section.title]
    lines += wrapped(section.introduction, first: "  ", rest: "  ")
    if let sample = section.sample { lines += [""] + Self.indented(sample) }
    lines.append("")
    let words = section.entries.map(\.form.count).filter { $0 <= Self.widestWord }
    let column = (words.max() ?? 0) + 4
    for entry in section.entries { lines += self.lines(of: entry, column: column) }
    return lines.joined(separator: "\n") + "\n"
  }

  private func lines(of entry: LanguageEntry, column: Int) -> [String] {
    let indentation = String(repeating: " ", count: column)
    let word = "  " + entry.form
    let padding = String(repeating: " ", count: max(0, column - word.count))
    let head =
      word.count + 2 <= column
      ? wrapped(entry.explanation, first: word + padding, rest: indentation)
      : [word] + wrapped(entry.explanation, first: indentation, rest: indentation)
    return head + example(of: entry)
  }

  private func example(of entry: LanguageEntry) -> [String] {
    let example = Self.indented(entry.example)
    switch entry.outcome {
    case .made: return entry.example == "style: \(entry.word)" ? [] : example
    case .text(let result):
      let lines = result.split(separator: "\n", omittingEmptySubsequences: false)
      let arrow = lines.enumerated().map { index, line in
        Self.trimmed(Self.margin + (index == 0 ? "→ " : "  ") + line)
      }
      return example + arrow
    case .refusal(let message, let instead):
      return example
        + wrapped(message, first: Self.margin + "→ refused: ", rest: Self.margin + "  ")
        + [Self.margin + "instead:"] + Self.indented(instead) + [""]
    }
  }

  private static func indented(_ text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { trimmed(margin + $0) }
  }

  private static func trimmed(_ line: String) -> String {
    String(line.reversed().drop { $0 == " " }.reversed())
  }

  private func wrapped(_ prose: String, first: String, rest: String) -> [String] {
    WrappedProse(width: width, first: first, rest: rest).lines(of: prose)
  }
}
