import Figures
import Foundation
import Runs

/// A folder in which a check leaves the pictures that it found different, for people to look at:
/// `NAME.expected.png` as it lies in the report folder, `NAME.actual.png` as it was built now, and
/// `NAME.difference.png`, which is light but for the pixels that differ.
public struct DifferencePictures: Sendable {
  private let folder: ReportFolder
  private let reportFolder: ReportFolder

  /// The folder for the differences that are found in a report folder.
  public init(folder: String, reportFolder: String) {
    self.folder = ReportFolder(path: folder)
    self.reportFolder = ReportFolder(path: reportFolder)
  }

  /// Finds out whether the folder can be written, or made, before a report is built.
  ///
  /// - Throws: ``ReportError/cannotCreate(path:reason:)``, or
  ///   ``ReportError/unusableList(path:reason:)`` where a report lies there.
  public func checkAccess() throws(ReportError) {
    try FolderAccess.check(folder.path)
    _ = try earlierPictures()
  }

  /// What an earlier check left in the folder.
  private func earlierPictures() throws(ReportError) -> [String] {
    let list = try FileList(of: folder.path) {
      $0.wholeMatch(of: #/[^.\/][^\/]*\.(?:expected|actual|difference)\.png/#) != nil
    }
    return list?.files ?? []
  }

  /// Writes the pictures of each figure that has a finding, and removes those that an earlier check
  /// left there. The folder is made when there is something to write.
  ///
  /// - Returns: the files that were written, by path.
  /// - Throws: what the disk refused, or ``ReportError/foreignFile(path:file:)`` before anything is
  ///   written.
  public func write(
    _ findings: [Finding], of report: BuiltReport
  ) throws(ReportError) -> [String] {
    let found = Set(findings.map { ExactText($0.path) })
    var pictures: [(name: String, bytes: [UInt8])] = []
    for file in report.files
    where file.kind == .figure && found.contains(ExactText(reportFolder.path(of: file.path))) {
      pictures += try self.pictures(of: file)
    }
    let earlier = try earlierPictures()
    guard !(pictures.isEmpty && earlier.isEmpty) else { return [] }
    let names = pictures.map(\.name)
    try expectRoom(for: names, beside: earlier)
    try FolderAccess.make(folder.path)
    try folder.store(list(of: names + earlier).bytes(), FileList.name)
    let kept = Set(names.map { ExactText($0) })
    _ = try folder.remove(earlier.filter { !kept.contains(ExactText($0)) })
    for (name, bytes) in pictures { try folder.store(bytes, name) }
    try folder.store(list(of: names).bytes(), FileList.name)
    return names.map(folder.path(of:))
  }

  private func list(of names: [String]) -> FileList {
    FileList(notebook: "differences of \(reportFolder.path)", files: names)
  }

  private func expectRoom(
    for names: [String], beside earlier: [String]
  ) throws(ReportError) {
    let own = Set(earlier.map { ExactText($0) })
    for name in names {
      switch FolderEntry(folder.path(of: name)) {
      case .nothing: continue
      case .file where own.contains(ExactText(name)): continue
      default: throw .foreignFile(path: folder.path, file: name)
      }
    }
  }

  private func pictures(
    of file: ReportFile
  ) throws(ReportError) -> [(name: String, bytes: [UInt8])] {
    let old = try FileBytes.readIfPresent(reportFolder.path(of: file.path))
    let difference = old.flatMap { old in
      // A file that is no picture has no difference to look at; the finding says what it is.
      try? PixelDifference.picture(expected: old, actual: file.bytes)
    }
    let name = URL(filePath: file.path).deletingPathExtension().lastPathComponent
    return [
      ("\(name).expected.png", old), ("\(name).actual.png", file.bytes),
      ("\(name).difference.png", difference),
    ].compactMap { name, bytes in bytes.map { (name, $0) } }
  }
}
