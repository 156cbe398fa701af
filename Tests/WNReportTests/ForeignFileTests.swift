import Foundation
import Testing

extension ExperimentRuns {
  /// Whatever is typed, a file that no report wrote stays as it is, wherever it lies.
  ///
  /// `make fuzz` asks for more trees. That `check` writes into no report, others show.
  struct ForeignFileTests {
    private static let folders = [
      "q", "q/figures", "q/runs", "p", "p/figures", "cache", "kept", "",
    ]
    private static let names = [
      "notes.md", "09-mine.md", "README.md", "01-a.md", "logo.png", "norm-9.png", "growth.json",
      "mine.json", "data.csv", ".gitignore", "CACHEDIR.TAG", "plots.png/data.csv", "10-notes.md/a",
      "penalty.sample.run", ".wnreport.json", ".mine.md.7.partial",
    ]

    @Test func `random commands leave all foreign files of random trees alone`() async throws {
      let first = Campaign.number("WNREPORT_FUZZ_FROM") ?? 0
      let count = Campaign.number("WNREPORT_FUZZ_TREES") ?? 4
      var statuses: [Int32: Int] = [:]
      for seed in first..<first + count {
        for status in try await leaveAlone(seed) { statuses[status, default: 0] += 1 }
      }
      #expect(statuses[0] != nil)
      print("\(count) trees of foreign files; commands by status: \(statuses)")
    }

    /// Six commands in a folder full of foreign files; returns their statuses.
    private func leaveAlone(_ seed: Int) async throws -> [Int32] {
      var random = SeededRandomness(seed: seed)
      let workspace = try await SmallReport.workspace()
      let link = workspace.url.appending(path: "link").path
      try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "q")
      for (path, data) in SmallReport.templates(chapters: 2) {
        try workspace.put(path.replacing("templates/", with: "lecture/"), data)
      }
      try scatter(seed, &random, in: workspace)
      let own = try await SmallReport.generated.value.files
      let before = try Snapshot(workspace).contents.filter { own[$0.key] == nil }
      var statuses: [Int32] = []
      var commands: [[String]] = []
      for _ in 0..<6 {
        commands.append(command(&random))
        statuses.append(try await workspace.start(commands[commands.count - 1]).result().status)
        let after = try Snapshot(workspace).contents
        for (path, data) in before {
          #expect(after[path] == data, "\(path) of tree \(seed) after \(commands)")
        }
      }
      return statuses
    }

    /// Puts foreign files where nothing is.
    private func scatter(
      _ seed: Int, _ random: inout SeededRandomness, in workspace: Workspace
    ) throws {
      for number in 0..<8 {
        let folder = Self.folders.randomElement(using: &random) ?? ""
        let name = Self.names.randomElement(using: &random) ?? ""
        let path = folder.isEmpty ? name : "\(folder)/\(name)"
        let isAnotherReports = name == ".wnreport.json" && Bool.random(using: &random)
        let list = #"{"schemaVersion": 1, "notebook": "mine", "files": ["notes.md"]}"#
        guard !workspace.exists(path) else { continue }
        try workspace.put(path, isAnotherReports ? list : "mine, \(seed).\(number)\n")
      }
    }

    private func command(_ random: inout SeededRandomness) -> [String] {
      func pick(_ words: String...) -> String { words.randomElement(using: &random) ?? "" }
      func maybe(_ option: String, _ values: String...) -> [String] {
        guard Bool.random(using: &random) else { return [] }
        return [option] + (values.randomElement(using: &random).map { [$0] } ?? [])
      }
      let output = pick(
        "q", "q", "p", "link", "q/../q", "Q", ".", "cache", "templates", "q/figures")
      let templates = pick("templates", "templates", "lecture", "q", "link")
      let common = [templates, "--output", output]
      let kept = ["--cache", pick("cache", "cache", "kept", "q", "p", ".", "link/figures")]
      switch Int.random(in: 0..<10, using: &random) {
      case 0: return ["status", "--profile", "sample"] + common + kept + maybe("--exit-code")
      case 1:
        return ["show", pick("penalty", "noise"), "--output", output, "--png", "shown.png"]
          + maybe("--plot", "standard.*", "nothing")
      case 2: return ["doctor"] + maybe("--data-dir", "q", ".")
      default:
        // Runs are taken from the cache, and where there is none, few are made.
        let only = kept[1] == "cache" ? maybe("--only", "anatomy") : ["--only", "anatomy"]
        return ["generate", "--profile", "sample"] + common + kept + only
          + maybe("--replace", "templates", "lecture", "mine") + maybe("--math", "dollars")
          + maybe("--quiet")
      }
    }
  }
}
