import Foundation
import Testing

extension ExperimentRuns {
  struct InterruptTests {
    @Test func `an interrupted run ends as interrupted and has written nothing`() async throws {
      let workspace = try Workspace()
      let before = try Snapshot(workspace)
      let command = try workspace.start(["generate"])
      try await Task.sleep(for: .milliseconds(700))
      #expect(command.isRunning)
      command.interrupt()
      let result = try await command.result()
      #expect(result.status == 130)
      #expect(result.output == "")
      #expect(
        result.messageLines.last?.hasPrefix("wnreport: interrupted; finished runs are") == true)
      #expect(before.changes(to: try Snapshot(workspace)) == [])
    }
  }

  struct MathTests {
    @Test func `a quiet run says nothing on stderr`() async throws {
      let result = try await SharedRuns.dollars.value.result
      #expect(result.status == 0)
      #expect(result.messages == "")
    }

    @Test func `dollar math changes the formulas of the chapters and nothing else`() async throws {
      let committed = try CommittedReport()
      let files = try await SharedRuns.dollars.value.files
      #expect(files.keys.sorted() == committed.files.keys.sorted())
      for (path, data) in files where !path.hasSuffix(".md") {
        #expect(committed.files[path] == data, "\(path)")
      }
      let chapters = files.filter { $0.key.hasSuffix(".md") }
      for (path, data) in chapters {
        let text = String(decoding: data, as: UTF8.self)
        #expect(!text.contains("$`") && !text.contains("```math"), "\(path)")
      }
      #expect(chapters.values.contains { String(decoding: $0, as: UTF8.self).contains("\n$$\n") })
      let github = committed.texts.values.filter { $0.contains("```math") && $0.contains("$`") }
      #expect(!github.isEmpty)
    }
  }
}
