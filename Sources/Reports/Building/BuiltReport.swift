public import Runs

/// All files of a report, in memory.
public struct BuiltReport: Equatable, Sendable {
  /// The files, sorted by path.
  public let files: [ReportFile]
  /// The verdicts of all claims, in catalog order.
  public let verdicts: [Verdict]
  /// The notebook that it was made from.
  public let notebook: String

  /// A report of some files.
  public init(files: [ReportFile], verdicts: [Verdict], notebook: String) {
    self.notebook = notebook
    self.files = files.sorted { ExactText($0.path) < ExactText($1.path) }
    self.verdicts = verdicts
  }

  /// The same files with some of the verdicts only.
  public func limited(to isIncluded: (Verdict) -> Bool) -> BuiltReport {
    BuiltReport(files: files, verdicts: verdicts.filter(isIncluded), notebook: notebook)
  }

  /// What a folder keeps of it, to know its files from others.
  var list: FileList { FileList(notebook: notebook, files: files.map(\.path)) }
}

/// One file of a report.
public struct ReportFile: Equatable, Sendable {
  /// What the file holds, which says how two versions of it are compared.
  public enum Kind: Equatable, Sendable {
    case chapter
    case figure
    case record
  }

  /// The path within the reports folder: `figures/growth-norms.png`.
  public let path: String
  public let kind: Kind
  public let bytes: [UInt8]

  /// A file with its content.
  public init(path: String, kind: Kind, bytes: [UInt8]) {
    self.path = path
    self.kind = kind
    self.bytes = bytes
  }
}
