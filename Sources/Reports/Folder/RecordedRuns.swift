import Foundation
public import Runs

/// The records that lie in a report folder.
public struct RecordedRuns: Sendable {
  private let store: RunStore

  public init(reportFolder: String) {
    store = RunStore(reportFolder: URL(filePath: reportFolder, directoryHint: .isDirectory))
  }

  /// The record of an experiment.
  ///
  /// - Throws: ``ReportError/missingRecord(experiment:folder:)`` where there is none,
  ///   ``ReportError/unusableRecord(reason:)`` or ``ReportError/unreadable(path:reason:)`` where it
  ///   cannot be used.
  public func record(of experiment: String) throws(ReportError) -> RunRecord {
    let found: RunRecord?
    do {
      found = try store.record(of: experiment)
    } catch {
      throw ReportError(error)
    }
    guard let found else {
      throw .missingRecord(experiment: experiment, folder: store.folder.path)
    }
    return found
  }
}
