import Foundation
import Reports
import Runs

/// Reads the small files of a notebook.
enum NotebookFile {
  /// The text of a file of at most a mebibyte. What Git and editors do to a text on its way to a disk does
  /// not count.
  static func text(_ path: String) throws(ReportError) -> String {
    let bytes: [UInt8]
    do {
      bytes = try RegularFile.bytes(of: path, limit: 1 << 20)
    } catch {
      throw ReportError(error)
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw .unreadable(path: path, reason: "it is not UTF-8 text")
    }
    return TemplateFolder.portable(text)
  }

  /// The content of each file, by its path.
  static func digests(of paths: [String]) throws(ReportError) -> [String: ContentDigest] {
    var digests: [String: ContentDigest] = [:]
    for path in paths {
      do {
        digests[path] = try ContentDigest(ofFile: path)
      } catch {
        throw ReportError(error)
      }
    }
    return digests
  }
}
