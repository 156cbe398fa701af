public import Foundation

/// The records of a report folder: one file per experiment, named after it.
public struct RunStore: Sendable {
  public let folder: URL

  /// The store in `runs/` below a report folder.
  public init(reportFolder: URL) {
    folder = reportFolder.appending(path: "runs", directoryHint: .isDirectory)
  }

  /// The record of an experiment, or nil where there is no file.
  ///
  /// - Throws: `RunsError.unreadable`, `.schemaVersion`, `.cannotRead`.
  public func record(of experiment: String) throws(RunsError) -> RunRecord? {
    let url = folder.appending(path: "\(experiment).json")
    guard FileManager.default.fileExists(atPath: url.path) else { return nil }
    let data = Data(try RegularFile.bytes(of: url.path))
    let layout = try CanonicalJSON.decode(Layout.self, from: data, name: url.path)
    guard layout.schemaVersion == RunRecord.currentSchemaVersion else {
      throw .schemaVersion(name: url.path, found: layout.schemaVersion)
    }
    let record = try CanonicalJSON.decode(RunRecord.self, from: data, name: url.path)
    guard ExactText(record.experiment) == ExactText(experiment) else {
      throw .unreadable(name: url.path, reason: "it is of “\(record.experiment.shown)”")
    }
    return record
  }

  /// The part of a record that every layout has.
  private struct Layout: Decodable {
    var schemaVersion: Int
  }
}
