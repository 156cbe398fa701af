import Foundation
import Runs
import Testing

@testable import Experiments

/// The example of CONTRIBUTING.md, which these tests compile and run.
struct ContributingTests {
  @Test(arguments: ["Stretch.swift", "Stretch+Claims.swift"])
  func `the text shows what is compiled here`(file: String) throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
    let code = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
      .replacing("@testable import Experiments\n\n", with: "")
    let indented = code.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? "" : "   \($0)" }
      .joined(separator: "\n")
    let package = (0..<3).reduce(folder) { folder, _ in folder.deletingLastPathComponent() }
    let text = try String(
      contentsOf: package.appending(path: "CONTRIBUTING.md"), encoding: .utf8)
    #expect(text.contains("   ```swift\n" + indented + "   ```\n"))
  }

  @Test func `the example measures what it says and refutes its claim`() async throws {
    let workers = Workers(count: 2)
    let record = try await Stretch.run(
      Stretch.Specification(),
      RunContext(profile: .default, workers: workers, data: .installed))
    let error = try #require(record.value("lengthError"))
    #expect(Condition.below(1e-14).holds(error.value))
    let verdict = try #require(Stretch.claims.first).verdict(over: ["stretch": record])
    #expect(verdict.outcome == .refuted)
  }
}
