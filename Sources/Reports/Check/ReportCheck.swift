import Figures
import Foundation
import Runs

/// Compares a report that was built anew with a folder; writes nothing.
public struct ReportCheck: Sendable {
  /// How two pictures differ, such as `RMS 3.2, 4.1 % of pixels differ`; nil when they match.
  public typealias PictureDifference = @Sendable (_ old: [UInt8], _ new: [UInt8]) -> String?

  private let folder: ReportFolder
  private let pictureDifference: PictureDifference

  /// The comparison by decoded pixels.
  public static let pixelDifference: PictureDifference = { old, new in
    switch PixelDifference(expected: old, actual: new) {
    case .equal, .close: nil
    case .different(let rms, let share):
      "RMS \(NumberFormat.fixed(rms, digits: 1)), \(NumberFormat.percent(share, digits: 1)) of pixels differ"
    case .differentSizes(let old, let new):
      "\(old.width) × \(old.height) pixels → \(new.width) × \(new.height)"
    case .undecodable: "not a readable PNG"
    }
  }

  /// Any picture matches.
  public static let anyPicture: PictureDifference = { _, _ in nil }

  /// A check of one folder.
  public init(folder: String, pictureDifference: @escaping PictureDifference = pixelDifference) {
    self.folder = ReportFolder(path: folder)
    self.pictureDifference = pictureDifference
  }

  /// Finds out whether there is a folder to compare with, before a report is built.
  ///
  /// - Throws: ``ReportError/noReport(folder:)``.
  public func checkPresence() throws(ReportError) {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: folder.path, isDirectory: &isFolder),
      isFolder.boolValue
    else { throw .noReport(folder: folder.path) }
  }

  /// Everything that differs, by file and line; none when the folder is up to date.
  ///
  /// - Throws: ``ReportError/emptyReport`` when there is nothing to compare, which is no success.
  public func findings(for report: BuiltReport) throws(ReportError) -> [Finding] {
    guard report.files.contains(where: { $0.kind == .chapter }) else { throw .emptyReport }
    var findings: [Finding] = []
    for file in report.files { findings += try self.findings(for: file) }
    findings += try listFindings(for: report) + strangers(beside: report)
    return findings.enumerated()
      .sorted {
        (ExactText($0.element.path), $0.offset) < (ExactText($1.element.path), $1.offset)
      }
      .map(\.element)
  }

  private func listFindings(for report: BuiltReport) throws(ReportError) -> [Finding] {
    let path = folder.path(of: FileList.name)
    guard let list = try FileList(of: folder.path) else {
      return [Finding(path: path, kind: .missing)]
    }
    guard list != report.list else { return [] }
    return TextDifference.findings(path, old: try list.bytes(), new: try report.list.bytes())
  }

  /// What looks like a part of the report and is none: left by an earlier build, or somebody else's.
  private func strangers(beside report: BuiltReport) throws(ReportError) -> [Finding] {
    let built = Set(report.files.map { ExactText($0.path) })
    let own = Set(try folder.ownFiles().map { ExactText($0) })
    return try folder.entriesOfAReport().filter { !built.contains(ExactText($0)) }.map {
      Finding(
        path: folder.path(of: $0), kind: own.contains(ExactText($0)) ? .orphaned : .foreign)
    }
  }

  private func findings(for file: ReportFile) throws(ReportError) -> [Finding] {
    let path = folder.path(of: file.path)
    guard let old = try FileBytes.readIfPresent(path) else {
      return [Finding(path: path, kind: .missing)]
    }
    guard old != file.bytes else { return [] }
    switch file.kind {
    case .chapter: return TextDifference.findings(path, old: old, new: file.bytes)
    case .record: return RecordDifference.findings(path, old: old, new: file.bytes)
    case .figure:
      return pictureDifference(old, file.bytes).map {
        [Finding(path: path, kind: .changedPicture($0))]
      } ?? []
    }
  }
}
