import Foundation
import Runs

/// Finds out whether a folder can be written, or made, before work is done for it; and makes it.
enum FolderAccess {
  /// - Throws: ``ReportError/cannotCreate(path:reason:)``.
  static func check(_ path: String) throws(ReportError) {
    var nearest = URL(filePath: path)
    while !FileManager.default.fileExists(atPath: nearest.path), nearest.path != "/" {
      nearest.deleteLastPathComponent()
    }
    guard access(nearest.path + "/.", W_OK) == 0 else {
      throw .cannotCreate(path: path, reason: String(cString: strerror(errno)))
    }
  }

  /// - Throws: ``ReportError/cannotCreate(path:reason:)``.
  static func make(_ path: String) throws(ReportError) {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw .cannotCreate(path: path, reason: systemReason(error))
    }
  }
}
