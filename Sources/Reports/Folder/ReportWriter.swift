import Figures
import Foundation
public import Runs

/// Writes a built report to a folder, touching only what changes.
public struct ReportWriter: Sendable {
  /// Whether two pictures show the same pixels.
  public typealias PictureComparison = @Sendable (_ old: [UInt8], _ new: [UInt8]) -> Bool

  /// What was done, by path within the folder.
  public struct Summary: Equatable, Sendable {
    /// Files that are new or have another content.
    public var written: [String] = []
    /// Files that already had this content; they were not touched.
    public var unchanged: [String] = []
    /// Files of earlier builds that no longer belong to the report.
    public var removed: [String] = []
    /// The digest of each file of the report as it now stands in the folder.
    public var contents: [String: ContentDigest] = [:]

    /// Nothing was to be done.
    public init(untouched report: WrittenReport) {
      unchanged = report.files.keys.filter { $0 != FileList.name }.sorted()
      contents = report.files
    }

    init() {}
  }

  private let folder: ReportFolder
  private let replaced: String?
  private let picturesMatch: PictureComparison

  /// The comparison by decoded pixels.
  public static let samePixels: PictureComparison = {
    PixelDifference(expected: $0, actual: $1).isSame
  }

  /// A writer for one folder, which is made when it does not exist. Where the report of another
  /// notebook lies there, it is only replaced if `replaced` names that notebook.
  public init(
    folder: String, replacing replaced: String? = nil,
    picturesMatch: @escaping PictureComparison = samePixels
  ) {
    self.folder = ReportFolder(path: folder)
    self.replaced = replaced
    self.picturesMatch = picturesMatch
  }

  /// Finds out whether a report of some templates can be written into the folder, before it is built.
  /// `records` are the experiments whose records it will hold.
  ///
  /// - Throws: ``ReportError/cannotCreate(path:reason:)``, and as
  ///   ``ReportError/otherNotebook(path:found:own:)`` or ``ReportError/foreignFile(path:file:)`` where
  ///   files would be replaced that no report of this notebook wrote.
  public func checkAccess(
    for templates: TemplateFolder, records: [String]
  ) throws(ReportError) {
    for path in [folder.path, folder.path(of: "figures"), folder.path(of: "runs")] {
      try FolderAccess.check(path)
    }
    try expectNoLinks()
    let figures = templates.figureIdentifiers.map { "figures/\($0).png" }
    let files = templates.chapters + figures + records.map { "runs/\($0).json" }
    let ownership = try Ownership(
      of: folder, notebook: templates.notebook, pages: templates.chapters, replacing: replaced)
    // What stands there may be what will be written, which is known then.
    try ownership.expectRoom(for: files, unless: { FolderEntry(folder.path(of: $0)) == .file })
  }

  /// What is written to a report stays in its folder.
  private func expectNoLinks() throws(ReportError) {
    for name in ["figures", "runs"] {
      let path = folder.path(of: name)
      if FolderEntry(path) == .link {
        throw .cannotCreate(path: path, reason: "it is a link that leads elsewhere")
      }
    }
  }

  /// Writes every file that differs, then removes what earlier builds wrote and this one does not.
  ///
  /// Each file is replaced at once: an interruption leaves it old or new, never half. The list of the
  /// report's files comes first, with the old ones and the new, then records, pictures, and the
  /// chapters that show them.
  ///
  /// - Throws: ``ReportError/emptyReport``, as `checkAccess`, or what the disk refused.
  public func write(_ report: BuiltReport) throws(ReportError) -> Summary {
    guard report.files.contains(where: { $0.kind == .chapter }) else { throw .emptyReport }
    try expectNoLinks()
    let paths = report.files.map(\.path)
    let ownership = try Ownership(
      of: folder, notebook: report.notebook, pages: paths, replacing: replaced)
    for file in report.files {
      try ownership.expectRoom(
        for: [file.path], unless: { path throws(ReportError) in try isThere(file, at: path) })
    }
    try makeFolders(for: report)
    let leftOver = ownership.leftOver(by: paths)
    try store(FileList(notebook: report.notebook, files: paths + leftOver))
    var summary = Summary()
    for kind in [ReportFile.Kind.record, .figure, .chapter] {
      for file in report.files where file.kind == kind { try write(file, &summary) }
    }
    summary.removed = try remove(leftOver)
    for file in try folder.partialFiles(of: paths + leftOver) { _ = try remove([file]) }
    summary.contents[FileList.name] = try store(report.list)
    return summary
  }

  /// What is no longer as a report left it, one file a line: changed, missing or left over.
  ///
  /// - Throws: ``ReportError/unreadable(path:reason:)``.
  public func differences(from report: WrittenReport) throws(ReportError) -> [String] {
    var differences: [String] = []
    for (file, digest) in report.files.sorted(by: { $0.key < $1.key }) {
      let path = folder.path(of: file)
      guard let bytes = try FileBytes.readIfPresent(path) else {
        differences.append("\(path) is missing")
        continue
      }
      if ContentDigest(of: bytes) != digest { differences.append("\(path) was changed") }
    }
    let partial = try folder.partialFiles(of: Array(report.files.keys))
    return differences + partial.map { "\(folder.path(of: $0)) is left over" }
  }

  /// Makes the folder where there is none.
  ///
  /// - Throws: ``ReportError/cannotCreate(path:reason:)``.
  public func makeFolder() throws(ReportError) {
    try FolderAccess.make(folder.path)
  }

  private func makeFolders(for report: BuiltReport) throws(ReportError) {
    let names = Set(report.files.map { $0.path.contains("/") ? $0.path.prefix { $0 != "/" } : "" })
    for name in names.sorted() {
      try FolderAccess.make(name.isEmpty ? folder.path : folder.path(of: String(name)))
    }
  }

  private func write(_ file: ReportFile, _ summary: inout Summary) throws(ReportError) {
    let path = folder.path(of: file.path)
    if let old = try FileBytes.readIfPresent(path), isSame(old, file) {
      summary.unchanged.append(file.path)
      summary.contents[file.path] = ContentDigest(of: old)
      return
    }
    try store(file.bytes, at: path)
    summary.written.append(file.path)
    summary.contents[file.path] = ContentDigest(of: file.bytes)
  }

  /// Writes the list unless it is there already.
  @discardableResult
  private func store(_ list: FileList) throws(ReportError) -> ContentDigest {
    let path = folder.path(of: FileList.name)
    if try FileList(of: folder.path) != list { try store(list.bytes(), at: path) }
    return ContentDigest(of: try FileBytes.read(path))
  }

  private func store(_ bytes: [UInt8], at path: String) throws(ReportError) {
    do {
      try AtomicFile(path).write(bytes)
    } catch {
      throw ReportError(error)
    }
  }

  private func isThere(_ file: ReportFile, at path: String) throws(ReportError) -> Bool {
    let path = folder.path(of: path)
    return FolderEntry(path) == .file ? isSame(try FileBytes.read(path), file) : false
  }

  private func isSame(_ old: [UInt8], _ file: ReportFile) -> Bool {
    old == file.bytes || (file.kind == .figure && picturesMatch(old, file.bytes))
  }

  /// Removes files, and nothing else that stands in their places; says which were there.
  private func remove(_ files: [String]) throws(ReportError) -> [String] {
    var removed: [String] = []
    for file in files where FolderEntry(folder.path(of: file)) == .file {
      guard unlink(folder.path(of: file)) == 0 else {
        throw .cannotCreate(
          path: folder.path(of: file), reason: String(cString: strerror(errno)))
      }
      removed.append(file)
    }
    return removed
  }
}
