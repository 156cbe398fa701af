/// The anchors that a line of Markdown sets: `<a name="…">` and `<a id="…">`.
enum PageAnchors {
  /// The names with the column in which each tag begins, counted from zero. A tag may give one name
  /// in both ways.
  static func names(in line: [Character]) -> [(name: String, column: Int)] {
    guard line.contains("<") else { return [] }
    let text = String(InlineCode.blanked(line))
    return text.matches(of: MarkdownPatterns.anchorTag).flatMap { tag in
      let column = text.distance(from: text.startIndex, to: tag.range.lowerBound)
      let names = tag.output.matches(of: MarkdownPatterns.anchorName).map {
        String($0.output.1)
      }
      let isRepeated = Set(names).count == 1
      return (isRepeated ? [names[0]] : names).map { ($0, column) }
    }
  }
}

/// Checks that no page has two anchors whose names differ at most in the case of letters: a link would
/// lead to the first of them, and which one that is depends on who reads the page.
enum AnchorLint {
  static func check(_ lines: [LocatedText], log: ProblemLog) {
    var blocks = CodeBlocks()
    var names: Set<String> = []
    for line in lines where !blocks.isCode(line.characters) {
      for anchor in PageAnchors.names(in: line.characters) {
        guard !names.insert(anchor.name.lowercased()).inserted else { continue }
        log.add(.markdown(.repeatedAnchor(anchor.name)), at: line.position(anchor.column))
      }
    }
  }
}
