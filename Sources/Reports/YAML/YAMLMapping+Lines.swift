// MARK: Texts for print

extension YAMLMapping {
  /// A text that stands on one line in print.
  package func line(_ key: String) throws(TemplateProblem) -> YAMLText {
    let text = try text(key)
    guard !text.string.contains(where: { $0.isNewline || $0 == "\t" }) else {
      throw TemplateProblem(
        .cell(.expected("one line, without tabs", of: key)), at: text.position)
    }
    return text
  }

  package func optionalLine(_ key: String) throws(TemplateProblem) -> YAMLText? {
    has(key) ? try line(key) : nil
  }
}
