import Foundation
import Testing

struct SupportTests {
  @Test func `a program that was not built is an error that says how to build it`() {
    let path = "/nowhere/wnreport"
    let error = #expect(throws: Executable.Missing.self) {
      try Executable.url(environment: ["WNREPORT_EXECUTABLE": path])
    }
    #expect(error?.description == "\(path): no such program; run `make test`, which builds it")
  }

  @Test func `another program can be named`() throws {
    let url = try Executable.url(environment: ["WNREPORT_EXECUTABLE": "/bin/sh"])
    #expect(url.path == "/bin/sh")
  }

  @Test(arguments: [
    (
      "echo out; echo err >&2; exit 3",
      CommandResult(status: 3, output: "out\n", messages: "err\n")
    ),
    ("kill -INT $$", CommandResult(status: 130, output: "", messages: "")),
    ("kill -TERM $$", CommandResult(status: 143, output: "", messages: "")),
    ("echo $MINE", CommandResult(status: 0, output: "yes\n", messages: "")),
    ("cat", CommandResult(status: 0, output: "", messages: "")),
    ("test -t 1 || test -t 2", CommandResult(status: 1, output: "", messages: "")),
  ])
  func `a command's status, streams and signal are told apart`(
    script: String, expected: CommandResult
  ) async throws {
    let workspace = try Workspace(templates: false)
    let command = try RunningCommand(
      URL(filePath: "/bin/sh"), ["-c", script], in: workspace.url, environment: ["MINE": "yes"],
      streams: workspace.url)
    #expect(try await command.result() == expected)
  }

  @Test func `an interrupted command ends by that signal`() async throws {
    let workspace = try Workspace(templates: false)
    let command = try RunningCommand(
      URL(filePath: "/bin/sleep"), ["60"], in: workspace.url, environment: [:],
      streams: workspace.url)
    #expect(command.isRunning)
    command.interrupt()
    #expect(try await command.result().status == 130)
  }

  @Test func `a snapshot shows what is new, gone, changed and written again`() throws {
    let workspace = try Workspace(templates: false)
    for file in ["gone", "changed", "same", "again", "folder/.hidden"] {
      try workspace.put(file, "x")
    }
    let before = try Snapshot(workspace)
    #expect(before.paths == ["again", "changed", "folder/.hidden", "gone", "same"])
    try workspace.remove("gone")
    try workspace.put("changed", "y")
    try workspace.put("keep", "x")
    try workspace.remove("again")
    try workspace.put("again", "x")
    let changes = before.changes(to: try Snapshot(workspace))
    #expect(changes == ["written again: again", "changed: changed", "gone: gone", "new: keep"])
    #expect(before.changes(to: before) == [])
  }

  @Test func `a workspace is gone when its test ends`() throws {
    var workspace: Workspace? = try Workspace()
    let path = try #require(workspace?.url.path)
    #expect(FileManager.default.fileExists(atPath: path + "/templates/README.md"))
    workspace = nil
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test(arguments: [
    ("read from /usr/share/datasets", ["/usr/share/datasets"]),
    (#""path": "/home/me/x.json""#, ["/home/me/x.json"]),
    ("made on 2024-05-06 at 07:08:09", ["2024-05-06", "07:08:09"]),
    ("made by build-7.example.org", ["build-7.example.org"]),
    ("[paper](https://arxiv.org/abs/1602.07868), w/usr/v, 3:1, 0.5–1.5, figures/tmp/x.png", []),
  ])
  func `what belongs to a machine or a moment is found, and nothing else`(
    text: String, leaks: [String]
  ) {
    #expect(Leaks.found(in: text, host: "build-7.example.org") == leaks)
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/proc/self/stat"), "needs /proc"))
  func `a command that does nothing is ended`() async throws {
    let workspace = try Workspace(templates: false)
    let command = try RunningCommand(
      URL(filePath: "/bin/sleep"), ["1000"], in: workspace.url, environment: [:],
      streams: workspace.url)
    #expect(try await command.result(patience: 3, interval: .milliseconds(100)).status == 137)
  }
}
