/// The reference as a page for GitHub.
enum LanguageMarkdown {
  /// No code block has to be scrolled.
  private static let width = 90

  static func page(of chapters: [LanguageChapter]) -> String {
    var parts = [
      "# The language of templates",
      """
      `wnreport help --markdown` prints this page, from the tables that the parser reads by; a test runs \
      every example. The names are those of the records in [`reports/runs`](../../../reports/runs), so \
      that each line can be tried; `log` is a record of one's own, with single seeds.
      """,
      chapters.map { "- [\($0.title)](#\($0.name)): \($0.explanation)" }
        .joined(separator: "\n"),
    ]
    for chapter in chapters {
      parts.append("<a name=\"\(chapter.name)\"></a>\n## \(chapter.title)")
      if let picture = chapter.picture {
        parts.append("![\(picture.description)](\(picture.file))")
      }
      parts += chapter.sections.flatMap { self.parts(of: $0, isStyle: chapter.picture != nil) }
    }
    return parts.joined(separator: "\n\n") + "\n"
  }

  private static func parts(of section: LanguageSection, isStyle: Bool) -> [String] {
    var text = ["### \(section.title)"]
    if !section.introduction.isEmpty { text.append(section.introduction) }
    if let sample = section.sample { text.append(block(sample)) }
    if isStyle {
      text.append(
        table(["style", "look"], section.entries.map { [code($0.word), $0.explanation] }))
    } else {
      for run in runs(section.entries) {
        text += run[0].isShort ? [table(of: run)] : run.flatMap(parts)
      }
    }
    return text
  }

  /// Neighbours that fit into one table, and those that don't.
  private static func runs(_ entries: [LanguageEntry]) -> [[LanguageEntry]] {
    entries.reduce(into: []) { runs, entry in
      if runs.last?[0].isShort == entry.isShort {
        runs[runs.count - 1].append(entry)
      } else {
        runs.append([entry])
      }
    }
  }

  private static func parts(of entry: LanguageEntry) -> [String] {
    let name = if case .refusal = entry.outcome { entry.form } else { code(entry.form) }
    let head = "**\(name)**: \(entry.explanation)."
    let example = block(entry.example)
    switch entry.outcome {
    case .made: return [head, example]
    case .text(let result): return [head, example, "becomes", block(result)]
    case .refusal(let message, let instead):
      let wrapped = WrappedProse(width: width).lines(of: message).joined(separator: "\n")
      return [head, example, "is refused:", block(wrapped), "Instead:", block(instead)]
    }
  }

  private static func table(of entries: [LanguageEntry]) -> String {
    let rows = entries.map { entry in
      let result = if case .text(let text) = entry.outcome { [text] } else { [String]() }
      let example = entry.example.isEmpty ? [] : [code(entry.example)]
      return [code(entry.form), cell(entry.explanation)] + example + result.map(code)
    }
    let heads = ["word", "what it does", "example", "becomes"].prefix(rows.first?.count ?? 0)
    return table(Array(heads), rows)
  }

  private static func table(_ heads: [String], _ rows: [[String]]) -> String {
    let rule = heads.map { _ in "---" }
    return ([heads, rule] + rows).map { "| " + $0.joined(separator: " | ") + " |" }
      .joined(separator: "\n")
  }

  /// Code in a line, in more backticks than it holds.
  private static func code(_ text: String) -> String {
    let longest = text.split { $0 != "`" }.map(\.count).max() ?? 0
    let fence = String(repeating: "`", count: longest + 1)
    let padding = longest > 0 ? " " : ""
    return fence + padding + cell(text) + padding + fence
  }

  /// A pipe ends a cell of a table, in code as well.
  private static func cell(_ text: String) -> String { text.replacing("|", with: "\\|") }

  /// Lines as they are.
  private static func block(_ text: String) -> String {
    let fence = text.contains("```") ? "````" : "```"
    return "\(fence)text\n\(text)\n\(fence)"
  }
}

extension LanguageEntry {
  /// Whether it fits into a row of a table.
  fileprivate var isShort: Bool {
    switch outcome {
    case .made: !example.contains("\n")
    case .text(let result): !example.contains("\n") && !result.contains("\n")
    case .refusal: false
    }
  }
}
