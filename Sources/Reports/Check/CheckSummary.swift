public import Runs

/// What a check found, as Markdown for the page of a CI job.
public struct CheckSummary: Sendable {
  /// GitHub takes one mebibyte per step, from all commands of the step.
  static let largestSize = 900 * 1024 - 1
  static let longestLine = 400

  private let folder: String
  private let findings: [Finding]
  private let verdicts: VerdictSummary
  private let repair: String

  /// `repair` is the command that writes the folder anew.
  public init(folder: String, findings: [Finding], verdicts: [Verdict], repair: String) {
    self.folder = folder
    self.findings = findings
    self.verdicts = VerdictSummary(verdicts)
    self.repair = repair
  }

  /// The result, the findings as far as they fit, and the table of verdicts.
  public var markdown: String {
    let table = "\n### Verdicts\n\n" + verdicts.markdown
    guard !findings.isEmpty else { return "## `\(folder)` is what the code gives\n" + table }
    let start = """
      ## `\(folder)` is not what the code gives: \(findings.count) \
      \(findings.count == 1 ? "finding" : "findings")

      To repair: `\(repair)`, then commit `\(folder)`.

      ```text

      """
    let end = "```\n" + table
    return start + list(within: Self.largestSize - start.utf8.count - end.utf8.count) + end
  }

  /// One line a finding; the last one counts those for which there is no room.
  private func list(within size: Int) -> String {
    var lines = ""
    for (index, finding) in findings.enumerated() {
      let line = Self.cut(finding.description) + "\n"
      let rest = "… and \(findings.count - index) more, in the log\n"
      guard lines.utf8.count + line.utf8.count + rest.utf8.count <= size else {
        return lines + rest
      }
      lines += line
    }
    return lines
  }

  private static func cut(_ line: String) -> String {
    line.count > longestLine ? line.prefix(longestLine - 1) + "…" : line
  }
}
