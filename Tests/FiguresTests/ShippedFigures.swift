import Experiments
import Figures
import Foundation
import Reports
import Runs
import Synchronization

/// The figures of the committed report: the templates' cells filled with the committed records.
enum ShippedFigures {
  /// Filled in once, by the first test that asks.
  static var all: [Figure] {
    get async throws { try await filled.value }
  }

  private static let filled = Task { try await fill() }

  private static func fill() async throws -> [Figure] {
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
    let builder = try ReportBuilder(
      profile: .default, looks: .standard, jobs: 1,
      draw: { figure in
        drawn.withLock { $0.append(figure) }
        return []
      })
    let templates = try TemplateFolder(readingFrom: root.appending(path: "templates").path())
    _ = try await builder.build(records, templates: templates)
    return drawn.withLock { $0 }
  }
}
