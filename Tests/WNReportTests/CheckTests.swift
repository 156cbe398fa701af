import Foundation
import Testing

extension ExperimentRuns {
  /// A check runs every experiment, so there is one, of a damaged folder. That a good folder passes
  /// is what `make test` shows on `reports/`.
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

    @Test func `nothing is written`() async throws {
      #expect(try await SharedRuns.checked.value.changes == [])
    }

    @Test func `the last line is the command that repairs this folder`() async throws {
      let folder = Damage.folder
      #expect(
        try await SharedRuns.checked.value.result.messageLines.last
          == "to repair: wnreport generate --output \(folder), then commit \(folder)")
    }
  }
}
