import Foundation
import Testing

extension ExperimentRuns {
  struct InterruptTests {
    @Test(arguments: zip([SIGINT, SIGTERM, SIGINT], ["2", "64", "64"]))
    func `a run whose workers are busy ends by the signal and has written nothing`(
      signal: Int32, jobs: String
    ) async throws {
      let workspace = try Workspace()
      let before = try Snapshot(workspace)
      let command = try workspace.start(["generate", "--jobs", jobs])
      // The cache is made once signals are watched, and then the runs begin.
      let mark = workspace.root.appending(path: "cache/CACHEDIR.TAG").path
      while command.isRunning, !FileManager.default.fileExists(atPath: mark) {
        try await Task.sleep(for: .milliseconds(20))
      }
      try await Task.sleep(for: .milliseconds(300))
      #expect(command.isRunning)
      command.send(signal)
      let result = try await command.result()
      #expect(result.status == 128 + signal)
      #expect(result.output == "")
      let event = signal == SIGINT ? "interrupted" : "terminated"
      #expect(result.messageLines.last?.hasPrefix("wnreport: \(event); finished runs are") == true)
      #expect(before.changes(to: try Snapshot(workspace)) == [])
    }

    @Test func `signals that were ignored at the start stay ignored`() async throws {
      let workspace = try await SmallReport.workspace()
      try workspace.remove("cache/penalty.sample.run")
      try workspace.remove("q/01-a.md")
      // The shell asks again and again, as long as there is somebody to be asked.
      let lines = """
        trap '' INT TERM
        "$wnreport" "$@" & program=$!
        while kill -INT $program 2>/dev/null && kill -TERM $program 2>/dev/null; do sleep 0.01; done
        wait $program
        """
      let result = try await workspace.runShell(lines, ["generate"] + SmallReport.options)
      #expect(result.status == 0)
      #expect(result.messageLines.last == "q: 1 written, 8 unchanged; read q/01-a.md")
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
