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

    @Test func `a file that an interrupted writer left is whole`() async throws {
      let generated = try await SharedRuns.generated.value
      let resumed = try await SharedRuns.resumed
      // The last file may have been written before the signal came.
      #expect([0, 130].contains(resumed.interruptedStatus))
      for (path, data) in resumed.interrupted.contents where !path.hasSuffix(".partial") {
        #expect(generated.files[path] == data, "\(path)")
      }
    }

    @Test func `the next run completes what was interrupted`() async throws {
      let generated = try await SharedRuns.generated.value
      let resumed = try await SharedRuns.resumed
      #expect(resumed.result.status == 0, "\(resumed.result.messages)")
      #expect(resumed.files.keys.sorted() == generated.files.keys.sorted())
    }

    @Test func `a quiet run prints the verdicts and nothing else`() async throws {
      let generated = try await SharedRuns.generated.value
      let result = try await SharedRuns.resumed.result
      #expect(result.messages == "")
      #expect(result.output == generated.result.output)
    }
  }

  struct MathTests {
    @Test func `dollar math changes the formulas of the chapters and nothing else`() async throws {
      let generated = try await SharedRuns.generated.value
      let resumed = try await SharedRuns.resumed
      for (path, data) in resumed.files where !path.hasSuffix(".md") {
        #expect(generated.files[path] == data, "\(path)")
      }
      let chapters = resumed.files.filter { $0.key.hasSuffix(".md") }
      for (path, data) in chapters {
        let text = String(decoding: data, as: UTF8.self)
        #expect(!text.contains("$`") && !text.contains("```math"), "\(path)")
      }
      #expect(chapters.values.contains { String(decoding: $0, as: UTF8.self).contains("\n$$\n") })
      let github = generated.texts.values.filter { $0.contains("```math") && $0.contains("$`") }
      #expect(!github.isEmpty)
    }
  }
}
