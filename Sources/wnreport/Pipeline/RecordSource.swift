import ArgumentParser
import Experiments
import Foundation
import Reports
import Runs

/// Finds the record of one experiment: in a report, among kept runs, or by running it.
struct RecordSource: ParsableArguments {
  @OptionGroup var cache: CacheOptions

  /// Says where the record comes from, unless it is the report's. A report that was named has to have it.
  func record(
    of experiment: CatalogEntry, in notebook: NotebookOptions
  ) async throws -> RunRecord {
    let report = try notebook.outputIfThere
    let recorded = RecordedRuns(reportFolder: report)
    if notebook.output != nil { return try recorded.record(of: experiment.id) }
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
