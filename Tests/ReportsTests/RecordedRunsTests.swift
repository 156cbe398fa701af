import Runs
import Testing

@testable import Reports

struct RecordedRunsTests {
  @Test func `a record of a profile that this program lacks can be read, not reported`()
    async throws
  {
    let scratch = try Scratch()
    let foreign = RunRecord(
      experiment: "growth", title: "", profile: "nightly", specification: .object([:]),
      seeds: [0], values: [], series: [])
    try scratch.put(
      "runs/growth.json", String(decoding: try CanonicalJSON.encode(foreign), as: UTF8.self))
    let runs = RecordedRuns(reportFolder: scratch.path)
    #expect(try runs.record(of: "growth") == foreign)
    #expect(throws: ReportError.self) { try runs.record(of: "growth", profile: .default) }
    await #expect(
      throws: ReportError.wrongProfile(
        experiment: "growth", found: "nightly", expected: "default")
    ) {
      try await Workshop.report(["01-a.md": "# A\n"], records: [foreign])
    }
  }
}
