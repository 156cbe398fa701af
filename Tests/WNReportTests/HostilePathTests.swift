import Foundation
import Testing

/// Paths that lead where a report has no business. All are refused before anything is run.
struct HostilePathTests {
  private static let reports = Executable.package.appending(path: "reports").path

  private func link(_ name: String, to target: String, in workspace: Workspace) throws {
    try FileManager.default.createSymbolicLink(
      atPath: workspace.url.appending(path: name).path, withDestinationPath: target)
  }

  @Test(arguments: ["README.md", "docs/01-mine.md", "docs/figures/mine.png", "docs/runs/mine.json"])
  func `a folder of other files is not made a report`(file: String) async throws {
    let workspace = try Workspace(files: [file: Data("mine\n".utf8)])
    let output = file.hasPrefix("docs/") ? "docs" : "."
    let result = try await workspace.run("generate", "--output", output)
    #expect(result.status == 73)
    #expect(result.output == "")
    let name = file.replacing("docs/", with: "")
    #expect(
      result.messages
        == "wnreport: \(output): holds \(name), which no report wrote there;"
        + " name another folder with --output, or move it away\n")
    #expect(try workspace.text(file) == "mine\n")
    #expect(try !Snapshot(workspace, output).paths.contains("01-what-is-g.md"))
  }

  @Test func `another notebook leaves a report alone`() async throws {
    let workspace = try await SmallReport.workspace()
    try workspace.put("lecture/01-l.md", "# L\n\nThere are {{ penalty.seeds.count }} seeds.\n")
    let before = try Snapshot(workspace, "q")
    let refused = try await workspace.generateSmall("lecture", "--quiet")
    #expect(refused.status == 73)
    #expect(
      refused.messages
        == "wnreport: q: holds the report of another notebook, “templates”; name another folder with"
        + " --output, or let the report of “lecture” replace it with --replace 'templates'\n")
    #expect(before.changes(to: try Snapshot(workspace, "q")) == [])
    let replaced = try await workspace.generateSmall(
      "lecture", "--quiet", "--replace", "templates")
    #expect(replaced.status == 0)
    #expect(replaced.messageLines.contains("removed q/02-a.md"))
    #expect(!workspace.exists("q/02-a.md"))
  }

  @Test(arguments: [
    (["--output", ""], "--output needs the name of a folder; `.` is the current one"),
    (["--templates", ""], "--templates needs the name of a folder"),
    (["--cache", ""], "--cache needs the name of a folder"),
    (["--data-dir", ""], "--data-dir needs the name of a folder"),
    (["--output=~nobody/x"], "--output: nobody knows which folder ~nobody/x is"),
    (["--output", "templates"], "would be written among the templates"),
    (["--output", "templates/../templates/x/.."], "would be written among the templates"),
    (["--output", "cache/r", "--cache", "cache"], "which may be deleted at any time"),
    (["--profile", "quick", "--output", "./nope/../reports/."], "the report of default"),
    (["--profile", "quick"], "--profile quick needs an --output other than reports, "),
    (["--profile", "full", "--output", "./reports/"], "needs an --output other than"),
    (["--profile", "quick", "--output", "REPORTS"], "which holds the report of default"),
  ])
  func `a folder that cannot be meant is refused before anything is done`(
    options: [String], message: String
  ) async throws {
    let workspace = try Workspace()
    let before = try Snapshot(workspace)
    let result = try await workspace.start(["generate"] + options).result()
    #expect(result.status == 64)
    #expect(result.messages.contains(message), "\(result.messages)")
    #expect(before.changes(to: try Snapshot(workspace)) == [])
  }

  @Test func `a tilde is the home that HOME names`() async throws {
    let workspace = try await SmallReport.workspace()
    try workspace.put("home/a", "x")
    let home = workspace.url.appending(path: "home").path
    let result = try await workspace.start(
      [
        "generate", "--profile", "sample", "--output=~/../nope/../home/r", "--cache", "cache",
      ], environment: ["HOME": home]
    ).result()
    #expect(result.status == 0, "\(result.messages)")
    #expect(workspace.exists("home/r/01-a.md"))
  }

  @Test func `a folder of other files is no cache`() async throws {
    let workspace = try Workspace(files: ["src/main.c": Data("mine".utf8)])
    for environment in [[:], ["WNREPORT_CACHE_DIR": "src"]] {
      let options = environment.isEmpty ? ["--cache", "src"] : []
      let result = try await workspace.start(["generate"] + options, environment: environment)
        .result()
      #expect(result.status == 73)
      #expect(
        result.messages
          == "wnreport: src: holds main.c, which is no finished run; name a folder of its own with"
          + " --cache\n")
    }
    #expect(try Snapshot(workspace, "src").paths == ["main.c"])
  }

  @Test func `pictures are not written through a link out of the report`() async throws {
    let workspace = try Workspace(files: ["mine/own.png": Data(), "reports/notes.txt": Data()])
    try link("reports/figures", to: "../mine", in: workspace)
    let result = try await workspace.run("generate")
    #expect(result.status == 73)
    #expect(
      result.messages
        == "wnreport: reports/figures: cannot be written: it is a link that leads elsewhere;"
        + " make the folder writable or name another one\n")
    #expect(workspace.exists("mine/own.png"))
  }

  @Test(arguments: [["generate"], ["check"], ["list"]])
  func `a template tells nothing from outside its folder`(command: [String]) async throws {
    let workspace = try Workspace(files: ["reports/notes.txt": Data()])
    try link("templates/07-secret.md", to: "/etc/passwd", in: workspace)
    let result = try await workspace.start(command).result()
    #expect(result.status == 66)
    #expect(
      result.messages.hasSuffix(
        "templates/07-secret.md: cannot be read: it is a link that leads out of the folder\n"))
  }

  @Test func `a plot is no way to lose a device, and follows a link`() async throws {
    let workspace = try Workspace(templates: false, files: ["real.png": Data("old".utf8)])
    #expect(mkfifo(workspace.url.appending(path: "pipe.png").path, 0o644) == 0)
    try link("link.png", to: "real.png", in: workspace)
    let show = ["show", "growth", "--output", Self.reports, "--plot", "sgd.*", "--png"]
    let refused = try await workspace.start(show + ["pipe.png"]).result()
    #expect(refused.status == 73)
    #expect(
      refused.messages
        == "wnreport: pipe.png: cannot be written: it is not a regular file;"
        + " make the folder writable or name another one\n")
    let followed = try await workspace.start(show + ["link.png"]).result()
    #expect(followed.status == 0)
    let picture = try Data(contentsOf: workspace.url.appending(path: "real.png"))
    #expect(picture.starts(with: [0x89, 0x50, 0x4E, 0x47]))
    let target = try FileManager.default.destinationOfSymbolicLink(
      atPath: workspace.url.appending(path: "link.png").path)
    #expect(target == "real.png")
  }

  @Test func `a plot's name that is too long is refused`() async throws {
    let workspace = try Workspace(templates: false)
    let name = String(repeating: "a", count: 300) + ".png"
    let result = try await workspace.run(
      "show", "growth", "--output", Self.reports, "--plot", "sgd.*", "--png", name)
    #expect(result.status == 73)
    #expect(result.messages.contains("File name too long"))
  }

  @Test func `a record in another one's place is refused`() async throws {
    let noise = try Data(contentsOf: URL(filePath: Self.reports + "/runs/noise.json"))
    let workspace = try Workspace(
      templates: false, files: ["reports/runs/growth.json": noise])
    let result = try await workspace.run("show", "growth")
    #expect(result.status == 65)
    #expect(result.messages.contains("growth.json is not a record: it is of “noise”"))
  }

  @Test func `an argument cannot speak to the terminal`() async throws {
    let workspace = try Workspace()
    let result = try await workspace.run("show", "gr\u{1B}[31mowth\u{202E}")
    #expect(result.status == 64)
    #expect(result.messages.contains("“gr\\u{1B}[31mowth\\u{202E}”"))
    #expect(!result.messages.contains("\u{1B}"))
  }
}
