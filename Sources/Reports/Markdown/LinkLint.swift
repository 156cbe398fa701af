import Runs

/// Checks that every relative link of a report leads to a file and an anchor in it.
struct LinkLint {
  /// The anchors of each page.
  private let anchors: [ExactText: Set<ExactText>]
  /// Every file of the report.
  private let files: Set<ExactText>
  private let link = #/\]\(([^)\]\s]*)\)/#

  init(pages: [String: [LocatedText]], otherFiles: some Sequence<String>) {
    let anchor = #/<a name="([^"]*)">/#
    anchors = Dictionary(
      uniqueKeysWithValues: pages.map { page, lines in
        let names = lines.flatMap { $0.string.matches(of: anchor) }.map { ExactText($0.1) }
        return (ExactText(page), Set(names))
      })
    files = Set(pages.keys.map { ExactText($0) }).union(otherFiles.map { ExactText($0) })
  }

  /// Notes every link that leads nowhere.
  func check(_ lines: [LocatedText], of page: String, log: ProblemLog) {
    var blocks = CodeBlocks()
    for line in lines where !blocks.isCode(line.characters) {
      var visible = line.characters
      for span in InlineCode.spans(in: visible) {
        visible.replaceSubrange(span, with: Array(repeating: " ", count: span.count))
      }
      let text = String(visible)
      for match in text.matches(of: link) where !leadsSomewhere(match.1, page) {
        let column = text.distance(from: text.startIndex, to: match.range.lowerBound)
        log.add(.brokenLink(String(match.1)), at: line.position(column))
      }
    }
  }

  /// Links to the web and out of the reports folder are not followed.
  private func leadsSomewhere(_ target: Substring, _ page: String) -> Bool {
    if target.contains("://") || target.hasPrefix("mailto:") || target.hasPrefix("../") {
      return true
    }
    let parts = target.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    let file = ExactText(parts[0].isEmpty ? page[...] : parts[0])
    guard files.contains(file) else { return false }
    return parts.count == 1 || anchors[file]?.contains(ExactText(parts[1])) == true
  }
}
