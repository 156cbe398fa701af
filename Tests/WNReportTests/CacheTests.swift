import Foundation
import Testing

extension ExperimentRuns {
  /// What is made again and what is not.
  struct CacheTests {
    private static let count = SmallReport.experiments.count
    private static let all = "\(count) of \(count) experiments from the cache"

    @Test func `the second time nothing is run and nothing written`() async throws {
      let first = try await SmallReport.generated.value
      #expect(first.result.status == 0, "\(first.result.messages)")
      let workspace = try await SmallReport.workspace()
      let before = try Snapshot(workspace)
      let result = try await workspace.generateSmall()
      #expect(result.status == 0)
      #expect(result.output == first.result.output)
      #expect(
        result.messageLines == [Self.all, "q: 0 written, 9 unchanged; read q/01-a.md"])
      #expect(before.changes(to: try Snapshot(workspace)) == [])
    }

    @Test func `a changed template is filled again and nothing is run`() async throws {
      let workspace = try await SmallReport.workspace()
      let text = try workspace.text("templates/01-a.md")
      try workspace.put("templates/01-a.md", text + "\nOne more sentence.\n")
      let status = try await workspace.smallStatus()
      #expect(status["q"]?.hasPrefix("stale: 01-a.md: ") == true)
      #expect(status["penalty"] == "fresh")
      let result = try await workspace.generateSmall()
      #expect(result.messageLines.first == Self.all)
      #expect(result.messageLines.last == "q: 1 written, 8 unchanged; read q/01-a.md")
      #expect(try workspace.text("q/01-a.md").contains("One more sentence."))
    }

    @Test(arguments: [nil, "work", "work/a"])
    func `a notebook finds its kept runs wherever the command is typed`(repository: String?)
      async throws
    {
      let page = "# A\n\n{{ log.loss.final | fixed:1 }}\n"
      let workspace = try Workspace(
        templates: false,
        files: [
          "work/a/README.md": Data(page.utf8),
          "work/a/notebook.yaml": Data("title: A\n".utf8),
          "work/a/runs/log.csv": Data("step,loss\n0,1\n".utf8),
          "work/a/runs/log.yaml": Data(
            "title: A log\ncolumns: {step: step}\nseries: {loss: {}}\n".utf8),
        ])
      if let repository { try workspace.put("\(repository)/.git", Data()) }
      let lines = """
        unset WNREPORT_CACHE_DIR
        cd work && "$wnreport" generate a --quiet && "$wnreport" status a --exit-code || exit
        cd a && "$wnreport" status --exit-code || exit
        cd / && "$wnreport" status "$1" --exit-code
        """
      let result = try await workspace.runShell(
        lines, [workspace.url.appending(path: "work/a").path])
      #expect(result.status == 0, "\(result.output)\(result.messages)")
      let place = repository ?? "work"
      #expect(workspace.exists("\(place)/.wnreport-cache/CACHEDIR.TAG"))
    }

    @Test func `a missing and a changed file are repaired, and a foreign one stays`() async throws {
      let workspace = try await SmallReport.workspace()
      let before = try Snapshot(workspace, "q").contents
      try workspace.remove("q/figures/norm-2.png")
      try workspace.put("q/02-a.md", "mine\n")
      try workspace.put("q/runs/old.json", "{}")
      try workspace.put("q/.01-a.md.77.partial", "")
      #expect(
        try await workspace.smallStatus()["q"]
          == "stale: q/02-a.md was changed; q/figures/norm-2.png is missing;"
          + " q/.01-a.md.77.partial is left over")
      let result = try await workspace.generateSmall()
      #expect(result.messageLines.first == Self.all)
      #expect(
        result.messageLines.last == "q: 2 written, 7 unchanged; read q/01-a.md")
      #expect(try workspace.text("q/runs/old.json") == "{}")
      try workspace.remove("q/runs/old.json")
      #expect(try Snapshot(workspace, "q").contents == before)
    }

    @Test func `a damaged entry is told, not used, and made anew`() async throws {
      let workspace = try await SmallReport.workspace()
      let entry = "cache/anatomy.sample.run"
      let whole = try Data(contentsOf: workspace.url.appending(path: entry))
      try workspace.put(entry, whole.dropLast(100))
      try workspace.remove("q/01-a.md")
      #expect(try await workspace.smallStatus()["anatomy"] == "damaged: it is not what was kept")
      let result = try await workspace.generateSmall()
      #expect(result.status == 0)
      #expect(
        result.messageLines.first
          == "cache/anatomy.sample.run is not used and made anew: it is not what was kept")
      #expect(result.messages.contains("2 of 3 experiments from the cache\n"))
      #expect(result.messages.contains("anatomy: done after"))
      #expect(try Data(contentsOf: workspace.url.appending(path: entry)) == whole)
    }

    @Test func `a missing entry is made anew, whatever the report looks like`() async throws {
      let workspace = try await SmallReport.workspace()
      try workspace.remove("cache/penalty.sample.run")
      #expect(try await workspace.smallStatus()["penalty"] == "not kept")
      #expect(try await workspace.generateSmall("--math", "dollars").status == 0)
      #expect(try await workspace.smallStatus()["penalty"] == "fresh")
    }

    @Test func `changed data make the experiments that read them stale`() async throws {
      let workspace = try await SmallReport.workspace()
      let folder = workspace.url.appending(path: "empty").path
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      let result = try await workspace.start(
        ["status"] + SmallReport.options + ["--data-dir", folder]
      ).result()
      let convergence = result.outputLines.first { $0.hasPrefix("convergence ") }
      #expect(
        convergence?.contains("stale: data t10k-images-idx3-ubyte.gz: ") == true
          && convergence?.contains(" → none; ") == true, "\(convergence ?? "")")
      #expect(result.outputLines.contains { $0.wholeMatch(of: #/penalty +fresh/#) != nil })
    }

    @Test func `status tells programs the same`() async throws {
      let workspace = try await SmallReport.workspace()
      try workspace.remove("cache/penalty.sample.run")
      let result = try await workspace.start(["status", "--json"] + SmallReport.options).result()
      #expect(result.status == 0)
      struct Status: Decodable {
        struct Entry: Decodable {
          var name: String
          var state: String
          var reasons: [String]
        }
        var experiments: [Entry]
        var report: Entry
      }
      let status = try JSONDecoder().decode(Status.self, from: Data(result.output.utf8))
      #expect(status.experiments.count == Self.count)
      #expect(status.experiments.filter { $0.state != "fresh" }.map(\.name) == ["penalty"])
      #expect(status.report.name == "q" && status.report.state == "fresh")
    }

    @Test func `fresh runs everything, only runs what it names`() async throws {
      let workspace = try await SmallReport.workspace()
      let before = try Snapshot(workspace, "q").contents
      let fresh = try await workspace.generateSmall("--fresh")
      #expect(!fresh.messages.contains("from the cache"))
      #expect(fresh.messageLines.filter { $0.contains(": done after ") }.count == Self.count)
      try workspace.remove("cache/penalty.sample.run")
      let only = try await workspace.generateSmall("--only", "anatomy", "--fresh")
      let lines = only.messageLines
      #expect(lines.first == "not run again, from the cache: convergence")
      #expect(lines[1] == "not run again, read from q: penalty")
      #expect(lines[2].hasPrefix("anatomy: done after "))
      #expect(try Snapshot(workspace, "q").contents == before)
    }

    @Test func `two reports share a cache and each has its own status`() async throws {
      let workspace = try await SmallReport.workspace()
      let text = try workspace.text("templates/01-a.md")
      try workspace.put("other/01-b.md", text)
      let other = ["--profile", "sample", "--cache", "cache", "--templates", "other"]
      let second = try await workspace.start(["generate", "--output", "p"] + other).result()
      #expect(second.messageLines.last == "p: 3 written, 0 unchanged; read p/01-b.md")
      #expect(try await workspace.smallStatus()["q"] == "fresh")
      let status = try await workspace.start(
        ["status", "--exit-code", "--output", "p"] + other
      ).result()
      #expect(status.status == 0)
      #expect(status.outputLines.last?.wholeMatch(of: #/p +fresh/#) != nil)
      try FileManager.default.moveItem(
        at: workspace.url.appending(path: "p"), to: workspace.url.appending(path: "moved"))
      let moved = try await workspace.start(
        ["status", "--exit-code", "--output", "moved"] + other
      ).result()
      #expect(moved.status == 1)
      #expect(moved.outputLines.last?.wholeMatch(of: #/moved +not kept/#) != nil)
    }

    @Test func `a cache that cannot be written is told once and does no harm`() async throws {
      let workspace = try await SmallReport.workspace()
      try FileManager.default.removeItem(at: workspace.url.appending(path: "cache"))
      try workspace.put("cache", "a file")
      try workspace.remove("q/01-a.md")
      let result = try await workspace.generateSmall()
      #expect(result.status == 0)
      #expect(
        result.messageLines.filter { $0.hasPrefix("finished runs are not kept: ") }.count == 1)
      #expect(result.messageLines.last == "q: 1 written, 8 unchanged; read q/01-a.md")
    }

    @Test func `of two at once one waits and then has nothing to do`() async throws {
      let workspace = try await SmallReport.workspace()
      try workspace.remove("cache/penalty.sample.run")
      try workspace.remove("q/01-a.md")
      let both = try (0..<2).map { _ in
        try workspace.start(["generate"] + SmallReport.options)
      }
      var results: [CommandResult] = []
      for command in both { results.append(try await command.result()) }
      #expect(results.map(\.status) == [0, 0])
      let waiting = "another wnreport is at work with cache; waiting until it ends"
      #expect(results.filter { $0.messageLines.first == waiting }.count == 1)
      #expect(results.filter { $0.messages.contains("penalty: done after ") }.count == 1)
    }

    @Test func `the cache lies below the current folder and out of version control`() async throws {
      let workspace = try await SmallReport.workspace()
      _ = try await workspace.start(
        [
          "generate", "--profile", "sample", "--output", "q", "--only", "anatomy",
        ], environment: ["WNREPORT_CACHE_DIR": ""]
      ).result()
      #expect(workspace.exists(".wnreport-cache/anatomy.sample.run"))
      #expect(try workspace.text(".wnreport-cache/.gitignore") == "*\n")
    }
  }
}
