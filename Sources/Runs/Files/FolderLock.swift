internal import Foundation

/// Keeps others who ask for the same lock out of a folder. The lock ends with the process, however
/// that ends, and leaves no file behind.
public enum FolderLock {
  /// Runs `body` while no other process holds the folder's lock. On a file system without locks, and
  /// where `refused` puts up with a folder that cannot be opened, it runs unguarded.
  ///
  /// - Parameters:
  ///   - folder: a folder that exists.
  ///   - waiting: called once if another process holds the lock.
  ///   - refused: called where the folder cannot be opened, with the reason.
  ///   - body: what is done meanwhile.
  /// - Returns: what `body` returns.
  /// - Throws: what `refused` throws, `RunsError.cannotRead` where none is given, and what `body`
  ///   throws.
  public static func holding<Result>(
    _ folder: String, waiting: () -> Void = {},
    refused: (RunsError) throws -> Void = { throw $0 }, _ body: () async throws -> Result
  ) async throws -> Result {
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else {
      try refused(.cannotRead(path: folder, reason: String(cString: strerror(errno))))
      return try await body()
    }
    defer { close(descriptor) }
    if flock(descriptor, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK {
      waiting()
      await lock(descriptor)
    }
    return try await body()
  }

  /// Waits in a thread of its own: one of the few that run the program's tasks would be missed there.
  private static func lock(_ descriptor: Int32) async {
    await withCheckedContinuation { continuation in
      Thread.detachNewThread {
        while flock(descriptor, LOCK_EX) != 0, errno == EINTR {}
        continuation.resume()
      }
    }
  }
}
