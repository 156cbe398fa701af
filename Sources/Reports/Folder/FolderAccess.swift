import Foundation
import Runs

/// Finds out whether a folder can be written, or made, before work is done for it; and makes it.
enum FolderAccess {
  /// - Throws: ``ReportError/cannotCreate(path:reason:)``.
  static func check(_ path: String) throws(ReportError) {
    guard access(Place(path).existing + "/.", W_OK) == 0 else {
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
