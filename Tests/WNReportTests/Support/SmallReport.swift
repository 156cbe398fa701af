import Foundation

/// A report of the profile `sample` with chapters that take little to fill, in the folder `q`, and the
/// cache from which it can be made again, in the folder `cache`.
struct SmallReport: Sendable {
  /// Made once, by the first test that asks.
  static let generated = Task { try await SmallReport() }

  static let options = ["--profile", "sample", "--output", "q", "--cache", "cache"]

  /// The experiments of the profile, in catalog order.
  static let experiments = ["anatomy", "penalty", "convergence"]

  let result: CommandResult
  /// Everything that the command left, by path within the workspace.
  let files: [String: Data]

  private init() async throws {
    let workspace = try Workspace(templates: false, files: Self.templates())
    result = try await workspace.start(["generate"] + Self.options).result()
    files = try Snapshot(workspace).contents
  }

  /// Chapters with a figure each; every second figure lacks a curve.
  static func templates(chapters: Int = 3, caption: String = "The length of w.") -> [String: Data] {
    let second = "  - {series: penalty.std-l2.weightNorm, label: penalized, style: std-l2}"
    let texts = (1...chapters).map { number in
      let name = number < 10 ? "0\(number)" : "\(number)"
      return (
        "templates/\(name)-a.md",
        """
        # Chapter \(number)

        There are {{ penalty.seeds.count }} seeds, {{ penalty.ols.norm | fixed:2 }} and $`\\mathbf{w}`$.

        ```figure
        id: norm-\(number)
        caption: \(caption)
        alt: Curves, medians over {{ penalty.seeds.count }} seeds.
        x: {scale: log, integer: true}
        y: {scale: log, label: "length, figure \(number)"}
        curves:
          - {series: penalty.standard.weightNorm, label: ordinary, style: standard}
        \(number % 2 == 0 ? "" : second)
        ```

        """
      )
    }
    // More than the chapters name.
    let notebook = ("templates/notebook.yaml", "title: Small\nexperiments: ['*']\n")
    return Dictionary(
      uniqueKeysWithValues: (texts + [notebook]).map { ($0.0, Data($0.1.utf8)) })
  }

  /// The files of the report by path within its folder.
  var reportFiles: [String: Data] {
    let paths = files.filter { $0.key.hasPrefix("q/") }
    return Dictionary(uniqueKeysWithValues: paths.map { (String($0.key.dropFirst(2)), $0.value) })
  }

  /// A workspace in which the report was just made.
  static func workspace() async throws -> Workspace {
    try Workspace(templates: false, files: try await generated.value.files)
  }
}

extension Workspace {
  /// Makes the small report here.
  func generateSmall(_ options: String...) async throws -> CommandResult {
    try await start(["generate"] + SmallReport.options + options).result()
  }

  /// What `status` says of the small report, by name.
  func smallStatus() async throws -> [String: String] {
    let result = try await start(["status"] + SmallReport.options).result()
    let pairs = result.outputLines.map { $0.split(separator: " ", maxSplits: 1).map(String.init) }
    return Dictionary(
      uniqueKeysWithValues: pairs.map { ($0[0], $0[1].trimmingCharacters(in: .whitespaces)) })
  }
}
