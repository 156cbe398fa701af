import Foundation
import Runs

/// Reads whole files.
enum FileBytes {
  static func read(_ path: String) throws(ReportError) -> [UInt8] {
    do {
      return [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    } catch {
      throw .unreadable(path: path, reason: systemReason(error))
    }
  }

  /// The content, or nil when there is no such file.
  static func readIfPresent(_ path: String) throws(ReportError) -> [UInt8]? {
    FileManager.default.fileExists(atPath: path) ? try read(path) : nil
  }
}
