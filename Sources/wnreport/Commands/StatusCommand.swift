import ArgumentParser
import Experiments
import Foundation
import Reports
import Runs

struct StatusCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Say what generate would use again, what it would make anew, and why.",
    discussion: """
      A line per experiment, and one for the report: fresh, or stale with what changed since it was \
      kept (field, old → new), damaged, or not kept. Runs nothing and writes nothing. Ends with status \
      0 whatever it finds; with --exit-code, 1 unless everything is fresh.

      EXAMPLES
        wnreport status
        wnreport status --exit-code
        wnreport status --json
        wnreport status lecture
      """)

  @Flag(help: "Print JSON for programs.")
  var json = false

  @Flag(help: "End with status 1 unless everything is fresh.")
  var exitCode = false

  @Option(help: "The profile that would be run. (default: the notebook's)")
  var profile: Profile?

  @OptionGroup var cache: CacheOptions

  @OptionGroup var inputs: InputOptions

  func run() async throws {
    try await Failure.reporting {
      let pipeline = try Pipeline(inputs.place.notebook(), inputs, profile: profile)
      let cache = ContentCache(
        folder: URL(filePath: try cache.folder(of: pipeline.notebook.folder)))
      let status = try WorkStatus(pipeline, cache)
      Output.print(json ? try status.json : status.text)
      if exitCode, !status.isFresh { throw ExitCode(1) }
    }
  }
}

/// What the cache holds of the work that `generate` would do.
private struct WorkStatus: Encodable {
  struct Entry: Encodable {
    enum State: String, Encodable {
      case fresh, stale, damaged
      case missing = "not kept"
    }

    /// An experiment, or the folder of the report.
    var name: String
    var state: State
    /// What changed since it was kept, or what is wrong with it.
    var reasons: [String]

    init<Content>(_ name: String, _ finding: ContentCache.Finding<Content>) {
      self.name = name
      (state, reasons) =
        switch finding {
        case .fresh: (.fresh, [])
        case .stale(let changes): (.stale, changes)
        case .damaged(let reason): (.damaged, [reason])
        case .missing: (.missing, [])
        }
    }

    /// The reasons on one line, of many the first.
    var text: String {
      guard !reasons.isEmpty else { return state.rawValue }
      let more = reasons.count > 3 ? "; \(reasons.count - 3) more" : ""
      return "\(state.rawValue): " + reasons.prefix(3).joined(separator: "; ") + more
    }
  }

  var experiments: [Entry]
  var report: Entry

  init(_ pipeline: Pipeline, _ cache: ContentCache) throws {
    let keys = try pipeline.keys()
    experiments = keys.map { Entry($0.experiment, cache.find(RunRecord.self, for: $0)) }
    let folder = pipeline.notebook.output
    let finding = cache.find(WrittenReport.self, for: try pipeline.reportKey(keys, in: cache))
    report = Entry(folder, finding)
    if case .fresh(let written) = finding {
      report.reasons = try ReportWriter(folder: folder).differences(from: written)
      if !report.reasons.isEmpty { report.state = .stale }
    }
  }

  var isFresh: Bool { (experiments + [report]).allSatisfy { $0.state == .fresh } }

  var json: String {
    get throws { try CanonicalJSON.lines(of: self) }
  }

  var text: String {
    let entries = experiments + [report]
    let width = entries.map(\.name.count).max() ?? 0
    return entries.map { entry in
      entry.name.padding(toLength: width, withPad: " ", startingAt: 0) + "  " + entry.text
    }
    .joined(separator: "\n")
  }
}
