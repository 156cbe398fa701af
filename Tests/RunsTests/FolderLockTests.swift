internal import Foundation
internal import Synchronization
import Testing

@testable import Runs

struct FolderLockTests {
  @Test func `the lock is held while the body runs and no longer`() async throws {
    let folder = try LockableFolder()
    let wasFree = try await FolderLock.holding(folder.path) { folder.isFree }
    #expect(!wasFree)
    #expect(folder.isFree)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
  }

  @Test func `however many wait, tasks go on, and then one after the other has the lock`()
    async throws
  {
    let folder = try LockableFolder()
    let count = 8 * ProcessInfo.processInfo.activeProcessorCount
    let counts = Counts()
    try folder.lock { counts.waiting.load(ordering: .relaxed) == count }
    try await withThrowingTaskGroup { group in
      for _ in 0..<count {
        group.addTask {
          try await FolderLock.holding(
            folder.path, waiting: { counts.waiting.add(1, ordering: .relaxed) }
          ) {
            let inside = counts.inside.add(1, ordering: .relaxed).newValue
            #expect(inside == 1)
            counts.inside.subtract(1, ordering: .relaxed)
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(folder.wasAwaited)
    #expect(folder.isFree)
  }

  @Test func `a folder that is not there is named`() async {
    await #expect(
      throws: RunsError.cannotRead(path: "/no/folder", reason: "No such file or directory")
    ) {
      try await FolderLock.holding("/no/folder") {}
    }
  }
}

private final class Counts: Sendable {
  /// Tasks that were told that they have to wait.
  let waiting = Atomic(0)
  /// Tasks that have the lock.
  let inside = Atomic(0)
}

/// A folder for one test, gone when the test ends.
private final class LockableFolder: Sendable {
  let path = FileManager.default.temporaryDirectory
    .appending(path: "wnreport-lock-\(UUID().uuidString)").path
  private let awaited = Atomic(false)

  init() throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit {
    #expect(throws: Never.self) { try FileManager.default.removeItem(atPath: path) }
  }

  /// Whether the condition of `lock(until:)` held when the lock was given back.
  var wasAwaited: Bool { awaited.load(ordering: .relaxed) }

  /// Whether nobody holds the lock.
  var isFree: Bool {
    let descriptor = open(path, O_RDONLY)
    defer { close(descriptor) }
    return flock(descriptor, LOCK_EX | LOCK_NB) == 0
  }

  /// Holds the lock until the condition holds, in a thread of its own; not for ever, since a test that
  /// fails shall also end, but for longer than any busy machine takes.
  func lock(until isEnough: @escaping @Sendable () -> Bool) throws {
    let descriptor = open(path, O_RDONLY)
    try #require(flock(descriptor, LOCK_EX | LOCK_NB) == 0)
    Thread.detachNewThread {
      for _ in 0..<20_000 where !isEnough() { usleep(50_000) }
      self.awaited.store(isEnough(), ordering: .relaxed)
      close(descriptor)
    }
  }
}
