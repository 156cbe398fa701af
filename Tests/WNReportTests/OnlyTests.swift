import Foundation
import Testing

extension ExperimentRuns {
  /// What `--only` refuses before it runs anything.
  struct OnlyTests {
    @Test(arguments: [
      ("grwth", "did you mean growth? There are"), ("growth?", "did you mean growth? There are"),
      ("*x", "there are"), ("", "there are"),
    ])
    func `a pattern that matches nothing is told the nearest name and what there is`(
      pattern: String, words: String
    ) async throws {
      let workspace = try Workspace()
      let names = try await Catalog(in: workspace).experiments.map(\.id).joined(separator: ", ")
      let result = try await workspace.run("generate", "--only", pattern)
      #expect(result.status == 64)
      #expect(result.output == "")
      #expect(
        result.messages == "wnreport: no experiment matches “\(pattern)”; \(words) \(names)\n")
      #expect(!workspace.exists("reports"))
    }

    @Test func `one bad pattern among good ones is refused`() async throws {
      let workspace = try Workspace()
      let result = try await workspace.run("generate", "--only", "growth", "--only", "nothing")
      #expect(result.status == 64)
      #expect(result.messages.contains("“nothing”"))
    }

    @Test func `a missing record of another experiment is named with what to do`() async throws {
      let workspace = try Workspace()
      let others = try await Catalog(in: workspace).experiments(without: "growth")
      let first = try #require(others.first)
      let result = try await workspace.run("generate", "--only", "growth")
      #expect(result.status == 66)
      #expect(result.output == "")
      #expect(
        result.messageLines == [
          "not run again, read from reports: \(others.joined(separator: ", "))",
          "wnreport: \(workspace.url.path)/reports/runs: no record of `\(first)`;"
            + " run `wnreport generate`, which makes what is missing",
        ])
      #expect(!workspace.exists("reports"))
    }

    @Test func `the record of another profile is refused`() async throws {
      let files = try CommittedReport().files(below: "reports")
      let workspace = try Workspace(files: files)
      let before = try Snapshot(workspace)
      try FileManager.default.copyItem(
        atPath: workspace.url.appending(path: "reports").path,
        toPath: workspace.url.appending(path: "quick").path)
      let mixed = try await workspace.run(
        "generate", "--only", Catalog.quickest, "--profile", "quick", "--output", "quick")
      #expect(mixed.status == 65)
      #expect(mixed.messages.contains("is of the profile default, not quick"))
      try FileManager.default.removeItem(at: workspace.url.appending(path: "quick"))
      #expect(before.changes(to: try Snapshot(workspace)) == [])
    }

    @Test(arguments: [
      ("{\"schemaVersion\": 4,", "is not a record"),
      ("{\"schemaVersion\": 4}", "is not a record"),
      ("{\"schemaVersion\": 99}", "has layout version 99"),
      ("", "is not a record"),
    ])
    func `a corrupt record is named and nothing is written`(
      content: String, message: String
    ) async throws {
      let files = try CommittedReport().files(below: "reports")
      let workspace = try Workspace(files: files)
      try workspace.put("reports/runs/growth.json", content)
      let before = try Snapshot(workspace)
      let result = try await workspace.run("generate", "--only", Catalog.quickest)
      #expect(result.status == 65)
      #expect(result.output == "")
      #expect(result.messages.contains("reports/runs/growth.json \(message)"))
      #expect(result.messages.contains("run `wnreport generate` to write it anew"))
      #expect(before.changes(to: try Snapshot(workspace)) == [])
    }
  }
}
