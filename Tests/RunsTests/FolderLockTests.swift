internal import Foundation
import Testing

@testable import Runs

struct FolderLockTests {
  @Test func `the lock is held while the body runs and no longer`() async throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "wnreport-lock-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { #expect(throws: Never.self) { try FileManager.default.removeItem(atPath: folder) } }
    let isFree = {
      let descriptor = open(folder, O_RDONLY)
      defer { close(descriptor) }
      return flock(descriptor, LOCK_EX | LOCK_NB) == 0
    }
    let wasFree = try await FolderLock.holding(folder) { isFree() }
    #expect(!wasFree)
    #expect(isFree())
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [])
  }

  @Test func `a folder that is not there is named`() async {
    await #expect(
      throws: RunsError.cannotRead(path: "/no/folder", reason: "No such file or directory")
    ) {
      try await FolderLock.holding("/no/folder") {}
    }
  }
}
