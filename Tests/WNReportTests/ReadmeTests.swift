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

  @Test func `the claims shown are the report's, word for word`() throws {
    let shown = Self.claims(in: try Self.text("README.md"))
    let reported = Self.claims(in: try Self.text("reports/README.md"), folder: "reports/")
    #expect(shown.count > 1)
    #expect(shown.allSatisfy(reported.contains), "\(shown)")
  }

  /// Identities are no evidence, and verdicts no votes.
  @Test func `nobody counts verdicts`() throws {
    for file in ["README.md", "reports/README.md", "reports/answer.md"] {
      let scores = try Self.text(file).matches(
        of: #/\d+ (?:claims|supported|mixed|refuted|inconclusive)/#)
      #expect(scores.isEmpty, "\(file)")
    }
  }
}
