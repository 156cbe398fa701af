import Foundation
import Runs

/// Finds out whether a folder can be written, or made, before work is done for it; and makes it.
enum FolderAccess {
  /// - Throws: ``ReportError/cannotCreate(path:reason:)``.
  static func check(_ path: String) throws(ReportError) {
    var nearest = Place(path).path
    while !FileManager.default.fileExists(atPath: nearest), nearest.contains("/") {
      nearest = String(nearest.prefix(upTo: nearest.lastIndex(of: "/") ?? nearest.startIndex))
    }
    guard access(nearest + "/.", W_OK) == 0 else {
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
