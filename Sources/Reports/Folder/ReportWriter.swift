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
  private let isNested: Bool
  private let picturesMatch: PictureComparison

  /// The comparison by decoded pixels.
  public static let samePixels: PictureComparison = {
    PixelDifference(expected: $0, actual: $1).isSame
  }

  /// A writer for one folder, which is made when it does not exist. Where the report of another
  /// notebook lies there, it is only replaced if `replaced` names that notebook. `isNested` says that the
  /// folder lies in the notebook's own.
  public init(
    folder: String, replacing replaced: String? = nil, isNested: Bool = false,
    picturesMatch: @escaping PictureComparison = samePixels
  ) {
    self.folder = ReportFolder(path: folder)
    self.replaced = replaced
    self.isNested = isNested
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
      of: folder, notebook: templates.notebook, pages: templates.chapters, replacing: replaced,
      isNested: isNested)
    for file in files {
      // A file that no list names may be the very one that will be written: `write` can tell.
      try ownership.expectRoom(for: file) { FolderEntry(folder.path(of: file)) == .file }
    }
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
      of: folder, notebook: report.notebook, pages: paths, replacing: replaced,
      isNested: isNested)
    for file in report.files {
      try ownership.expectRoom(for: file.path) { () throws(ReportError) in try isThere(file) }
    }
    try makeFolders(for: report)
    let leftOver = ownership.leftOver(by: paths)
    try store(FileList(notebook: report.notebook, files: paths + leftOver))
    var summary = Summary()
    for kind in [ReportFile.Kind.record, .figure, .chapter] {
      for file in report.files where file.kind == kind { try write(file, &summary) }
    }
    summary.removed = try folder.remove(leftOver)
    _ = try folder.remove(folder.partialFiles(of: paths + leftOver))
    summary.contents[FileList.name] = try store(report.list)
    return summary
  }

  /// What is no longer as a report left it, one file per line: changed, missing or left over.
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
    try folder.store(file.bytes, file.path)
    summary.written.append(file.path)
    summary.contents[file.path] = ContentDigest(of: file.bytes)
  }

  /// Writes the list unless it is there already.
  @discardableResult
  private func store(_ list: FileList) throws(ReportError) -> ContentDigest {
    let path = folder.path(of: FileList.name)
    if try FileList(of: folder.path) != list { try folder.store(list.bytes(), FileList.name) }
    return ContentDigest(of: try FileBytes.read(path))
  }

  private func isThere(_ file: ReportFile) throws(ReportError) -> Bool {
    let path = folder.path(of: file.path)
    return FolderEntry(path) == .file ? isSame(try FileBytes.read(path), file) : false
  }

  private func isSame(_ old: [UInt8], _ file: ReportFile) -> Bool {
    old == file.bytes || (file.kind == .figure && picturesMatch(old, file.bytes))
  }
}
