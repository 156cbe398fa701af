/// Checks that no page has two anchors whose names differ at most in the case of letters: a link would
/// lead to the first of them, and which one that is depends on who reads the page.
enum AnchorLint {
  static func check(_ lines: [LocatedText], log: ProblemLog) {
    var blocks = CodeBlocks()
    var names: Set<String> = []
    for line in lines where !blocks.isCode(line.characters) {
      var visible = line.characters
      for span in InlineCode.spans(in: visible) {
        visible.replaceSubrange(span, with: Array(repeating: " ", count: span.count))
      }
      let text = String(visible)
      for match in text.matches(of: #/<a (?:name|id)="([^"]*)">/#) {
        guard !names.insert(match.1.lowercased()).inserted else { continue }
        let column = text.distance(from: text.startIndex, to: match.range.lowerBound)
        log.add(.markdown(.repeatedAnchor(String(match.1))), at: line.position(column))
      }
    }
  }
}
