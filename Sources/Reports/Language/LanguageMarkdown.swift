/// The reference as a page for GitHub.
struct LanguageMarkdown {
  /// No code block has to be scrolled.
  private static let width = 90

  /// The file of the picture of the styles.
  let picture: String

  func page(of topics: [(topic: LanguageTopic, sections: [LanguageSection])]) -> String {
    var parts = [
      "# The language of templates",
      """
      `wnreport help --markdown` prints this page, from the tables that the parser reads by; a test runs \
      every example. The names are those of the records in [`reports/runs`](../../../reports/runs), so \
      that each line can be tried; `log` is a record of one's own, with single seeds.
      """,
      topics.map { "- [\($0.topic.title)](#\($0.topic.rawValue)): \($0.topic.explanation)" }
        .joined(separator: "\n"),
    ]
    for (topic, sections) in topics {
      parts.append("<a name=\"\(topic.rawValue)\"></a>\n## \(topic.title)")
      if topic == .styles {
        parts.append("![Every style: its line with its marker, its name and its words](\(picture))")
      }
      parts += sections.flatMap { self.parts(of: $0, isStyle: topic == .styles) }
    }
    return parts.joined(separator: "\n\n") + "\n"
  }

  private func parts(of section: LanguageSection, isStyle: Bool) -> [String] {
    var parts = ["### \(section.title)"]
    if !section.introduction.isEmpty { parts.append(section.introduction) }
    if let sample = section.sample { parts.append(Self.block(sample)) }
    if isStyle {
      parts.append(
        Self.table(["style", "look"], section.entries.map { [code($0.word), $0.explanation] }))
    } else {
      for run in Self.runs(section.entries) {
        parts += run[0].isShort ? [table(of: run)] : run.flatMap(self.parts)
      }
    }
    return parts
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

  private func parts(of entry: LanguageEntry) -> [String] {
    let name = if case .refusal = entry.outcome { entry.form } else { code(entry.form) }
    let head = "**\(name)**: \(entry.explanation)."
    let example = Self.block(entry.example)
    switch entry.outcome {
    case .made: return [head, example]
    case .text(let result): return [head, example, "becomes", Self.block(result)]
    case .refusal(let message, let instead):
      let wrapped = WrappedProse(width: Self.width).lines(of: message).joined(separator: "\n")
      return [head, example, "is refused:", Self.block(wrapped), "Instead:", Self.block(instead)]
    }
  }

  private func table(of entries: [LanguageEntry]) -> String {
    let rows = entries.map { entry in
      let result = if case .text(let text) = entry.outcome { [text] } else { [String]() }
      return [code(entry.form), Self.cell(entry.explanation), code(entry.example)]
        + result.map(code)
    }
    let heads = ["word", "what it does", "example", "becomes"].prefix(rows.first?.count ?? 0)
    return Self.table(Array(heads), rows)
  }

  private static func table(_ heads: [String], _ rows: [[String]]) -> String {
    let rule = heads.map { _ in "---" }
    return ([heads, rule] + rows).map { "| " + $0.joined(separator: " | ") + " |" }
      .joined(separator: "\n")
  }

  /// Code in a line, in more backticks than it holds.
  private func code(_ text: String) -> String {
    let longest = text.split { $0 != "`" }.map(\.count).max() ?? 0
    let fence = String(repeating: "`", count: longest + 1)
    let padding = longest > 0 ? " " : ""
    return fence + padding + Self.cell(text) + padding + fence
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
