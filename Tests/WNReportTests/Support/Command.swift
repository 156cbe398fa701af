import Foundation

/// What a command left behind when it ended.
struct CommandResult: Equatable, Sendable {
  /// The exit status, or 128 and the signal as a shell counts it.
  var status: Int32
  /// What went to stdout.
  var output: String
  /// What went to stderr.
  var messages: String

  var outputLines: [String] { Self.lines(output) }
  var messageLines: [String] { Self.lines(messages) }

  private static func lines(_ text: String) -> [String] {
    text.split(separator: "\n").map(String.init)
  }
}

/// A command that was started and may still run. Its streams go to files, never to a terminal.
struct RunningCommand: Sendable {
  private let process: Process
  private let output: URL
  private let messages: URL
  private let untilExit: AsyncStream<Never>

  /// Starts a program in a folder; `streams` is a folder for what it prints.
  init(
    _ program: URL, _ arguments: [String], in folder: URL, environment: [String: String],
    streams: URL
  ) throws {
    let name = UUID().uuidString
    output = streams.appending(path: name + ".out")
    messages = streams.appending(path: name + ".err")
    process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = Self.environment(adding: environment)
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try Self.newFile(output)
    process.standardError = try Self.newFile(messages)
    let (stream, continuation) = AsyncStream.makeStream(of: Never.self)
    untilExit = stream
    process.terminationHandler = { _ in continuation.finish() }
    try Self.withoutBlockedSignals { try process.run() }
  }

  /// A child inherits the signals that its parent's thread blocks, and the threads of Swift's tasks
  /// block all of them: an interruption would never arrive.
  private static func withoutBlockedSignals(_ body: () throws -> Void) rethrows {
    var none = sigset_t()
    var blocked = sigset_t()
    sigemptyset(&none)
    pthread_sigmask(SIG_SETMASK, &none, &blocked)
    defer { pthread_sigmask(SIG_SETMASK, &blocked, nil) }
    try body()
  }

  var isRunning: Bool { process.isRunning }

  /// Sends what Ctrl-C sends.
  func interrupt() { process.interrupt() }

  /// Sends any signal.
  func send(_ signal: Int32) { kill(process.processIdentifier, signal) }

  /// Waits for the end, however busy the machine is, unless the command hangs.
  ///
  /// It hangs when it has done nothing at all in so many intervals: what waits for a turn on a busy
  /// machine gets some.
  func result(
    patience: Int = 30, interval: Duration = .seconds(10)
  ) async throws -> CommandResult {
    let watch = Task { try await endWithoutProgress(patience, interval) }
    for await _ in untilExit {}
    watch.cancel()
    process.waitUntilExit()
    let isSignal = process.terminationReason == .uncaughtSignal
    return CommandResult(
      status: process.terminationStatus + (isSignal ? 128 : 0),
      output: String(decoding: try Data(contentsOf: output), as: UTF8.self),
      messages: String(decoding: try Data(contentsOf: messages), as: UTF8.self))
  }

  private func endWithoutProgress(_ patience: Int, _ interval: Duration) async throws {
    var (last, rests) = (processorTime, 0)
    while rests < patience {
      try await Task.sleep(for: interval)
      let now = processorTime
      (last, rests) = (now, now == last ? rests + 1 : 0)
    }
    print("process \(process.processIdentifier) hangs and is ended")
    send(SIGKILL)
  }

  /// What the process has used of the processors, where the system tells it in a file.
  private var processorTime: [Substring] {
    let path = "/proc/\(process.processIdentifier)/stat"
    guard let stat = try? String(contentsOfFile: path, encoding: .utf8) else {
      return ["\(Date())"]
    }
    // Behind the name, which may hold anything: user and system time, and those of ended children.
    return Array(
      (stat.split(separator: ")").last ?? "").split(separator: " ").dropFirst(11).prefix(4))
  }

  /// This process's variables without those that change what the program does.
  private static func environment(adding others: [String: String]) -> [String: String] {
    let steering = [
      "WNREPORT_DATA_DIR", "WNREPORT_KERNELS", "GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY", "NO_COLOR",
    ]
    return ProcessInfo.processInfo.environment
      .filter { !steering.contains($0.key) }
      .merging(others) { $1 }
  }

  private static func newFile(_ url: URL) throws -> FileHandle {
    try Data().write(to: url)
    return try FileHandle(forWritingTo: url)
  }
}
