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
