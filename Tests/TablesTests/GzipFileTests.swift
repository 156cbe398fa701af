internal import Foundation
import Testing

@testable import Tables

struct GzipFileTests {
  private func contents(_ bytes: [UInt8]) throws -> [UInt8] {
    try TemporaryFolder.with(["f.gz": bytes]) { folder in
      try GzipFile.contents(of: folder.appending(path: "f.gz"), remedy: "install it again")
    }
  }

  private func expectDamage(
    _ bytes: [UInt8], sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(sourceLocation: sourceLocation) {
      _ = try contents(bytes)
    } throws: { error in
      guard case TablesError.damaged(let path, nil, let reason) = error else {
        return false
      }
      return path.hasSuffix("/f.gz") && reason == "truncated or corrupt; install it again"
    }
  }

  private static let text = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 * $0 / 7) }

  @Test(arguments: [0, 1, 65_535, 65_536, 65_537, 100_000])
  func `a compressed file gives its content`(_ count: Int) throws {
    let bytes = Array(Self.text.prefix(count))
    #expect(try contents(gzip(bytes)) == bytes)
  }

  @Test(arguments: [0, 1, 65_536, 100_000])
  func `a file that is not compressed is given as it is`(_ count: Int) throws {
    let bytes = Array(Self.text.prefix(count))
    #expect(try contents(bytes) == bytes)
  }

  @Test func `a file cut off anywhere is damaged`() {
    let whole = gzip(Self.text)
    for end in [5, 12, 16, 1000, whole.count / 2, whole.count - 8, whole.count - 1] {
      expectDamage(Array(whole.prefix(end)))
    }
  }

  @Test func `a changed byte is noticed by the check sum`() {
    var bytes = gzip(Self.text)
    bytes[50_000] ^= 1
    expectDamage(bytes)
  }

  @Test func `a changed length or check sum is noticed`() {
    for place in [1, 8] {
      var bytes = gzip(Self.text)
      bytes[bytes.count - place] ^= 1
      expectDamage(bytes)
    }
  }

  @Test func `a block of no known kind is damaged`() {
    var bytes = gzip([1, 2, 3])
    bytes[10] = 7
    expectDamage(bytes)
  }

  @Test func `a folder is no file`() throws {
    try TemporaryFolder.with([:]) { folder in
      #expect(throws: TablesError.self) { try GzipFile.contents(of: folder, remedy: "") }
    }
  }

  @Test func `a missing file, or one below a file, is missing`() throws {
    try TemporaryFolder.with(["f": []]) { folder in
      for path in ["nothing", "f/below"] {
        let url = folder.appending(path: path)
        #expect(throws: TablesError.missing(path: url.path, remedy: "get it")) {
          try GzipFile.contents(of: url, remedy: "get it")
        }
      }
    }
  }
}
