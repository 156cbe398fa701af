internal import Foundation

/// Keeps others who ask for the same lock out of a folder. The lock ends with the process, however
/// that ends, and leaves no file behind.
public enum FolderLock {
  /// Runs `body` while no other process holds the folder's lock. On a file system without locks it
  /// runs unguarded.
  ///
  /// - Parameters:
  ///   - folder: a folder that exists.
  ///   - waiting: called once if another process holds the lock.
  ///   - body: what is done meanwhile.
  /// - Returns: what `body` returns.
  /// - Throws: `RunsError.cannotRead`, and what `body` throws.
  public static func holding<Result>(
    _ folder: String, waiting: () -> Void = {}, _ body: () async throws -> Result
  ) async throws -> Result {
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw RunsError.cannotRead(path: folder, reason: String(cString: strerror(errno)))
    }
    defer { close(descriptor) }
    if flock(descriptor, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK {
      waiting()
      while flock(descriptor, LOCK_EX) != 0, errno == EINTR {}
    }
    return try await body()
  }
}
