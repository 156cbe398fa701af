import Foundation
import Testing

/// The pages of the report as they are read.
struct PageTests {
  private static func page(_ name: String) throws -> String {
    try String(
      contentsOf: Executable.package.appending(path: "reports/\(name)"), encoding: .utf8)
  }

  private static var chapters: [String] {
    get throws {
      try FileManager.default.contentsOfDirectory(
        atPath: Executable.package.appending(path: "reports").path
      ).filter { $0.contains(#/^[0-9]{2}-.+\.md$/#) }.sorted()
    }
  }

  /// The words that somebody reads who opens nothing: no tables, formulas or alternative texts.
  private static func words(_ page: String) -> Int {
    let prose = page.replacing(#/(?s)<details>.*?<\/details>/#, with: "")
      .replacing(#/(?s)```.*?```/#, with: "")
      .replacing(#/!\[[^\]]*\]\([^)]*\)/#, with: "")
      .split(separator: "\n").filter { !$0.hasPrefix("|") }.joined(separator: " ")
    return prose.split(whereSeparator: \.isWhitespace).count
  }

  @Test func `each page keeps to its length`() throws {
    let index = try Self.page("README.md")
    let introduction = String(
      index[..<(try #require(index.firstRange(of: "\n| Claim"))).lowerBound])
    #expect(Self.words(introduction) <= 900)
    #expect(try Self.page("answer.md").split(whereSeparator: \.isWhitespace).count <= 350)
    for chapter in try Self.chapters {
      let words = Self.words(try Self.page(chapter))
      #expect(words <= 3000, "\(chapter) has \(words)")
    }
  }

  @Test func `every chapter leads to the short answer, the index and its own sections`() throws {
    for chapter in try Self.chapters {
      let page = try Self.page(chapter)
      let contents = try #require(
        page.split(separator: "\n").first { $0.hasPrefix("*[The short answer](answer.md)") },
        "\(chapter)")
      #expect(contents.contains("(README.md)"), "\(chapter)")
      #expect(contents.matches(of: #/\]\(#/#).count >= 3, "\(chapter)")
    }
  }

  /// The blocks of one language on a page.
  private static func blocks(_ language: String, in page: String) -> [String] {
    page.matches(of: #/(?s)```(\w+)\n(.*?)```/#).filter { $0.output.1 == language }
      .map { String($0.output.2) }
  }

  @Test func `the step by hand in NumPy is the recorded one`() async throws {
    let python = Self.blocks("python", in: try Self.page("README.md"))
    #expect(python.count == 2)
    let code = try #require(python.first)
    #expect(code.split(separator: "\n").count <= 10)
    let workspace = try Workspace(templates: false, files: ["step.py": Data(code.utf8)])
    // The first Python in the path need not be the one for which a system installs NumPy.
    let result = try await workspace.runShell(
      """
      python3 -c 'import numpy' 2>/dev/null && exec python3 step.py
      exec /usr/bin/python3 step.py
      """, [])
    try #require(result.status == 0, "\(result.messages)")
    let computed = result.output.split(whereSeparator: \.isWhitespace).compactMap { Double($0) }
    let record = try Data(
      contentsOf: Executable.package.appending(path: "reports/runs/anatomy.json"))
    let values = try JSONDecoder().decode(Values.self, from: record).values
    let names = ["newG", "newV.x", "newV.y", "newW.x", "newW.y", "newNormSquared"]
    let recorded = names.compactMap { name in
      values.first { $0.name == "hand.\(name)" }?.value["number"]
    }
    try #require(computed.count == names.count && recorded.count == names.count)
    for (one, other) in zip(computed, recorded) { #expect(abs(one - other) < 1e-12) }
  }

  private struct Values: Decodable {
    struct Value: Decodable {
      var name: String
      var value: [String: Double]

      init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        name = try container.decode(String.self, forKey: .name)
        value = (try? container.decode([String: Double].self, forKey: .value)) ?? [:]
      }

      private enum Key: CodingKey { case name, value }
    }

    var values: [Value]
  }
}
