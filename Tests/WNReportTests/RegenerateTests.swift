import Foundation
import Testing

extension ExperimentRuns {
  struct RegenerateTests {
    private typealias Repeated = SharedRuns.Repeated

    @Test func `what is up to date is not touched, with one job as with two`() async throws {
      let repeated = try await SharedRuns.repeated.value
      #expect(repeated.result.status == 0, "\(repeated.result.messages)")
      let removed = (Repeated.orphans + [Repeated.partial]).map { "gone: \($0)" }
      #expect(
        Set(repeated.before.changes(to: repeated.after))
          == Set(removed + ["changed: .wnreport.json"]))
    }

    @Test func `what earlier builds left is removed and foreign files are kept`() async throws {
      let repeated = try await SharedRuns.repeated.value
      let left = Set(repeated.after.paths)
      let removed = Repeated.orphans + [Repeated.partial]
      #expect(left.isDisjoint(with: removed))
      #expect(left.isSuperset(of: Repeated.foreign))
    }

    @Test func `the last line counts what was done`() async throws {
      let repeated = try await SharedRuns.repeated.value
      let count = try await SmallReport.generated.value.reportFiles.count - 1
      #expect(
        repeated.result.messageLines.last
          == "q: 0 written, \(count) unchanged, 3 removed; read q/01-a.md")
    }

    @Test func `a glob runs what it matches, and the others are named as not run`() async throws {
      let repeated = try await SharedRuns.repeated.value
      let others = SmallReport.experiments.filter { $0 != Catalog.quickest }
        .joined(separator: ", ")
      let lines = repeated.result.messageLines
      #expect(lines.first == "not run again, read from q: \(others)")
      #expect(lines.count == 6)
      #expect(
        Set(lines[2...4]) == Set(Repeated.orphans.map { "removed q/\($0)" }))
      #expect(lines[1].hasPrefix("\(Catalog.quickest): done after "))
    }
  }
}
