import Foundation
import Testing

@testable import Runs

struct AtomicFileTests {
  private let folder = FileManager.default.temporaryDirectory
    .appending(path: "wnreport-atomic-\(UUID().uuidString)")

  private func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
  }

  @Test func `a file is replaced at once and leaves nothing beside it`() throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { #expect(throws: Never.self) { try FileManager.default.removeItem(at: folder) } }
    let file = AtomicFile(folder.path + "/a.md")
    try file.write(Array("old".utf8))
    try file.write(Array("new".utf8))
    #expect(try String(contentsOfFile: folder.path + "/a.md", encoding: .utf8) == "new")
    #expect(try names() == ["a.md"])
  }

  @Test func `a folder that stands where a file should is named and left alone`() throws {
    let path = folder.path + "/a.md"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    defer { #expect(throws: Never.self) { try FileManager.default.removeItem(at: folder) } }
    #expect(throws: RunsError.cannotCreate(path: path, reason: "Is a directory")) {
      try AtomicFile(path).write(Array("a".utf8))
    }
    #expect(try names() == ["a.md"])
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full"), "needs /dev/full"))
  func `a full disk is named as one`() {
    let descriptor = open("/dev/full", O_WRONLY)
    let error = #expect(
      throws: RunsError.cannotStore(path: "a.md", reason: "No space left on device")
    ) {
      try AtomicFile("a.md").store([1], descriptor)
    }
    #expect(
      error?.description
        == "a.md: cannot be stored: No space left on device; free some space and run again")
  }

  @Test func `a pipe or a device is not put out of the way`() throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { #expect(throws: Never.self) { try FileManager.default.removeItem(at: folder) } }
    let (pipe, link) = (folder.path + "/pipe", folder.path + "/link")
    #expect(mkfifo(pipe, 0o644) == 0)
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "pipe")
    for path in [pipe, link] {
      #expect(throws: RunsError.cannotCreate(path: path, reason: "it is not a regular file")) {
        try AtomicFile(path).write(Array("a".utf8))
      }
    }
    #expect(try names() == ["link", "pipe"])
  }

  @Test func `a name that is too long is named as such`() throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { #expect(throws: Never.self) { try FileManager.default.removeItem(at: folder) } }
    let path = folder.path + "/" + String(repeating: "a", count: 300)
    #expect(throws: RunsError.cannotCreate(path: path, reason: "File name too long")) {
      try AtomicFile(path).write([1])
    }
    #expect(try names() == [])
  }
}
