import Foundation

/// A report of the quick profile with chapters that take little to fill, in the folder `q`, and the
/// cache from which it can be made again, in the folder `cache`.
struct SmallReport: Sendable {
  /// Made once, by the first test that asks.
  static let generated = Task { try await SmallReport() }

  static let options = ["--profile", "quick", "--output", "q", "--cache", "cache"]

  let result: CommandResult
  /// Everything that the command left, by path within the workspace.
  let files: [String: Data]

  private init() async throws {
    let workspace = try Workspace(templates: false, files: Self.templates())
    result = try await workspace.start(["generate"] + Self.options).result()
    files = try Snapshot(workspace).contents
  }

  /// Chapters with a figure each.
  static func templates(chapters: Int = 3, caption: String = "The length of v.") -> [String: Data] {
    let texts = (1...chapters).map { number in
      let name = number < 10 ? "0\(number)" : "\(number)"
      return (
        "templates/\(name)-a.md",
        """
        # Chapter \(number)

        There are {{ noise.seeds.count }} seeds and $`\\mathbf{v}`$.

        ```figure
        id: norm-\(number)
        caption: \(caption)
        alt: Two curves, medians over {{ growth.seeds.count }} seeds.
        x: {scale: log, integer: true}
        y: {scale: log, label: "length, figure \(number)"}
        curves:
          - {series: growth.sgd.norm, label: gradient descent, style: sgd}
          - {series: growth.adam.norm, label: Adam, style: adam}
        ```

        """
      )
    }
    return Dictionary(uniqueKeysWithValues: texts.map { ($0.0, Data($0.1.utf8)) })
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
