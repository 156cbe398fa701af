import Foundation
import Testing

extension ExperimentRuns {
  /// That a good folder passes is what `make test` shows on `reports/`.
  struct CheckTests {
    @Test func `each damage is one finding with its place, and nothing else is found`()
      async throws
    {
      let checked = try await SharedRuns.checked.value
      #expect(checked.result.status == 1, "\(checked.result.messages)")
      let findings = checked.result.outputLines.filter { !$0.hasPrefix("::") }
      #expect(findings.count == checked.expected.count)
      for (path, finding) in checked.expected {
        let start = "\(Damage.folder)/\(path)\(finding)"
        #expect(findings.contains { $0.hasPrefix(start) }, "\(start) in \(findings)")
      }
      #expect(findings.contains { $0.contains(checked.replacement) })
    }

    @Test func `findings come in the order of their files`() async throws {
      let checked = try await SharedRuns.checked.value
      let paths = checked.result.outputLines.filter { !$0.hasPrefix("::") }
        .map { String($0.prefix { $0 != ":" }) }
      #expect(paths == paths.sorted())
    }

    @Test func `on GitHub each finding is an annotation as well`() async throws {
      let checked = try await SharedRuns.checked.value
      let annotations = checked.result.outputLines.filter { $0.hasPrefix("::error file=") }
      #expect(annotations.count == checked.expected.count)
      for (path, finding) in checked.expected {
        let line = finding.firstMatch(of: #/^:([0-9]+):/#).map { ",line=\($0.1)" } ?? ""
        let start = "::error file=\(Damage.folder)/\(path)\(line)::"
        #expect(annotations.contains { $0.hasPrefix(start) }, "\(start) in \(annotations)")
      }
    }

    @Test func `nothing is written but pictures to look at and the summary`() async throws {
      let checked = try await SharedRuns.checked.value
      let pictures = checked.pictures.map { "\(SharedRuns.Checked.pictureFolder)/\($0)" }
      let list = "\(SharedRuns.Checked.pictureFolder)/.wnreport.json"
      let written = [list] + pictures.sorted() + [SharedRuns.Checked.summaryFile]
      #expect(checked.changes == written.map { "new: \($0)" })
      #expect(checked.result.messages.contains("to look at: \(pictures.joined(separator: ", "))\n"))
    }

    @Test func `the summary of the job has the findings and the verdicts`() async throws {
      let checked = try await SharedRuns.checked.value
      let catalog = try await Catalog(in: Workspace())
      for finding in checked.result.outputLines where !finding.hasPrefix("::") {
        #expect(checked.summary.contains(String(finding.prefix(200))))
      }
      for claim in catalog.claims { #expect(checked.summary.contains("| \(claim.id) |")) }
    }

    @Test func `the last line is the command that repairs this folder`() async throws {
      let folder = Damage.folder
      #expect(
        try await SharedRuns.checked.value.result.messageLines.last
          == "to repair: wnreport generate --profile sample --output \(folder), then commit \(folder)"
      )
    }
  }
}

/// What `check` refuses before it runs anything.
struct CheckRefusalTests {
  private func refused(
    _ arguments: String..., environment: [String: String] = [:], status: Int32, _ message: String
  ) async throws {
    let workspace = try Workspace(files: ["reports/README.md": Data(), "file": Data()])
    let before = try Snapshot(workspace)
    let result = try await workspace.start(["check"] + arguments, environment: environment).result()
    #expect(result.status == status)
    #expect(result.output == "")
    #expect(result.messages.contains(message), "\(result.messages)")
    #expect(before.changes(to: try Snapshot(workspace)) == [])
  }

  @Test func `a folder that is not there`() async throws {
    try await refused("--output", "nowhere", status: 66, "wnreport: nowhere: no such folder; ")
  }

  @Test(arguments: ["reports", "reports/diff", "./reports/../reports/figures"])
  func `a folder for pictures within the report`(_ folder: String) async throws {
    try await refused("--diff", folder, status: 64, "--diff needs a folder outside of reports")
  }

  @Test func `a folder for pictures that cannot be written`() async throws {
    try await refused(
      "--diff", "file/diff", status: 73,
      "wnreport: file/diff: cannot be written: Not a directory; make the folder writable")
  }

  @Test func `a job summary that cannot be written`() async throws {
    try await refused(
      environment: ["GITHUB_STEP_SUMMARY": "file/summary"], status: 73,
      "wnreport: file/summary: the job summary cannot be written: Not a directory; ")
  }

  @Test func `kernels that this processor does not run`() async throws {
    try await refused(
      environment: ["WNREPORT_KERNELS": "sse"], status: 64,
      "wnreport: WNREPORT_KERNELS: this processor runs baseline")
  }

  @Test func `templates without a chapter`() async throws {
    try await refused("--templates", "reports/none", status: 66, "reports/none")
  }
}
