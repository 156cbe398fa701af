import Foundation
import Runs

/// The files of a folder that this program wrote there, as a small file beside them says. No other is
/// ever replaced or removed.
struct FileList: Codable, Equatable, Sendable {
  /// The name of the small file.
  static let name = ".wnreport.json"

  private let schemaVersion: Int
  /// The notebook whose report lies in the folder.
  let notebook: String
  /// Paths within the folder, sorted.
  let files: [String]

  init(notebook: String, files: some Sequence<String>) {
    schemaVersion = Self.currentSchemaVersion
    self.notebook = notebook
    self.files = Set(files.map { ExactText($0) }).sorted().map(\.string)
  }

  private static let currentSchemaVersion = 1

  /// The list of a folder, or nil where there is none.
  ///
  /// - Parameters:
  ///   - folder: where the files lie.
  ///   - isExpected: whether a path is one that this program writes there.
  /// - Throws: ``ReportError/unusableList(path:reason:)`` where a path is not: what the list names may
  ///   be removed. ``ReportError/unreadable(path:reason:)``.
  init?(
    of folder: String, where isExpected: (String) -> Bool = ReportFolder.isOfAReport
  ) throws(ReportError) {
    let path = "\(folder)/\(Self.name)"
    guard FolderEntry(path) != .nothing else { return nil }
    let bytes = try FileBytes.read(path, limit: 1 << 20)
    do {
      self = try CanonicalJSON.decode(Self.self, from: Data(bytes), name: path)
    } catch {
      throw .unusableList(path: path, reason: "it cannot be read as a list of files")
    }
    guard schemaVersion == Self.currentSchemaVersion else {
      throw .unusableList(path: path, reason: "its layout has the version \(schemaVersion)")
    }
    if let stranger = files.first(where: { !isExpected($0) }) {
      throw .unusableList(path: path, reason: "it names “\(stranger.shown)”")
    }
  }

  /// The content of the small file, one line per file, so that changes can be read and merged.
  ///
  /// - Throws: ``ReportError/unusableList(path:reason:)``.
  func bytes() throws(ReportError) -> [UInt8] {
    do {
      return Array((try CanonicalJSON.lines(of: self) + "\n").utf8)
    } catch {
      throw .unusableList(path: Self.name, reason: "it cannot be encoded: \(error)")
    }
  }
}
