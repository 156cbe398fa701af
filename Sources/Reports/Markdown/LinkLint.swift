/// Checks that every relative link of a report leads to a file and an anchor in it.
struct LinkLint {
  /// The anchors of each page.
  private let anchors: [String: Set<String>]
  /// Every file of the report.
  private let files: Set<String>
  private let link = #/\]\(([^)\]\s]*)\)/#

  init(pages: [String: [LocatedText]], otherFiles: some Sequence<String>) {
    let anchor = #/<a name="([^"]*)">/#
    anchors = pages.mapValues { lines in
      Set(lines.flatMap { $0.string.matches(of: anchor) }.map { String($0.1) })
    }
    files = Set(pages.keys).union(otherFiles)
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
    let file = parts[0].isEmpty ? page : String(parts[0])
    guard files.contains(file) else { return false }
    return parts.count == 1 || anchors[file]?.contains(String(parts[1])) == true
  }
}
