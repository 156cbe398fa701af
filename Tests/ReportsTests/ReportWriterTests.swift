import Foundation
import Runs
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
    #expect(summary.written == ["runs/r.json", "figures/f.png", "01-a.md"])
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
    #expect(summary.unchanged == ["runs/r.json", "figures/f.png", "01-a.md"])
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

  @Test(arguments: ["README.md", "01-mine.md", "figures/mine.png", "runs/mine.json"])
  func `a folder of somebody else's files is refused before anything is run`(file: String) throws {
    let scratch = try Scratch()
    try scratch.put(file, "{\"mine\": true}")
    let expected = ReportError.foreignFolder(path: scratch.path, file: file)
    #expect(throws: expected) { try writer(scratch.path).checkAccess() }
    #expect(try scratch.content(file) == "{\"mine\": true}")
  }

  @Test func `a folder with a record of this layout or another is a report's`() throws {
    for record in [
      String(decoding: try CanonicalJSON.encode(Samples.anatomy), as: UTF8.self),
      "{\"schemaVersion\": 0}",
    ] {
      let scratch = try Scratch()
      try scratch.put("README.md", "# A\n")
      try scratch.put("runs/anatomy.json", record)
      try scratch.put("runs/other.json", "damaged")
      try writer(scratch.path).checkAccess()
    }
  }

  @Test func `files that no report touches do not matter`() throws {
    let scratch = try Scratch()
    for file in ["notes.md", "figures/a.txt", "src/main.c"] { try scratch.put(file, "x") }
    try writer(scratch.path).checkAccess()
  }

  @Test(arguments: ["figures", "runs"])
  func `a folder in the report that leads elsewhere is refused`(name: String) throws {
    let scratch = try Scratch()
    try scratch.put("elsewhere/mine.png", "mine")
    try scratch.put("reports/notes.md", "x")
    try FileManager.default.createSymbolicLink(
      atPath: scratch.path + "/reports/" + name, withDestinationPath: "../elsewhere")
    let path = scratch.path + "/reports"
    let expected = ReportError.cannotCreate(
      path: "\(path)/\(name)", reason: "it is a link that leads elsewhere")
    #expect(throws: expected) { try writer(path).checkAccess() }
    #expect(throws: expected) { try writer(path).write(report(files)) }
    #expect(try scratch.files() == ["elsewhere/mine.png", "reports/notes.md"])
  }

  @Test func `a chapter that is a link is replaced, and what it leads to stays`() throws {
    let scratch = try Scratch()
    try scratch.put("mine.md", "mine\n")
    try scratch.put("reports/notes.md", "x")
    try FileManager.default.createSymbolicLink(
      atPath: scratch.path + "/reports/01-a.md", withDestinationPath: "../mine.md")
    _ = try writer(scratch.path + "/reports").write(report(["01-a.md": "a\n"]))
    #expect(try scratch.content("mine.md") == "mine\n")
    #expect(try scratch.content("reports/01-a.md") == "a\n")
    #expect(try scratch.files().contains("reports/01-a.md"))
  }

  @Test func `a report folder may itself be a link`() throws {
    let scratch = try Scratch()
    try scratch.put("real/notes.md", "x")
    try FileManager.default.createSymbolicLink(
      atPath: scratch.path + "/reports", withDestinationPath: "real")
    let writer = writer(scratch.path + "/reports")
    try writer.checkAccess()
    #expect(try writer.write(report(files)).written.count == 3)
    #expect(try scratch.content("real/01-a.md") == "a\n")
  }
}
