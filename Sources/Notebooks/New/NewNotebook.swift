import Foundation
public import Reports
import Runs

/// Writes the folder of a new notebook.
public struct NewNotebook: Sendable {
  private let folder: String

  /// - Throws: `ReportError.cannotCreate` where something lies there already.
  public init(_ folder: String) throws(ReportError) {
    self.folder = folder
    guard FileManager.default.fileExists(atPath: folder) else { return }
    do {
      if let file = try FileManager.default.contentsOfDirectory(atPath: folder).min() {
        throw ReportError.cannotCreate(
          path: folder, reason: "it holds \(file); name a folder that is not there yet")
      }
    } catch let error as ReportError {
      throw error
    } catch {
      throw .cannotCreate(path: folder, reason: systemReason(error))
    }
  }

  /// Writes files by path within the folder, and copies others there. `notebook.yaml` comes last, so that an
  /// interruption leaves no notebook that looks whole.
  ///
  /// - Parameters:
  ///   - files: texts by path.
  ///   - copies: files of the disk by path.
  /// - Returns: the paths, sorted.
  /// - Throws: `ReportError` for what the disk refuses.
  public func write(
    _ files: [String: String], copies: [String: String] = [:]
  ) throws(ReportError) -> [String] {
    let last = NotebookSettings.fileName
    for path in copies.keys.sorted() { try copy(copies[path] ?? "", to: path) }
    for path in files.keys.sorted(by: { ($0 == last ? 1 : 0, $0) < ($1 == last ? 1 : 0, $1) }) {
      try make(path)
      do {
        try AtomicFile("\(folder)/\(path)").write(Array((files[path] ?? "").utf8))
      } catch {
        throw ReportError(error)
      }
    }
    return (Array(files.keys) + Array(copies.keys)).sorted()
  }

  private func copy(_ file: String, to path: String) throws(ReportError) {
    try make(path)
    do {
      try FileManager.default.copyItem(atPath: file, toPath: "\(folder)/\(path)")
    } catch {
      throw .cannotCreate(path: "\(folder)/\(path)", reason: systemReason(error))
    }
  }

  /// Makes the folder of a path.
  private func make(_ path: String) throws(ReportError) {
    let url = URL(filePath: "\(folder)/\(path)").deletingLastPathComponent()
    do {
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    } catch {
      throw .cannotCreate(path: url.path, reason: systemReason(error))
    }
  }
}
