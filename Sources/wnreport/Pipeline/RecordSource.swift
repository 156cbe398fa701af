import ArgumentParser
import Experiments
import Foundation
import Notebooks
import Reports
import Runs

/// Finds the record of one experiment: in a report, among kept runs, or by running it.
struct RecordSource: ParsableArguments {
  @OptionGroup var cache: CacheOptions

  /// Says where the record comes from, unless it is the report's or the notebook's own. A report that was
  /// named has to have it.
  func record(of name: String, in options: NotebookOptions) async throws -> RunRecord {
    let notebook = try options.notebookIfThere
    let own = notebook?.records.names ?? []
    if let notebook, own.contains(name) {
      return try ProgressDisplay.ofTable(isQuiet: false) { progress in
        try notebook.records.record(
          named: name, profile: notebook.settings.profile, progress: progress)
      }
    }
    let experiment = try Self.experiment(name, besides: own)
    let report = options.output(of: notebook)
    let recorded = RecordedRuns(reportFolder: report)
    if options.output != nil { return try recorded.record(of: experiment.id) }
    if let found = try recorded.recordIfThere(of: experiment.id) { return found }
    guard let notebook else { return try await record(of: name) }
    return try await kept(experiment, of: notebook.folder) {
      "\(report) has no record of \(experiment.id); \($0)"
    }
  }

  /// The record of an experiment in no report.
  func record(of name: String) async throws -> RunRecord {
    let experiment = try Self.experiment(name, besides: [])
    return try await kept(experiment, of: nil) { "\(experiment.id): \($0)" }
  }

  private static func experiment(
    _ name: String, besides own: [String]
  ) throws(ExperimentsError) -> CatalogEntry {
    let known = ExperimentCatalog.standard.experiments
    guard let experiment = known.first(where: { $0.id == name }) else {
      throw .noMatch(pattern: name, known: known.map(\.id) + own)
    }
    return experiment
  }

  /// A run that is kept with those of a notebook, or else one that is made now; `message` is what is said of
  /// it.
  private func kept(
    _ experiment: CatalogEntry, of notebook: String?, _ message: (String) -> String
  ) async throws -> RunRecord {
    let catalog = ExperimentCatalog.standard.limited { $0.id == experiment.id }
    let runner = try ExperimentRunner(
      catalog, profile: .default, dataDir: nil,
      jobs: ProcessInfo.processInfo.activeProcessorCount, isQuiet: false)
    let kept = KeptWork(folder: try cache.folder(of: notebook), isFresh: false, isQuiet: false)
    return try await kept.locked {
      let keys = try runner.keys()
      for key in keys {
        guard let record = kept.find(RunRecord.self, for: key) else { continue }
        Terminal.say(message("this is a kept run"))
        return try decided(record, catalog)
      }
      Terminal.say(message("running it"))
      let records = try await runner.run([experiment]) { record in
        if let key = keys.first { kept.store(record, for: key) }
      }
      return try decided(records[0], catalog)
    }
  }

  private func decided(_ record: RunRecord, _ catalog: ExperimentCatalog) throws -> RunRecord {
    try catalog.decided([record])[0]
  }
}
