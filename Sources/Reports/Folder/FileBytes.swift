import Foundation
import Runs

/// Reads whole files.
enum FileBytes {
  static func read(_ path: String, limit: Int = 64 << 20) throws(ReportError) -> [UInt8] {
    do {
      return try RegularFile.bytes(of: path, limit: limit)
    } catch {
      throw ReportError(error)
    }
  }

  /// The content, or nil when there is no such file.
  static func readIfPresent(_ path: String) throws(ReportError) -> [UInt8]? {
    FileManager.default.fileExists(atPath: path) ? try read(path) : nil
  }
}
