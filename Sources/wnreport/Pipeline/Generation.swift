import Experiments
import Reports
import Runs

/// Brings a report folder up to date with no more work than that takes.
struct Generation {
  let pipeline: Pipeline
  let kept: KeptWork
  private let writer: ReportWriter

  /// What was done, and what the runs say.
  typealias Outcome = (files: ReportWriter.Summary, verdicts: [Verdict])

  /// `replaced` is the notebook whose report may be replaced.
  init(_ pipeline: Pipeline, _ kept: KeptWork, replacing replaced: String?) {
    self.pipeline = pipeline
    self.kept = kept
    let notebook = pipeline.notebook
    writer = ReportWriter(
      folder: notebook.output, replacing: replaced,
      isNested: Place(notebook.output).isInside(Place(notebook.folder)))
  }

  /// Runs everything of the profile that no kept run stands for, fills the templates and writes what
  /// differs.
  func complete() async throws -> Outcome {
    let keys = try pipeline.keys()
    let reportKey = try pipeline.reportKey(keys, in: kept.cache)
    return try await kept.locked {
      if let written = kept.find(WrittenReport.self, for: reportKey),
        try writer.differences(from: written).isEmpty
      {
        say(fromCache: keys.count, of: keys.count)
        return (ReportWriter.Summary(untouched: written), written.verdicts)
      }
      try writer.checkAccess(
        for: pipeline.notebook.pages,
        records: keys.map(\.experiment) + pipeline.ownRecords.map(\.experiment))
      let found = keys.compactMap { kept.find(RunRecord.self, for: $0) }
      say(fromCache: found.count, of: keys.count)
      let missing = pipeline.selection.filter { experiment in
        !found.contains { $0.experiment == experiment.id }
      }
      if !missing.isEmpty { try await pipeline.checkTemplates(current: found) }
      let outcome = try await write(found + run(missing, keys))
      kept.store(
        WrittenReport(files: outcome.files.contents, verdicts: outcome.verdicts), for: reportKey)
      return outcome
    }
  }

  /// Runs the selection in any case. The other records are kept ones, or else those of the report
  /// folder.
  func again() async throws -> Outcome {
    let keys = try pipeline.keys()
    return try await kept.locked {
      try writer.checkAccess(
        for: pipeline.notebook.pages,
        records: keys.map(\.experiment) + pipeline.ownRecords.map(\.experiment))
      let selected = pipeline.selection.map(\.id)
      let others = keys.filter { !selected.contains($0.experiment) }
      let found = others.compactMap { kept.find(RunRecord.self, for: $0) }
      let names = found.map(\.experiment)
      let left = others.map(\.experiment).filter { !names.contains($0) }
      say("not run again, from the cache", names)
      say("not run again, read from \(pipeline.notebook.output)", left)
      let recorded = RecordedRuns(reportFolder: pipeline.notebook.output)
      let read = try left.map {
        try recorded.record(of: $0, profile: pipeline.profile)
      }
      let again = keys.filter { selected.contains($0.experiment) }
      try await pipeline.checkTemplates(
        current: found + read + again.compactMap { kept.find(RunRecord.self, for: $0) })
      return try await write(found + read + run(pipeline.selection, keys))
    }
  }

  /// Runs experiments and keeps each as soon as it is finished.
  private func run(_ experiments: [CatalogEntry], _ keys: [RunKey]) async throws -> [RunRecord] {
    let kept = kept
    return try await pipeline.runner.run(experiments) { record in
      if let key = keys.first(where: { $0.experiment == record.experiment }) {
        kept.store(record, for: key)
      }
    }
  }

  private func write(_ records: [RunRecord]) async throws -> Outcome {
    let report = try await pipeline.report(of: records)
    try writer.makeFolder()
    let files = try await FolderLock.holding(pipeline.notebook.output) {
      try writer.write(report)
    }
    return (files, report.verdicts)
  }

  private func say(fromCache count: Int, of total: Int) {
    if count > 0 { say("\(count) of \(total) experiments from the cache") }
  }

  private func say(_ what: String, _ names: [String]) {
    if !names.isEmpty { say("\(what): \(names.joined(separator: ", "))") }
  }

  private func say(_ message: String) {
    if !pipeline.runner.isQuiet { Terminal.say(message) }
  }
}
