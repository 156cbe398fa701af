public import Foundation

/// Writes files so that each is old or new at every moment, never half: into a temporary name in the
/// same folder, flushed to the disk, then renamed.
public enum AtomicFile {
  /// - Throws: `RunsError.cannotWrite` with the system's reason; the old file, if any, is untouched.
  public static func write(_ data: Data, to url: URL) throws(RunsError) {
    let temporary = url.deletingLastPathComponent()
      .appending(path: ".\(url.lastPathComponent).\(getpid()).partial")
    do {
      try data.write(to: temporary)
      let handle = try FileHandle(forWritingTo: temporary)
      try handle.synchronize()
      try handle.close()
    } catch {
      unlink(temporary.path)
      throw .cannotWrite(path: url.path, reason: error.localizedDescription)
    }
    guard rename(temporary.path, url.path) == 0 else {
      let reason = String(cString: strerror(errno))
      unlink(temporary.path)
      throw .cannotWrite(path: url.path, reason: reason)
    }
  }
}
