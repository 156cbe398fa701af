import Foundation
import Testing

/// What the committed report is, which the program has just given.
struct CommittedReportTests {
  private let report: CommittedReport

  init() throws { report = try CommittedReport() }

  @Test func `everything that product and templates promise is there`() async throws {
    let catalog = try await Catalog(in: Workspace())
    #expect(report.files.keys.sorted() == [".wnreport.json"] + catalog.reportFiles)
    #expect(report.files.values.allSatisfy { !$0.isEmpty })
  }

  @Test func `records are valid JSON and small enough to review`() throws {
    let records = report.files.filter { $0.key.hasPrefix("runs/") }
    for (path, data) in records {
      #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: data) }
      #expect(data.count <= 400_000, "\(path)")
    }
    #expect(records.values.map(\.count).reduce(0, +) <= 4_000_000)
  }

  @Test func `figures are PNG files`() {
    let signature = Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
    for (path, data) in report.files where path.hasSuffix(".png") {
      #expect(data.prefix(8) == signature, "\(path)")
    }
  }

  @Test func `no text tells of the machine or the moment that made it`() {
    for (path, text) in report.texts {
      #expect(Leaks.found(in: text) == [], "\(path)")
    }
  }
}

extension ExperimentRuns {
  struct GenerateTests {
    @Test func `a report in an empty folder has its pages, figures, records and list`() async throws
    {
      let report = try await SmallReport.generated.value
      let experiments = SmallReport.experiments.map { "runs/\($0).json" }
      let chapters = (1...3).flatMap { ["0\($0)-a.md", "figures/norm-\($0).png"] }
      #expect(
        report.reportFiles.keys.sorted()
          == ([".wnreport.json"] + chapters + experiments).sorted())
    }

    @Test func `the verdict of every claim goes to stdout`() async throws {
      let rows = try await SharedRuns.dollars.value.result.outputLines
        .filter { $0.hasPrefix("  ") }
        .map { $0.split(separator: " ").prefix(2).map(String.init) }
      let claims = try await Catalog(in: Workspace()).claims.map { [$0.id, $0.pinned] }
      #expect(Set(rows) == Set(claims))
      #expect(rows.count == claims.count)
    }

    @Test func `progress goes to stderr, one plain line per experiment`() async throws {
      let report = try await SmallReport.generated.value
      #expect(report.result.status == 0, "\(report.result.messages)")
      let lines = report.result.messageLines
      let done = lines.compactMap { $0.wholeMatch(of: #/(.+): done after [0-9.]+ s/#)?.1 }
      #expect(done.map(String.init).sorted() == SmallReport.experiments.sorted())
      let count = report.reportFiles.count - 1
      #expect(lines.last == "q: \(count) written, 0 unchanged; read q/01-a.md")
      #expect(lines.count == done.count + 1)
      for sign in ["\u{1B}", "\r"] {
        #expect(!report.result.messages.contains(sign))
        #expect(!report.result.output.contains(sign))
      }
    }
  }
}
