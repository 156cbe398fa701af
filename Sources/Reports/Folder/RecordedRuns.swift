import Foundation
public import Runs

/// The records that lie in a report folder.
public struct RecordedRuns: Sendable {
  private let store: RunStore

  public init(reportFolder: String) {
    store = RunStore(reportFolder: URL(filePath: reportFolder, directoryHint: .isDirectory))
  }

  /// The record of an experiment; of any profile where none is named.
  ///
  /// - Throws: ``ReportError/missingRecord(experiment:folder:)`` where there is none,
  ///   ``ReportError/unusableRecord(reason:)`` or ``ReportError/unreadable(path:reason:)`` where it
  ///   cannot be used.
  public func record(
    of experiment: String, profile: Profile? = nil
  ) throws(ReportError) -> RunRecord {
    guard let found = try recordIfThere(of: experiment) else {
      throw .missingRecord(experiment: experiment, folder: store.folder.path)
    }
    if let profile, found.profile != profile.rawValue {
      throw .unusableRecord(
        reason: "\(store.folder.path): the record of \(experiment) is of the profile"
          + " \(found.profile), not \(profile.rawValue); run the experiment again too")
    }
    return found
  }

  /// Whether the file of an experiment is a record, of this layout or another.
  func holdsRecord(of experiment: String) -> Bool {
    do {
      return try store.record(of: experiment) != nil
    } catch {
      if case .schemaVersion = error { return true }
      return false
    }
  }

  /// The record of an experiment, of any profile; nil where there is none.
  ///
  /// - Throws: ``ReportError/unusableRecord(reason:)`` or ``ReportError/unreadable(path:reason:)``
  ///   where it cannot be used.
  public func recordIfThere(of experiment: String) throws(ReportError) -> RunRecord? {
    do {
      return try store.record(of: experiment)
    } catch {
      throw ReportError(error)
    }
  }
}
