import Foundation
import Testing

@testable import Reports

struct ReportWriterTests {
  private let files = ["01-a.md": "a\n", "figures/f.png": "pixels 1", "runs/r.json": "{}\n"]

  /// Pictures are the same when they begin with the same word.
  private func writer(_ folder: String) -> ReportWriter {
    ReportWriter(folder: folder) { old, new in
      old.prefix { $0 != 32 } == new.prefix { $0 != 32 }
    }
  }

  @Test func `every file is written into folders that are made for it`() throws {
    let scratch = try Scratch()
    let summary = try writer(scratch.path + "/new").write(report(files))
    #expect(summary.written == ["figures/f.png", "runs/r.json", "01-a.md"])
    #expect(try scratch.files() == ["new/01-a.md", "new/figures/f.png", "new/runs/r.json"])
    #expect(try scratch.content("new/01-a.md") == "a\n")
  }

  @Test func `a file with the same content or the same pixels is not touched`() throws {
    let scratch = try Scratch()
    _ = try writer(scratch.path).write(report(files))
    let before = try ["01-a.md", "figures/f.png", "runs/r.json"].map(scratch.identity)
    let changed = files.merging(["figures/f.png": "pixels 2"]) { $1 }
    let summary = try writer(scratch.path).write(report(changed))
    #expect(summary.written == [])
    #expect(summary.unchanged == ["figures/f.png", "runs/r.json", "01-a.md"])
    #expect(try ["01-a.md", "figures/f.png", "runs/r.json"].map(scratch.identity) == before)
    #expect(try scratch.content("figures/f.png") == "pixels 1")
  }

  @Test func `a changed file is replaced by another file, never opened for writing`() throws {
    let scratch = try Scratch()
    try scratch.put("01-a.md", "old\n")
    let before = try scratch.identity("01-a.md")
    let summary = try writer(scratch.path).write(report(["01-a.md": "new\n"]))
    #expect(summary.written == ["01-a.md"])
    #expect(try scratch.content("01-a.md") == "new\n")
    #expect(try scratch.identity("01-a.md") != before)
  }

  @Test func `what earlier builds left is removed and nothing else`() throws {
    let scratch = try Scratch()
    for file in [
      "02-old.md", "figures/old.png", "runs/old.json", ".01-a.md.77.partial",
      "figures/.f.png.77.partial", "README.md", "notes.md", "figures/own.txt", "runs/.hidden.json",
      "data/03-x.md",
    ] {
      try scratch.put(file, "x")
    }
    let summary = try writer(scratch.path).write(report(files))
    #expect(summary.removed == ["02-old.md", "figures/old.png", "runs/old.json"])
    #expect(
      try scratch.files() == [
        "01-a.md", "README.md", "data/03-x.md", "figures/f.png", "figures/own.txt", "notes.md",
        "runs/.hidden.json", "runs/r.json",
      ])
  }

  @Test func `an empty report is refused and nothing is removed`() throws {
    let scratch = try Scratch()
    try scratch.put("02-old.md", "x")
    #expect(throws: ReportError.emptyReport) { try writer(scratch.path).write(report([:])) }
    #expect(try scratch.files() == ["02-old.md"])
  }

  @Test(.enabled(if: getuid() != 0, "root may write everywhere"))
  func `a folder that may not be written is named with what to do`() throws {
    let scratch = try Scratch()
    try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: scratch.path)
    let path = scratch.path + "/01-a.md"
    let error = #expect(throws: ReportError.self) {
      try writer(scratch.path).write(report(["01-a.md": "a\n"]))
    }
    #expect(error == .cannotCreate(path: path, reason: "Permission denied"))
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: scratch.path)
  }
}
