import Foundation
import Testing

@testable import Runs

struct RegularFileTests {
  private func expect(_ path: String, limit: Int = 1 << 20, is reason: String) {
    #expect(throws: RunsError.cannotRead(path: path, reason: reason)) {
      try RegularFile.bytes(of: path, limit: limit)
    }
  }

  @Test(arguments: [0, 1, 65_535, 65_536, 65_537, 300_000])
  func `a file is read whole`(size: Int) throws {
    try withTemporaryFolder { folder in
      let url = folder.appending(path: "a")
      let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0) }
      try Data(bytes).write(to: url)
      #expect(try RegularFile.bytes(of: url.path) == bytes)
    }
  }

  @Test func `a pipe, a folder, nothing and too much are named`() throws {
    try withTemporaryFolder { folder in
      let path = folder.path
      #expect(mkfifo(path + "/pipe", 0o644) == 0)
      expect(path + "/pipe", is: "it is not a regular file")
      expect(path, is: "Is a directory")
      expect(path + "/nothing", is: "No such file or directory")
      try Data(repeating: 0, count: (1 << 20) + 1).write(to: URL(filePath: path + "/large"))
      expect(path + "/large", is: "it is larger than 1 MiB")
    }
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/zero"), "needs /dev/zero"))
  func `a device that never ends is not read`() {
    expect("/dev/zero", is: "it is not a regular file")
  }
}
