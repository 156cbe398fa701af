import Foundation
public import Reports
public import Runs

/// A folder from which a report is made: pages, what it says of itself, and what it brings along.
public struct Notebook: Sendable {
  /// The folder as people name it, which begins every position in a message.
  public let folder: String
  /// What it says of itself.
  public let settings: NotebookSettings
  /// The runs that it brings along.
  public let records: OwnRecords
  /// The Markdown files that become pages, and those that they include.
  public let pages: TemplateFolder
  /// Where its report goes.
  public let output: String
  /// Where the notebook would have it go.
  public let ownOutput: String
  let ownClaims: OwnClaims

  /// Reads a notebook. One without `notebook.yaml` is called as its folder is and says nothing else.
  ///
  /// - Parameters:
  ///   - folder: where it lies.
  ///   - output: where its report goes; nil for the place that the notebook names.
  ///   - builtIn: the experiments of the program, whose names are taken.
  /// - Throws: `ReportError` with everything that is wrong.
  public init(
    readingFrom folder: String, output: String? = nil, builtIn: [String]
  ) throws(ReportError) {
    self.folder = folder
    let log = ProblemLog()
    settings = try Self.settings(of: folder, builtIn, log: log)
    ownOutput = Self.place(settings.output, in: folder)
    self.output = output ?? ownOutput
    // Who may be named is not known where the file that says so is wrong.
    let sources = log.problems.isEmpty ? settings.sources : nil
    ownClaims = try OwnClaims(of: folder, sources: sources, log: log)
    guard !Place(self.output).isSame(as: Place(folder)) else {
      throw .outputIsNotebook(folder: folder)
    }
    guard log.problems.isEmpty else { throw .templates(log.sorted) }
    records = try OwnRecords(of: folder, builtIn: builtIn)
    // Who has runs looks at them before writing a page.
    pages = try TemplateFolder(
      readingFrom: folder, except: self.output, mayBeEmpty: !records.names.isEmpty)
  }

  /// The content of each file, besides its pages, that its report depends on, by path within the notebook
  /// where it lies there: what it says of itself, its claims and the own records.
  ///
  /// - Parameter names: the own records that the report shows.
  /// - Returns: the digests.
  /// - Throws: `ReportError.unreadable`.
  public func digests(of names: [String]) throws(ReportError) -> [String: ContentDigest] {
    var digests = try NotebookFile.digests(
      of: [NotebookSettings.fileName, OwnClaims.fileName].map { "\(folder)/\($0)" }.filter {
        FileManager.default.fileExists(atPath: $0)
      })
    for name in names { digests.merge(try records.digests(of: name)) { $1 } }
    let start = folder + "/"
    return Dictionary(
      uniqueKeysWithValues: digests.map { path, digest in
        (path.hasPrefix(start) ? String(path.dropFirst(start.count)) : path, digest)
      })
  }

  private static func settings(
    of folder: String, _ builtIn: [String], log: ProblemLog
  ) throws(ReportError) -> NotebookSettings {
    let path = "\(folder)/\(NotebookSettings.fileName)"
    let name = URL(filePath: folder).resolvingSymlinksInPath().lastPathComponent
    guard FileManager.default.fileExists(atPath: path) else { return NotebookSettings(title: name) }
    let contents = try NotebookFile.text(path)
    return NotebookSettings(
      contents: contents, file: path, folder: name, builtIn: builtIn, log: log)
  }

  /// `reports` for `../reports` in `templates`.
  private static func place(_ output: String, in folder: String) -> String {
    var parts =
      folder == "."
      ? [] : folder.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    if parts.count > 1, parts.last == "" { parts.removeLast() }
    for part in output.split(separator: "/") where part != "." {
      let isName = parts.last.map { !["", ".", ".."].contains($0) } ?? false
      if part == "..", isName { parts.removeLast() } else { parts.append(String(part)) }
    }
    return parts.isEmpty ? "." : parts.joined(separator: "/")
  }
}
