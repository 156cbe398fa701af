import Foundation
import Testing

@testable import Reports

/// A templates folder gives what lies in it and nothing else.
struct TemplateFolderTests {
  private func refusal(_ scratch: Scratch) -> String? {
    do {
      _ = try TemplateFolder(readingFrom: scratch.path + "/t")
      return nil
    } catch {
      return error.description.replacing(scratch.path + "/", with: "")
    }
  }

  private func link(_ name: String, to target: String, in scratch: Scratch) throws {
    try FileManager.default.createSymbolicLink(
      atPath: "\(scratch.path)/\(name)", withDestinationPath: target)
  }

  @Test(arguments: ["/etc/hostname", "/dev/zero", "../secret.md"])
  func `a link that leads out of the folder is not followed`(target: String) throws {
    let scratch = try Scratch()
    try scratch.put("t/01-a.md", "# A\n")
    try scratch.put("secret.md", "a password\n")
    try link("t/02-b.md", to: target, in: scratch)
    #expect(
      refusal(scratch) == "t/02-b.md: cannot be read: it is a link that leads out of the folder")
  }

  @Test func `a link within the folder is a file like any other`() throws {
    let scratch = try Scratch()
    try scratch.put("t/01-a.md", "# A\n")
    try link("t/02-b.md", to: "01-a.md", in: scratch)
    let folder = try TemplateFolder(readingFrom: scratch.path + "/t")
    #expect(folder.files == ["01-a.md": "# A\n", "02-b.md": "# A\n"])
  }

  @Test func `a folder that is a link is read`() throws {
    let scratch = try Scratch()
    try scratch.put("real/01-a.md", "# A\n")
    try link("t", to: "real", in: scratch)
    #expect(try TemplateFolder(readingFrom: scratch.path + "/t").files == ["01-a.md": "# A\n"])
  }

  @Test func `links to folders, and in circles, are not gone through`() throws {
    let scratch = try Scratch()
    try scratch.put("t/01-a.md", "# A\n")
    try scratch.put("other/02-b.md", "# B\n")
    try link("t/other", to: "../other", in: scratch)
    try link("t/circle", to: ".", in: scratch)
    #expect(try TemplateFolder(readingFrom: scratch.path + "/t").files == ["01-a.md": "# A\n"])
  }

  @Test func `a pipe is not waited for`() throws {
    let scratch = try Scratch()
    try scratch.put("t/01-a.md", "# A\n")
    #expect(mkfifo(scratch.path + "/t/02-b.md", 0o644) == 0)
    #expect(refusal(scratch) == "t/02-b.md: cannot be read: it is not a regular file")
  }

  @Test func `a file of hundreds of chapters is refused`() throws {
    let scratch = try Scratch()
    try scratch.put("t/01-a.md", String(repeating: "a", count: (1 << 20) + 1))
    #expect(refusal(scratch) == "t/01-a.md: cannot be read: it is larger than 1 MiB")
  }

  @Test func `a name that breaks lines is refused and shown on one`() throws {
    let scratch = try Scratch()
    try scratch.put("t/01-a\nb.md", "# A\n")
    #expect(
      refusal(scratch) == "t/01-a\\u{A}b.md: cannot be read: its name holds an invisible character")
  }

  @Test func `bytes that are no text are refused`() throws {
    let scratch = try Scratch()
    try scratch.put("t/01-a.md", "")
    try Data([0x23, 0x20, 0xC3, 0x28, 0x0A]).write(to: URL(filePath: scratch.path + "/t/01-a.md"))
    #expect(refusal(scratch) == "t/01-a.md: cannot be read: it is not UTF-8 text")
  }
}
