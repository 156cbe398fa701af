import Foundation
import Runs
import Testing

@testable import Experiments

/// The example of CONTRIBUTING.md, which these tests compile and run.
struct ContributingTests {
  @Test(arguments: ["Stretch.swift", "StretchTests.swift"])
  func `the text shows what is compiled here`(file: String) throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
    var code = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
    // The program does not import itself.
    if file == "Stretch.swift" { code.replace("\n@testable import Experiments\n", with: "") }
    let indented = code.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? "" : "   \($0)" }
      .joined(separator: "\n")
    let package = (0..<3).reduce(folder) { folder, _ in folder.deletingLastPathComponent() }
    let text = try String(
      contentsOf: package.appending(path: "CONTRIBUTING.md"), encoding: .utf8)
    #expect(text.contains("   ```swift\n" + indented + "   ```\n"))
  }

  @Test func `the example refutes its claim`() async throws {
    let record = try await Stretch.record(Stretch.short, .clusters)
    let verdict = try #require(Stretch.claims.first).verdict(over: ["stretch": record])
    #expect(verdict.outcome == .refuted)
  }
}
