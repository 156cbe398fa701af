/// What can be wrong with records, on disk or in memory.
public enum RunsError: Error, Equatable, Sendable {
  /// A record holds a number that JSON cannot.
  case notFinite(reason: String)
  /// A file is not a record.
  case unreadable(name: String, reason: String)
  /// A record of another layout.
  case schemaVersion(name: String, found: Int)
  /// A file cannot be read at all.
  case cannotRead(path: String, reason: String)
  /// A file cannot be created or replaced: rights, or a read-only disk.
  case cannotCreate(path: String, reason: String)
  /// A folder that is to hold a cache holds somebody's files.
  case foreignCache(path: String, file: String)
  /// A file was opened but its content could not be stored: a full disk.
  case cannotStore(path: String, reason: String)
  /// A file cannot be removed.
  case cannotRemove(path: String, reason: String)
}

extension RunsError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .notFinite(let reason):
      "a record holds a number that JSON cannot hold: \(reason)"
    case .unreadable(let name, let reason):
      "\(name) is not a record: \(reason); run `wnreport generate` to write it anew"
    case .schemaVersion(let name, let found):
      "\(name) has layout version \(found), this program reads"
        + " \(RunRecord.currentSchemaVersion); run `wnreport generate` to write it anew"
    case .cannotRead(let path, let reason):
      "cannot read \(path): \(reason)"
    case .cannotCreate(let path, let reason):
      "\(path): cannot be written: \(reason); "
        + advice(on: reason, usual: "make the folder writable or name another one")
    case .foreignCache(let path, let file):
      "\(path): holds \(file.shown), which is no finished run; name a folder of its own with --cache"
    case .cannotStore(let path, let reason):
      "\(path): cannot be stored: \(reason); "
        + advice(on: reason, usual: "free some space and run again")
    case .cannotRemove(let path, let reason):
      "\(path): cannot be removed: \(reason); "
        + advice(on: reason, usual: "make its folder writable and run again")
    }
  }
}
