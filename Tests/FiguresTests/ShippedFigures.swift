import Figures
import Foundation
import Reports
import Runs
import Synchronization

/// The figures of the committed report: the templates' cells filled with the committed records.
struct ShippedFigures: Sendable {
  let all: [Figure]

  init() async throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let reports = root.appending(path: "reports")
    let runs = RecordedRuns(reportFolder: reports.path())
    let names = try FileManager.default.contentsOfDirectory(
      atPath: reports.appending(path: "runs").path())
    let records = try names.sorted().map {
      try runs.record(of: String($0.prefix { $0 != "." }))
    }
    let drawn = Mutex<[Figure]>([])
    let builder = ReportBuilder(
      profile: "default", jobs: 1,
      draw: { figure in
        drawn.withLock { $0.append(figure) }
        return []
      })
    let templates = try TemplateFolder(readingFrom: root.appending(path: "templates").path())
    _ = try await builder.build(records, templates: templates)
    all = drawn.withLock { $0 }
  }
}
