import Foundation
import Testing

/// README.md is written by hand; what it says of the report must be what the report says.
struct ReadmeTests {
  private static func text(_ file: String) throws -> String {
    try String(contentsOf: Executable.package.appending(path: file), encoding: .utf8)
  }

  /// The rows of claims on a page, with links that start from `folder`.
  private static func claims(in page: String, folder: String = "") -> [String] {
    page.split(separator: "\n").map(String.init)
      .filter { $0.contains("#claim-") }
      .map { $0.replacing("](", with: "](" + folder) }
  }

  @Test func `the claims are the first ones of the report's verdict table`() throws {
    let shown = Self.claims(in: try Self.text("README.md"))
    let reported = Self.claims(in: try Self.text("reports/README.md"), folder: "reports/")
    #expect(shown.count > 1)
    #expect(shown == Array(reported.prefix(shown.count)))
  }

  @Test func `the verdicts and their counts are the pinned ones`() async throws {
    let readme = try Self.text("README.md")
    let claims = try await Catalog(in: Workspace()).claims
    for row in Self.claims(in: readme) {
      let cells = try #require(row.wholeMatch(of: #/\| \[(.+?)\]\(.+ \| (\w+) \|/#)).output
      let pinned = try #require(claims.first { $0.id == cells.1 }?.pinned, "\(row)")
      #expect(pinned == String(cells.2), "\(row)")
    }
    let rest = try #require(readme.firstMatch(of: #/\[and (\d+) more\]/#)).output.1
    #expect(Int(rest) == claims.count - Self.claims(in: readme).count)
    let counts = Dictionary(grouping: claims, by: \.pinned).mapValues(\.count)
    let order = ["supported", "mixed", "refuted", "inconclusive"]
    let phrase = order.compactMap { name in counts[name].map { "\($0) \(name)" } }
      .joined(separator: ", ")
    #expect(
      readme.contains(
        "puts \(claims.count) claims about weight normalization on trial: \(phrase)."))
  }
}
