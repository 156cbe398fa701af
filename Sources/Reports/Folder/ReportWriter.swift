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
      unchanged = report.files.keys.sorted()
      contents = report.files
    }

    init() {}
  }

  private let folder: ReportFolder
  private let picturesMatch: PictureComparison

  /// The comparison by decoded pixels.
  public static let samePixels: PictureComparison = {
    PixelDifference(expected: $0, actual: $1).isSame
  }

  /// A writer for one folder, which is made when it does not exist.
  public init(folder: String, picturesMatch: @escaping PictureComparison = samePixels) {
    self.folder = ReportFolder(path: folder)
    self.picturesMatch = picturesMatch
  }

  /// Finds out whether the folder can be written, or made, before a report is built for it.
  ///
  /// - Throws: ``ReportError/cannotCreate(path:reason:)``, or ``ReportError/foreignFolder(path:file:)``
  ///   where files lie that would be replaced or removed and that no report left there.
  public func checkAccess() throws(ReportError) {
    for path in [folder.path, folder.path(of: "figures"), folder.path(of: "runs")] {
      try FolderAccess.check(path)
    }
    try expectNoLinks()
    if let file = try folder.foreignFile() { throw .foreignFolder(path: folder.path, file: file) }
  }

  /// What is written to a report stays in its folder.
  private func expectNoLinks() throws(ReportError) {
    for name in ["figures", "runs"] {
      var status = stat()
      let path = folder.path(of: name)
      if lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFLNK {
        throw .cannotCreate(path: path, reason: "it is a link that leads elsewhere")
      }
    }
  }

  /// Writes every file that differs, then removes what earlier builds left.
  ///
  /// Each file is replaced at once: an interruption leaves it old or new, never half. Records come
  /// first, by which the folder is known as a report's, then pictures, then the chapters that show
  /// them.
  ///
  /// - Throws: ``ReportError/emptyReport``, or what the disk refused.
  public func write(_ report: BuiltReport) throws(ReportError) -> Summary {
    guard report.files.contains(where: { $0.kind == .chapter }) else { throw .emptyReport }
    try expectNoLinks()
    try makeFolders(for: report)
    var summary = Summary()
    for kind in [ReportFile.Kind.record, .figure, .chapter] {
      for file in report.files where file.kind == kind { try write(file, &summary) }
    }
    try removeOrphans(of: report, &summary)
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
    let others = try folder.ownedFiles().filter { report.files[$0] == nil }
    return differences
      + (others + (try folder.partialFiles())).map { "\(folder.path(of: $0)) is left over" }
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
    do {
      try AtomicFile(path).write(file.bytes)
    } catch {
      throw ReportError(error)
    }
    summary.written.append(file.path)
    summary.contents[file.path] = ContentDigest(of: file.bytes)
  }

  private func isSame(_ old: [UInt8], _ file: ReportFile) -> Bool {
    old == file.bytes || (file.kind == .figure && picturesMatch(old, file.bytes))
  }

  private func removeOrphans(
    of report: BuiltReport, _ summary: inout Summary
  ) throws(ReportError) {
    let built = Set(report.files.map(\.path))
    let orphans = try folder.ownedFiles().filter { !built.contains($0) }
    for file in orphans + (try folder.partialFiles()) {
      do {
        try FileManager.default.removeItem(atPath: folder.path(of: file))
      } catch {
        throw .cannotCreate(path: folder.path(of: file), reason: systemReason(error))
      }
    }
    summary.removed = orphans
  }
}
