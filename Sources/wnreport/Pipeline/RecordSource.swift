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
      return try notebook.records.record(named: name, profile: notebook.settings.profile)
    }
    let known = ExperimentCatalog.standard.experiments
    guard let experiment = known.first(where: { $0.id == name }) else {
      throw ExperimentsError.noMatch(pattern: name, known: known.map(\.id) + own)
    }
    let report = options.output ?? notebook?.output ?? NotebookOptions.standardOutput
    let recorded = RecordedRuns(reportFolder: report)
    if options.output != nil { return try recorded.record(of: experiment.id) }
    if let found = try recorded.recordIfThere(of: experiment.id) { return found }
    let catalog = ExperimentCatalog.standard.limited { $0.id == experiment.id }
    let runner = try ExperimentRunner(
      catalog, profile: .default, dataDir: nil,
      jobs: ProcessInfo.processInfo.activeProcessorCount, isQuiet: false)
    let kept = KeptWork(folder: try cache.folder, isFresh: false, isQuiet: false)
    return try await kept.locked {
      let keys = try runner.keys()
      for key in keys {
        guard let record = kept.find(RunRecord.self, for: key) else { continue }
        Terminal.say("\(report) has no record of \(experiment.id); this is a kept run")
        return try decided(record, catalog)
      }
      Terminal.say("\(report) has no record of \(experiment.id); running it")
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
