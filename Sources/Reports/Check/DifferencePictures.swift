import Figures
import Foundation
import Runs

/// A folder in which a check leaves the pictures that it found different, for people to look at:
/// `NAME.expected.png` as it lies in the report folder, `NAME.actual.png` as it was built now, and
/// `NAME.difference.png`, which is light but for the pixels that differ.
public struct DifferencePictures: Sendable {
  private let folder: String
  private let reportFolder: ReportFolder

  /// The folder for the differences that are found in a report folder.
  public init(folder: String, reportFolder: String) {
    self.folder = folder
    self.reportFolder = ReportFolder(path: reportFolder)
  }

  /// Finds out whether the folder can be written, or made, before a report is built.
  ///
  /// - Throws: ``ReportError/cannotCreate(path:reason:)``.
  public func checkAccess() throws(ReportError) { try FolderAccess.check(folder) }

  /// Writes the pictures of each figure that has a finding, and removes those that an earlier check
  /// left of the others. The folder is made when there is something to write.
  ///
  /// - Returns: the files that were written, by path.
  /// - Throws: what the disk refused.
  public func write(
    _ findings: [Finding], of report: BuiltReport
  ) throws(ReportError) -> [String] {
    let found = Set(findings.map(\.path))
    var written: [String] = []
    for file in report.files where file.kind == .figure {
      let isFound = found.contains(reportFolder.path(of: file.path))
      for (name, bytes) in try pictures(of: file, isFound: isFound) {
        if let bytes {
          written.append(try store(bytes, name))
        } else {
          try remove(name)
        }
      }
    }
    return written
  }

  /// The content of each picture of a figure; nil for those that there are not.
  private func pictures(
    of file: ReportFile, isFound: Bool
  ) throws(ReportError) -> [(name: String, bytes: [UInt8]?)] {
    let old = isFound ? try FileBytes.readIfPresent(reportFolder.path(of: file.path)) : nil
    let difference = old.flatMap { old in
      // A file that is no picture has no difference to look at; the finding says what it is.
      try? PixelDifference.picture(expected: old, actual: file.bytes)
    }
    let name = URL(filePath: file.path).deletingPathExtension().lastPathComponent
    return [
      ("\(name).expected.png", old), ("\(name).actual.png", isFound ? file.bytes : nil),
      ("\(name).difference.png", difference),
    ]
  }

  private func store(_ bytes: [UInt8], _ name: String) throws(ReportError) -> String {
    let path = "\(folder)/\(name)"
    try FolderAccess.make(folder)
    do {
      try AtomicFile(path).write(bytes)
    } catch {
      throw ReportError(error)
    }
    return path
  }

  private func remove(_ name: String) throws(ReportError) {
    let path = "\(folder)/\(name)"
    guard FileManager.default.fileExists(atPath: path) else { return }
    do {
      try FileManager.default.removeItem(atPath: path)
    } catch {
      throw .cannotCreate(path: path, reason: systemReason(error))
    }
  }
}
