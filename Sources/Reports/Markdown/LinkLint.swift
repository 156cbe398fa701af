import Foundation
import Runs

/// Checks that every relative link of a report leads to a file and an anchor in it.
struct LinkLint {
  /// The anchors of each page.
  private let anchors: [ExactText: Set<ExactText>]
  /// Every file of the report.
  private let files: Set<ExactText>

  init(pages: [String: [LocatedText]], otherFiles: some Sequence<String>) {
    anchors = Dictionary(
      uniqueKeysWithValues: pages.map { page, lines in
        var blocks = CodeBlocks()
        let names = lines.filter { !blocks.isCode($0.characters) }.flatMap {
          PageAnchors.names(in: $0.characters).map { ExactText($0.name) }
        }
        return (ExactText(page), Set(names))
      })
    files = Set(pages.keys.map { ExactText($0) }).union(otherFiles.map { ExactText($0) })
  }

  /// Notes every link that leads nowhere.
  func check(_ lines: [LocatedText], of page: String, log: ProblemLog) {
    var blocks = CodeBlocks()
    let scanned = lines.filter { !blocks.isCode($0.characters) }.map {
      (line: $0, scanner: LinkScanner($0.characters))
    }
    let labels = Set(scanned.compactMap(\.scanner.definition))
    for (line, scanner) in scanned {
      for (link, column) in scanner.links {
        guard let complaint = complaint(about: link, page, labels) else { continue }
        log.add(complaint, at: line.position(column))
      }
    }
  }

  private func complaint(
    about link: LinkScanner.Link, _ page: String, _ labels: Set<String>
  ) -> Complaint? {
    switch link {
    case .address(let address): return leadsSomewhere(address, page) ? nil : .brokenLink(address)
    case .reference(let label): return labels.contains(label) ? nil : .undefinedLink(label)
    case .malformed(let text): return .noLink(text)
    }
  }

  /// Links to the web and out of the reports folder are not followed.
  private func leadsSomewhere(_ address: String, _ page: String) -> Bool {
    let isElsewhere = address.hasPrefix("../") || address.hasPrefix("//")
    if isElsewhere || address.prefixMatch(of: MarkdownPatterns.scheme) != nil { return true }
    let parts = address.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    var path = parts[0].prefix { $0 != "?" }
    while path.hasPrefix("./") { path.removeFirst(2) }
    guard let name = String(path).removingPercentEncoding else { return false }
    let file = ExactText(name.isEmpty ? page : name)
    guard files.contains(file) else { return false }
    guard parts.count == 2 else { return true }
    guard let anchor = String(parts[1]).removingPercentEncoding else { return false }
    return anchors[file]?.contains(ExactText(anchor)) == true
  }
}
