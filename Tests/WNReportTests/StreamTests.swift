import Foundation
import Testing

/// Streams that are closed, full or read by nobody: no command crashes, and none hides a loss.
struct StreamTests {
  /// What stands at the other end of a stream.
  enum End: String, CaseIterable, Sendable {
    case file, closed, full, gone

    /// How a shell gives it to a command as stdout.
    func redirection(_ descriptor: Int) -> String {
      switch self {
      case .file: "\(descriptor)>stream\(descriptor)"
      case .closed: "\(descriptor)>&-"
      case .full: "\(descriptor)>/dev/full"
      case .gone: "\(descriptor)>&9"
      }
    }
  }

  struct Streams: CustomStringConvertible, Sendable {
    var output = End.file
    var messages = End.file
    var hasInput = true
    var ignoresSIGPIPE = false

    var description: String {
      "stdout \(output), stderr \(messages)\(hasInput ? "" : ", no stdin")"
        + (ignoresSIGPIPE ? ", SIGPIPE ignored" : "")
    }

    /// The line of shell that gives `"$@"` these streams and prints its status. Descriptor 9 is a
    /// pipe whose reader has gone.
    var script: String {
      """
      mkfifo gone; exec 8<>gone 9>gone 8<&-; rm gone
      \(ignoresSIGPIPE ? "trap '' PIPE" : "")
      "$wnreport" "$@" \(output.redirection(1)) \(messages.redirection(2)) \
      \(hasInput ? "</dev/null" : "<&-")
      echo $?
      """
    }

    /// The status that a command has to end with that ends with `status` where nothing is lost.
    func status(of whole: CommandResult) -> Int32 {
      guard output != .file, whole.status <= 1, !whole.output.isEmpty else { return whole.status }
      return output == .gone ? 141 : 74
    }
  }

  /// Commands that take no time, with every status that such ones have.
  static let commands: [[String]] = [
    ["list"], ["list", "--json"], ["show", "growth"], ["show", "growth", "--json"],
    ["show", "growth", "--plot", "sgd.*", "--png", "-"], ["show", "grwth"],
    ["show", "growth", "--output", "nowhere"], ["status"], ["status", "--json"],
    ["status", "--exit-code"], ["doctor", "--data-dir", "nowhere"], ["manual"], [],
    ["--help"], ["help", "generate"], ["generate", "--help"], ["--version"],
    ["--generate-completion-script", "bash"], ["generat"], ["check", "--jobs", "0"],
    ["check", "--output", "nowhere"], ["generate", "nowhere"],
    ["generate", "--output", "templates/README.md"],
  ]

  /// Text, a picture, a help, a mistake and a status of its own.
  private static let completelyTried = [
    ["list"], ["show", "growth", "--plot", "sgd.*", "--png", "-"], ["--help"], ["generat"],
    ["status", "--exit-code"],
  ]

  private static func workspace() throws -> Workspace {
    let record = try Data(
      contentsOf: Executable.package.appending(path: "reports/runs/growth.json"))
    return try Workspace(files: ["reports/runs/growth.json": record])
  }

  private static func expect(
    _ command: [String], with streams: Streams, in workspace: Workspace, like whole: CommandResult
  ) async throws {
    let result = try await workspace.runShell(streams.script, command)
    let status = streams.status(of: whole)
    #expect(result.output == "\(status)\n", "\(command) with \(streams): \(result.messages)")
    if streams.output == .file {
      let output = try Data(contentsOf: workspace.url.appending(path: "stream1"))
      #expect(
        String(decoding: output, as: UTF8.self) == whole.output, "\(command) with \(streams)")
    }
    if streams.messages == .file {
      let messages = try workspace.text("stream2")
      let isTold = messages.contains("wnreport: standard output was lost: ")
      #expect(isTold == (status == 74 && whole.status <= 1), "\(command) with \(streams)")
      #expect(messages.hasPrefix(whole.messages), "\(command) with \(streams)")
    }
  }

  @Test(arguments: commands)
  func `a loss changes the status as it should and nothing else`(command: [String]) async throws {
    let workspace = try Self.workspace()
    let whole = try await workspace.start(command).result()
    var some = [
      Streams(output: .full), Streams(output: .closed, messages: .closed, hasInput: false),
    ]
    if Self.completelyTried.contains(command) {
      some += [
        Streams(), Streams(output: .closed), Streams(output: .gone),
        Streams(messages: .closed), Streams(messages: .full), Streams(messages: .gone),
        Streams(output: .gone, ignoresSIGPIPE: true),
        Streams(messages: .gone, ignoresSIGPIPE: true),
        Streams(output: .full, messages: .full), Streams(output: .gone, messages: .gone),
      ]
    }
    for streams in some {
      try await Self.expect(command, with: streams, in: workspace, like: whole)
    }
  }

  /// `make fuzz` asks for more of them.
  @Test func `random commands with random streams lose nothing silently`() async throws {
    let count = Campaign.number("WNREPORT_FUZZ_STREAMS") ?? 15
    let first = Campaign.number("WNREPORT_FUZZ_FROM") ?? 0
    let workspace = try Self.workspace()
    var wholes: [[String]: CommandResult] = [:]
    for seed in first..<first + count {
      var random = SeededRandomness(seed: seed)
      func draw(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &random) }
      let command = Self.commands[draw(Self.commands.count)]
      let ends = End.allCases
      let streams = Streams(
        output: ends[draw(ends.count)], messages: ends[draw(ends.count)], hasInput: draw(2) == 0,
        ignoresSIGPIPE: draw(2) == 0)
      if wholes[command] == nil { wholes[command] = try await workspace.start(command).result() }
      let whole = try #require(wholes[command])
      try await Self.expect(command, with: streams, in: workspace, like: whole)
    }
  }

  @Test func `a picture on stdout is the one that a file gets, and no path is printed`()
    async throws
  {
    let workspace = try Self.workspace()
    let plot = "$wnreport show growth --plot 'sgd.*' --png"
    let result = try await workspace.runShell(
      "\(plot) - >a.png && \(plot) b.png && cmp a.png b.png", [])
    #expect(result.status == 0)
    #expect(result.output == "b.png\n")
  }

  @Test(
    .enabled(if: FileManager.default.fileExists(atPath: "/usr/bin/script"), "needs a terminal"))
  func `a picture is not written to a terminal`() async throws {
    let workspace = try Self.workspace()
    let plot = "$wnreport show growth --plot 'sgd.*' --png -"
    let typed = try await workspace.runShell("script -qec \"\(plot)\" /dev/null", [])
    #expect(typed.output.contains("which is a terminal"))
    #expect(!typed.output.contains("IHDR"))
  }

  @Test func `a file that may grow no further is a loss and no signal`() async throws {
    let workspace = try Self.workspace()
    let result = try await workspace.runShell(
      "ulimit -f 1; \"$wnreport\" list --json >stream1; echo $?", [])
    #expect(result.output == "74\n")
    #expect(result.messages.contains("standard output was lost: File too large"))
  }

  @Test func `an output that is full for now is waited for`() async throws {
    let workspace = try Self.workspace()
    let whole = try await workspace.run("manual").output
    let script = """
      import os, subprocess, sys, time
      reading, writing = os.pipe()
      os.set_blocking(writing, False)
      with subprocess.Popen([os.environ["wnreport"], "manual"], stdout=writing) as process:
          os.close(writing)
          text = b""
          while piece := os.read(reading, 1000):
              text += piece
              time.sleep(0.001)
      sys.stdout.buffer.write(text)
      sys.exit(process.returncode)
      """
    try workspace.put("slow.py", script)
    let result = try await workspace.runShell("python3 slow.py", [])
    #expect(result.status == 0)
    #expect(result.output == whole)
  }
}

extension ExperimentRuns {
  /// The report is written whole whatever becomes of the table that `generate` prints.
  struct LostTableTests {
    @Test(arguments: [StreamTests.End.closed, .full, .gone])
    func `the work is finished although its summary is lost`(end: StreamTests.End) async throws {
      let workspace = try await SmallReport.workspace()
      let before = try Snapshot(workspace, "q").contents
      try workspace.remove("q/01-a.md")
      let streams = StreamTests.Streams(output: end, messages: end, hasInput: false)
      let result = try await workspace.runShell(
        streams.script, ["generate"] + SmallReport.options)
      #expect(result.output == (end == .gone ? "141\n" : "74\n"))
      #expect(try Snapshot(workspace, "q").contents == before)
      let lostMessages = StreamTests.Streams(messages: end)
      let second = try await workspace.runShell(
        lostMessages.script, ["generate"] + SmallReport.options)
      #expect(second.output == "0\n")
    }
  }
}
