import Foundation
import Testing

extension ExperimentRuns {
  struct ShowTests {
    private struct Listing: Decodable {
      struct Entry: Decodable {
        var name: String
        var kind: String
        var value: String
        var unit: String
        var explanation: String
      }

      var entries: [Entry]
    }

    private func folder() async throws -> Workspace {
      try Workspace(
        templates: false, files: try CommittedReport().files(below: "reports"))
    }

    @Test func `every line begins with a name to type`() async throws {
      let result = try await folder().run("show", "growth")
      #expect(result.status == 0)
      #expect(result.messages == "")
      #expect(!result.outputLines.isEmpty)
      for line in result.outputLines {
        #expect(line.hasPrefix("growth.") || line.hasPrefix("claims."))
      }
    }

    @Test func `programs read the same names`() async throws {
      let workspace = try await folder()
      let text = try await workspace.run("show", "growth")
      let json = try await workspace.run("show", "growth", "--json")
      #expect(json.status == 0)
      #expect(json.messages == "")
      let listing = try JSONDecoder().decode(Listing.self, from: Data(json.output.utf8))
      let names = text.outputLines.compactMap { $0.split(separator: " ").first.map(String.init) }
      #expect(listing.entries.map(\.name) == names)
      let kinds = Set(listing.entries.map(\.kind))
      #expect(kinds == ["value", "specification", "series", "claim"])
      #expect(listing.entries.allSatisfy { !$0.value.isEmpty })
    }

    @Test func `another report folder is read when it is named`() async throws {
      let files = try CommittedReport().files(below: "docs/my report")
      let workspace = try Workspace(templates: false, files: files)
      let result = try await workspace.run("show", "growth", "--output", "docs/my report")
      #expect(result.status == 0)
    }
  }
}

struct ShowProblemTests {
  @Test func `an unknown experiment is told the nearest one and the known ones`() async throws {
    let workspace = try Workspace()
    let names = try await Catalog(in: workspace).experiments.map(\.id).joined(separator: ", ")
    let result = try await workspace.run("show", "grwth")
    #expect(result.status == 64)
    #expect(result.output == "")
    #expect(
      result.messages
        == "wnreport: no experiment matches “grwth”; did you mean growth? There are \(names)\n")
  }

  @Test(arguments: [["show", "growth"], ["show", "growth", "--json"]])
  func `a missing record of a report that is named is missed`(arguments: [String]) async throws {
    let workspace = try Workspace()
    let result = try await workspace.start(arguments + ["--output", "reports"]).result()
    #expect(result.status == 66)
    #expect(result.output == "")
    #expect(result.messages.contains("\(workspace.url.path)/reports/runs: no record of `growth`"))
    #expect(result.messages.contains("run `wnreport generate`"))
  }
}

extension ExperimentRuns {
  struct ShowWithoutReportTests {
    @Test func `in an empty folder the experiment is run once, and kept`() async throws {
      let workspace = try Workspace(templates: false)
      let first = try await workspace.run("show", "penalty")
      #expect(first.status == 0)
      #expect(first.messageLines.first == "penalty: running it")
      #expect(first.outputLines.contains { $0.hasPrefix("penalty.ols.norm ") })
      let second = try await workspace.run("show", "penalty")
      #expect(second.messages == "penalty: this is a kept run\n")
      #expect(second.output == first.output)
      #expect(try Snapshot(workspace).paths == [])
    }
  }
}
