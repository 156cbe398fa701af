import Foundation
import Testing

/// Runs of experiments that several tests look at, each made once, by the first test that asks.
enum SharedRuns {
  /// `generate --only` of one experiment with one job in a folder that is up to date but for what
  /// earlier builds and people left there.
  static let repeated = Task { try await Repeated() }

  /// `generate --math dollars --quiet` in a folder with the committed records and nothing else.
  static let dollars = Task { try await Dollars() }

  /// `check` on GitHub of a folder in which five things are wrong.
  static let checked = Task { try await Checked() }

  /// The one experiment, as a pattern for `--only`.
  fileprivate static let pattern = String(Catalog.quickest.prefix(4)) + "*"

  struct Repeated: Sendable {
    static let orphans = ["09-old.md", "figures/old.png", "runs/old.json"]
    static let foreign = [
      "notes.md", "figures/own.txt", "data/mine.json", "08-mine.md", "figures/logo.png",
      "figures/plots.png/data.csv", "07-notes.md/a.txt",
    ]
    static let partial = ".09-old.md.77.partial"

    let result: CommandResult
    let before: Snapshot
    let after: Snapshot

    fileprivate init() async throws {
      let workspace = try await SmallReport.workspace()
      for file in Self.orphans + Self.foreign + [Self.partial] {
        try workspace.put("q/\(file)", "x\n")
      }
      let list = try workspace.text("q/.wnreport.json")
      try workspace.put(
        "q/.wnreport.json",
        list.replacing(
          "\"01-a.md\"",
          with: (["01-a.md"] + Self.orphans).map { "\"\($0)\"" }.joined(separator: ", ")))
      try workspace.remove("cache")
      before = try Snapshot(workspace, "q")
      result = try await workspace.generateSmall("--only", SharedRuns.pattern, "--jobs", "1")
      after = try Snapshot(workspace, "q")
    }
  }

  struct Dollars: Sendable {
    let result: CommandResult
    let files: [String: Data]

    fileprivate init() async throws {
      let committed = try CommittedReport()
      let workspace = try Workspace(
        files: committed.files(below: "reports") { $0.hasPrefix("runs/") })
      result = try await workspace.run(
        "generate", "--only", Catalog.quickest, "--math", "dollars", "--quiet")
      files = try Snapshot(workspace, "reports").contents
    }
  }
}

extension SharedRuns {
  struct Checked: Sendable {
    static let pictureFolder = "differences"
    static let summaryFile = "summary.md"

    let result: CommandResult
    /// By file, what the check should say of it; not the workspace, which ends here.
    let expected: [String: String]
    /// The number that stands where a digit was changed.
    let replacement: String
    /// What the check changed.
    let changes: [String]
    /// The pictures that it should leave.
    let pictures: [String]
    /// The summary of the job.
    let summary: String

    fileprivate init() async throws {
      let damage = try Damage(try await SmallReport.generated.value)
      let before = try Snapshot(damage.workspace)
      result = try await damage.workspace.run(
        "check", "--profile", "sample", "--output", Damage.folder, "--diff", Self.pictureFolder,
        environment: ["GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": Self.summaryFile])
      (expected, replacement) = (damage.findings, damage.replacement)
      pictures = damage.pictures
      summary = try damage.workspace.text(Self.summaryFile)
      changes = before.changes(to: try Snapshot(damage.workspace))
    }
  }
}

/// The tests that run experiments, one at a time.
@Suite(.serialized)
enum ExperimentRuns {}
