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
    #expect(
      try scratch.files() == [
        "new/.wnreport.json", "new/01-a.md", "new/figures/f.png", "new/runs/r.json",
      ])
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
    try scratch.putList(of: ["01-a.md"])
    let before = try scratch.identity("01-a.md")
    let summary = try writer(scratch.path).write(report(["01-a.md": "new\n"]))
    #expect(summary.written == ["01-a.md"])
    #expect(try scratch.content("01-a.md") == "new\n")
    #expect(try scratch.identity("01-a.md") != before)
  }

  @Test func `what earlier builds left is removed and nothing else`() throws {
    let scratch = try Scratch()
    let old = ["01-a.md", "02-old.md", "figures/old.png", "runs/old.json"]
    let others = [
      "README.md", "notes.md", "figures/own.txt", "runs/.hidden.json", "data/03-x.md", "03-mine.md",
      "figures/logo.png", "figures/plots.png/data.csv", "04-notes.md/05-a.md", "runs/mine.json",
      ".own.md.77.partial",
    ]
    for file in old + others + [".01-a.md.77.partial", "figures/.f.png.77.partial"] {
      try scratch.put(file, "x")
    }
    try scratch.putList(of: old)
    let summary = try writer(scratch.path).write(report(files))
    #expect(summary.removed == ["02-old.md", "figures/old.png", "runs/old.json"])
    #expect(try scratch.files() == ([".wnreport.json"] + others + files.keys).sorted())
  }

  @Test func `what somebody put in the place of an earlier file stays`() throws {
    let scratch = try Scratch()
    try scratch.put("02-old.md/mine.txt", "mine")
    try scratch.put("mine.png", "mine")
    try scratch.put("figures/a.txt", "x")
    try FileManager.default.createSymbolicLink(
      atPath: scratch.path + "/figures/old.png", withDestinationPath: "../mine.png")
    try scratch.putList(of: ["01-a.md", "02-old.md", "figures/old.png"])
    let summary = try writer(scratch.path).write(report(files))
    #expect(summary.removed == [])
    #expect(try scratch.content("02-old.md/mine.txt") == "mine")
    #expect(try scratch.content("figures/old.png") == "mine")
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

  private let templates = TemplateFolder(name: "templates", files: ["01-a.md": "# A\n"])

  @Test(arguments: [
    "README.md", "01-mine.md", "figures/mine.png", "runs/mine.json", "01-a.md/mine.txt",
  ])
  func `a folder of somebody else's files is refused before anything is run`(file: String) throws {
    let scratch = try Scratch()
    try scratch.put(file, "{\"mine\": true}")
    let expected = ReportError.foreignFile(
      path: scratch.path, file: file.replacing("/mine.txt", with: ""))
    #expect(throws: expected) {
      try writer(scratch.path).checkAccess(for: templates, records: ["growth"])
    }
    #expect(try scratch.content(file) == "{\"mine\": true}")
  }

  @Test(arguments: ["01-a.md", "figures/f.png", "runs/r.json"], [true, false])
  func `nothing is written where one file is somebody else's`(file: String, isFolder: Bool) throws {
    let scratch = try Scratch()
    try scratch.put(isFolder ? "\(file)/mine" : file, "mine")
    try scratch.putList(of: files.keys.filter { $0 != file || isFolder })
    let before = try scratch.files()
    let expected = ReportError.foreignFile(path: scratch.path, file: file)
    #expect(throws: expected) { try writer(scratch.path).write(report(files)) }
    #expect(try scratch.files() == before)
  }

  @Test func `what stands there already as it will be written is taken over`() throws {
    let scratch = try Scratch()
    for (file, content) in files { try scratch.put(file, content) }
    try scratch.put("figures/f.png", "pixels 7")
    try scratch.putList(of: [])
    #expect(try writer(scratch.path).write(report(files)).unchanged.count == 3)
  }

  @Test func `a report from before there were lists is taken over, and nothing removed`() throws {
    for record in [
      String(decoding: try CanonicalJSON.encode(Samples.anatomy), as: UTF8.self),
      "{\"schemaVersion\": 0}",
    ] {
      let scratch = try Scratch()
      for file in ["README.md", "01-a.md", "09-old.md", "figures/old.png"] {
        try scratch.put(file, "# A\n")
      }
      try scratch.put("runs/anatomy.json", record)
      try scratch.put("runs/other.json", "damaged")
      let before = try scratch.files()
      try writer(scratch.path).checkAccess(for: templates, records: ["anatomy"])
      let summary = try writer(scratch.path).write(report(files))
      #expect(summary.removed == [])
      #expect(Set(try scratch.files()).isSuperset(of: before))
      #expect(try FileList(of: scratch.path) == report(files).list)
    }
  }

  @Test(arguments: [
    ("lecture", ["01-a.md"]), ("templates", ["02-b.md"]), (nil, ["02-b.md"]),
  ])
  func `the report of another notebook is only replaced in words`(
    notebook: String?, old: [String]
  ) throws {
    let scratch = try Scratch()
    let record = String(decoding: try CanonicalJSON.encode(Samples.anatomy), as: UTF8.self)
    try scratch.put("runs/anatomy.json", record)
    for file in old { try scratch.put(file, "old\n") }
    if let notebook { try scratch.putList(of: old + ["runs/anatomy.json"], notebook: notebook) }
    let found = notebook ?? "unknown"
    let expected = ReportError.otherNotebook(path: scratch.path, found: found, own: "templates")
    for replaced in [nil, "other"] {
      let writer = ReportWriter(folder: scratch.path, replacing: replaced)
      #expect(throws: expected) { try writer.checkAccess(for: templates, records: []) }
      #expect(throws: expected) { try writer.write(report(["01-a.md": "a\n"])) }
    }
    #expect(try scratch.content(old[0]) == "old\n")
    let writer = ReportWriter(folder: scratch.path, replacing: found.uppercased())
    try writer.checkAccess(for: templates, records: [])
    let summary = try writer.write(report(["01-a.md": "a\n"]))
    #expect(
      summary.removed
        == (notebook == nil ? [] : (old + ["runs/anatomy.json"]).filter { $0 != "01-a.md" }))
  }

  @Test(arguments: [
    "", "{}", "not JSON", #"{"files": ["../../x"], "notebook": "a", "schemaVersion": 1}"#,
    #"{"files": ["notes.txt"], "notebook": "a", "schemaVersion": 1}"#,
    #"{"files": ["figures/../a.png"], "notebook": "a", "schemaVersion": 1}"#,
    #"{"files": [], "notebook": "a", "schemaVersion": 2}"#,
    "<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> other\n",
  ])
  func `a list that could lead anywhere is refused`(content: String) throws {
    let scratch = try Scratch()
    try scratch.put(".wnreport.json", content)
    try scratch.put("notes.txt", "mine")
    #expect {
      try writer(scratch.path).write(report(files))
    } throws: { error in
      if case ReportError.unusableList = error { true } else { false }
    }
    #expect(try scratch.files() == [".wnreport.json", "notes.txt"])
  }

  @Test func `files that no report touches do not matter`() throws {
    let scratch = try Scratch()
    for file in ["notes.md", "figures/a.txt", "src/main.c"] { try scratch.put(file, "x") }
    try writer(scratch.path).checkAccess(for: templates, records: ["growth"])
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
    #expect(throws: expected) { try writer(path).checkAccess(for: templates, records: []) }
    #expect(throws: expected) { try writer(path).write(report(files)) }
    #expect(try scratch.files() == ["elsewhere/mine.png", "reports/notes.md"])
  }

  @Test func `a chapter that is a link is replaced, and what it leads to stays`() throws {
    let scratch = try Scratch()
    try scratch.put("mine.md", "mine\n")
    try scratch.put("reports/notes.md", "x")
    try FileManager.default.createSymbolicLink(
      atPath: scratch.path + "/reports/01-a.md", withDestinationPath: "../mine.md")
    try scratch.put(
      "reports/.wnreport.json",
      String(
        decoding: try report(["01-a.md": ""]).list.bytes(), as: UTF8.self))
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
    try writer.checkAccess(for: templates, records: [])
    #expect(try writer.write(report(files)).written.count == 3)
    #expect(try scratch.content("real/01-a.md") == "a\n")
  }
}
