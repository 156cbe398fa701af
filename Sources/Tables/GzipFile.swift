internal import CZlib
public import Foundation
internal import Runs

/// A whole file in memory, inflated where it is gzip-compressed.
public enum GzipFile {
  /// No data set of this program inflates to more.
  public static let limit = 64 << 20

  /// The content of a file; `remedy` says what to do where it is missing or damaged.
  ///
  /// - Throws: `TablesError.missing`, `.damaged`.
  public static func contents(of url: URL, remedy: String) throws(TablesError) -> [UInt8] {
    guard !RegularFile.isSomethingElse(url.path) else {
      throw .damaged(url, "it is not a regular file")
    }
    guard let file = gzopen(url.path, "rb") else {
      guard errno == ENOENT || errno == ENOTDIR else {
        throw .damaged(url, "cannot be opened: \(String(cString: strerror(errno)))")
      }
      throw .missing(path: url.path, remedy: remedy)
    }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    var count: Int32 = 0
    repeat {
      count = gzread(file, &buffer, UInt32(buffer.count))
      bytes += buffer.prefix(Int(max(count, 0)))
    } while count > 0 && bytes.count <= limit
    // A truncated file shows only when it is closed.
    let closed = gzclose(file)
    guard count >= 0, closed == Z_OK else { throw .damaged(url, "truncated or corrupt; \(remedy)") }
    guard bytes.count <= limit else { throw .damaged(url, "larger than \(limit >> 20) MiB") }
    return bytes
  }
}

extension TablesError {
  static func damaged(_ file: URL, line: Int? = nil, _ reason: String) -> TablesError {
    .damaged(path: file.path, line: line, reason: reason)
  }
}
