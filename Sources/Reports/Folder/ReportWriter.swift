import Figures
import Foundation
import Runs

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
  /// - Throws: ``ReportError/cannotCreate(path:reason:)``.
  public func checkAccess() throws(ReportError) {
    for path in [folder.path, folder.path(of: "figures"), folder.path(of: "runs")] {
      try FolderAccess.check(path)
    }
  }

  /// Writes every file that differs, then removes what earlier builds left.
  ///
  /// Each file is replaced at once: an interruption leaves it old or new, never half. Pictures and
  /// records come before the chapters that show them.
  ///
  /// - Throws: ``ReportError/emptyReport``, or what the disk refused.
  public func write(_ report: BuiltReport) throws(ReportError) -> Summary {
    guard report.files.contains(where: { $0.kind == .chapter }) else { throw .emptyReport }
    try makeFolders(for: report)
    var summary = Summary()
    for file in report.files.filter({ $0.kind != .chapter }) { try write(file, &summary) }
    for file in report.files.filter({ $0.kind == .chapter }) { try write(file, &summary) }
    try removeOrphans(of: report, &summary)
    return summary
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
      return
    }
    do {
      try AtomicFile(path).write(file.bytes)
    } catch {
      throw ReportError(error)
    }
    summary.written.append(file.path)
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
