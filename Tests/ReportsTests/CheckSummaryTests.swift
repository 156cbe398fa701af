import Foundation
import Testing

@testable import Reports

struct CheckSummaryTests {
  private func summary(_ findings: [Finding]) -> String {
    CheckSummary(
      folder: "reports", findings: findings, verdicts: [Samples.roleOfG],
      repair: "wnreport generate"
    ).markdown
  }

  @Test func `a report that is current has its verdicts alone`() {
    #expect(
      summary([]) == """
        ## `reports` is what the code gives

        ### Verdicts

        **Identities**

        | Claim | What is claimed | Verdict |
        | --- | --- | --- |
        | role-of-g | g is the length of w, \\|g\\| = length | supported |

        """)
  }

  @Test func `findings come first, with the command that repairs them`() {
    let finding = Finding(
      path: "reports/01-a.md", line: 3, kind: .changedText(old: "1.2", new: "1.3"))
    #expect(
      summary([finding]).hasPrefix(
        """
        ## `reports` is not what the code gives: 1 finding

        To repair: `wnreport generate`, then commit `reports`.

        ```text
        reports/01-a.md:3: 1.2 → 1.3
        ```

        ### Verdicts

        """))
  }

  @Test(arguments: [1, 400, 100_000])
  func `any findings fit, and those left out are counted`(_ length: Int) throws {
    let line = String(repeating: "ü", count: length)
    let findings = (1...20_000).map {
      Finding(path: "reports/01-a.md", line: $0, kind: .addedLine(line))
    }
    let text = summary(findings)
    #expect(text.utf8.count < 900 * 1024)
    #expect(text.hasSuffix("| supported |\n"))
    let shown = text.matches(of: #/(?m)^reports\/01-a\.md/#).count
    #expect(shown > 500)
    if shown < findings.count {
      #expect(text.contains("\n… and \(findings.count - shown) more, in the log\n```\n"))
    }
  }

  @Test func `a summary is added to what is there`() throws {
    let scratch = try Scratch()
    let path = "\(scratch.path)/summary.md"
    try JobSummary(path: path).append("a\n")
    try JobSummary(path: path).append("b\n")
    #expect(try scratch.content("summary.md") == "a\nb\n")
  }

  @Test func `a summary that cannot be written says why`() throws {
    let scratch = try Scratch()
    #expect(throws: ReportError.cannotSummarize(path: scratch.path, reason: "Is a directory")) {
      try JobSummary(path: scratch.path)
    }
    let path = "\(scratch.path)/none/summary.md"
    #expect(throws: ReportError.cannotSummarize(path: path, reason: "No such file or directory")) {
      try JobSummary(path: path)
    }
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
  func `a full disk is told from a file that cannot be opened`() throws {
    let summary = try JobSummary(path: "/dev/full")
    #expect(
      throws: ReportError.cannotStore(path: "/dev/full", reason: "No space left on device")
    ) {
      try summary.append("a")
    }
  }
}
