import Foundation
public import Reports
public import Runs
public import Tables

/// The records that a notebook brings along, in its folder `runs`.
///
/// `NAME.yaml` describes a table, `NAME.csv` or `NAME.tsv` beside it or another one; `NAME.json` is a
/// record in the layout of this program's own. Nothing is read before it is asked for. Other files there
/// are left alone.
public struct OwnRecords: Sendable {
  /// The folder in a notebook.
  public static let folderName = "runs"

  private enum Source: Sendable {
    case table
    case record
  }

  private let folder: String
  private let sources: [String: Source]

  /// Looks which records there are.
  ///
  /// - Parameters:
  ///   - notebook: the folder of the notebook.
  ///   - builtIn: the names of the experiments of this program, which no own record has.
  /// - Throws: `ReportError` with every file whose name does not do.
  public init(of notebook: String, builtIn: [String]) throws(ReportError) {
    folder = "\(notebook)/\(Self.folderName)"
    let log = ProblemLog()
    var sources: [String: Source] = [:]
    for file in try Self.files(in: folder) {
      let (name, ending) = Self.parts(of: file)
      guard let source = Self.source(ending) else { continue }
      let isTwice = sources[name] != nil
      if let fault = Self.fault(name, file, isTwice: isTwice, builtIn: builtIn) {
        let place = SourcePosition(file: "\(folder)/\(file)", line: 1, column: 1)
        log.add([TemplateProblem(fault, at: place)])
      }
      sources[name] = source
    }
    guard log.problems.isEmpty else { throw .templates(log.sorted) }
    self.sources = sources
  }

  /// What the records are called, sorted.
  public var names: [String] { sources.keys.sorted { ExactText($0) < ExactText($1) } }

  /// The record of a name.
  ///
  /// - Parameters:
  ///   - name: one of ``names``.
  ///   - profile: the profile of the report that it is for, which the record takes.
  ///   - progress: told how far a large table is read, in bytes.
  /// - Returns: the record, whose experiment is `name`.
  /// - Throws: `ReportError` with file, line and column of what is wrong.
  public func record(
    named name: String, profile: Profile, progress: TableFile.Progress? = nil
  ) throws(ReportError) -> RunRecord {
    switch sources[name] {
    case .table:
      let description = try description(of: name)
      let file = try table(of: name, description)
      return try TableRecord(name: name, description: description, file: file)
        .record(profile: profile, progress: progress)
    case .record: return try JSONRecord.read(path(name, "json"), name: name, profile: profile)
    case nil: throw .unreadable(path: path(name, "yaml"), reason: systemReason(ENOENT))
    }
  }

  /// The files that a record is made of, as far as they can be told.
  public func files(of name: String) -> [String] {
    switch sources[name] {
    case .record: return [path(name, "json")]
    case .table:
      let yaml = path(name, "yaml")
      do throws(ReportError) {
        return [yaml, try table(of: name, try description(of: name)).path]
      } catch {
        // Whoever reads the record is told why.
        return [yaml]
      }
    case nil: return []
    }
  }

  /// The content of each file that a record is made of, by its path: a report of it is current as long as
  /// these stay.
  ///
  /// - Throws: `ReportError.unreadable`.
  public func digests(of name: String) throws(ReportError) -> [String: ContentDigest] {
    try NotebookFile.digests(of: files(of: name))
  }

  private func path(_ name: String, _ ending: String) -> String { "\(folder)/\(name).\(ending)" }

  private func systemReason(_ code: Int32) -> String { String(cString: strerror(code)) }
}

// MARK: Files

extension OwnRecords {
  private static func files(in folder: String) throws(ReportError) -> [String] {
    guard FileManager.default.fileExists(atPath: folder) else { return [] }
    do {
      return try FileManager.default.contentsOfDirectory(atPath: folder)
        .filter { !$0.hasPrefix(".") }.sorted { ExactText($0) < ExactText($1) }
    } catch {
      throw .unreadable(path: folder, reason: Runs.systemReason(error))
    }
  }

  private static func parts(of file: String) -> (name: String, ending: String) {
    guard let point = file.lastIndex(of: ".") else { return (file, "") }
    return (String(file[..<point]), String(file[file.index(after: point)...]))
  }

  private static func source(_ ending: String) -> Source? {
    switch ending {
    case "yaml", "yml": .table
    case "json": .record
    default: nil
    }
  }

  private static func fault(
    _ name: String, _ file: String, isTwice: Bool, builtIn: [String]
  ) -> String? {
    if file.hasSuffix(".yml") { return "call it `\(name).yaml`" }
    guard RecordName.isRecord(name) else {
      return "“\(name.shown(upTo: 60))” cannot be named in a template; begin the name of the file"
        + " with a letter, and go on with letters, digits, `_` and `-`"
    }
    if isTwice { return "`\(name)` is a table by \(name).yaml and a record by \(name).json" }
    if RecordName.reserved.contains(name) {
      return "`\(name)` begins other names in templates; call the file otherwise"
    }
    if builtIn.contains(name) {
      return "`\(name)` is an experiment of this program; call the file otherwise"
    }
    return nil
  }
}

// MARK: Tables

extension OwnRecords {
  private func description(of name: String) throws(ReportError) -> TableDescription {
    let file = path(name, "yaml")
    return try TableDescription(contents: try NotebookFile.text(file), file: file)
  }

  private func table(
    of name: String, _ description: TableDescription
  ) throws(ReportError) -> TableFile {
    func problem(_ text: String) -> ReportError {
      let place =
        description.table?.position
        ?? SourcePosition(file: description.file, line: 1, column: 1)
      return .templates([TemplateProblem(text, at: place)])
    }
    if let table = description.table {
      guard let file = TableFile("\(folder)/\(table.string)") else {
        throw problem("a table is a file `.csv`, with commas, or `.tsv`, with tabs")
      }
      guard FileManager.default.fileExists(atPath: file.path) else {
        throw problem("there is no \(file.path)")
      }
      return file
    }
    let files = ["csv", "tsv"].map { path(name, $0) }.filter {
      FileManager.default.fileExists(atPath: $0)
    }
    guard files.count < 2 else {
      throw problem("there are \(name).csv and \(name).tsv; say which it is: `table: \(name).csv`")
    }
    guard let path = files.first, let file = TableFile(path) else {
      throw problem("there is no \(name).csv or \(name).tsv beside it; name its table: `table: …`")
    }
    return file
  }
}
