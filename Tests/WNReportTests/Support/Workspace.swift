import Foundation

/// A folder for one test in which the program runs, gone when the test ends.
final class Workspace: Sendable {
  let url: URL
  let root: URL
  private let streams: URL

  /// A folder with a copy of the package's templates, and some files.
  init(templates: Bool = true, files: [String: Data] = [:]) throws {
    root = FileManager.default.temporaryDirectory
      .appending(path: "wnreport-cli-\(UUID().uuidString)")
    url = root.appending(path: "work")
    streams = root.appending(path: "streams")
    for folder in [url, streams] {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }
    if templates {
      try FileManager.default.copyItem(
        at: Executable.package.appending(path: "templates"), to: url.appending(path: "templates"))
    }
    for (file, data) in files { try put(file, data) }
  }

  deinit {
    do {
      try FileManager.default.removeItem(at: root)
    } catch {
      print("\(root.path) was left behind: \(error)")
    }
  }

  /// Starts `wnreport` here. Finished runs are kept beside the workspace, not in it.
  func start(_ arguments: [String], environment: [String: String] = [:]) throws -> RunningCommand {
    let cache = ["WNREPORT_CACHE_DIR": root.appending(path: "cache").path]
    return try RunningCommand(
      Executable.url(), arguments, in: url, environment: cache.merging(environment) { $1 },
      streams: streams)
  }

  /// Runs a line of shell here, in which `$wnreport` is the program and `mount` changes nothing for
  /// others.
  func runWithOwnMounts(_ line: String) async throws -> CommandResult {
    try await RunningCommand(
      URL(filePath: "/usr/bin/unshare"), ["--mount", "sh", "-c", line], in: url,
      environment: [
        "wnreport": Executable.url().path, "WNREPORT_CACHE_DIR": root.appending(path: "cache").path,
      ], streams: streams
    ).result()
  }

  /// Runs lines of shell here, in which `$wnreport` is the program and `$@` the arguments.
  func runShell(_ lines: String, _ arguments: [String]) async throws -> CommandResult {
    try await RunningCommand(
      URL(filePath: "/bin/sh"), ["-c", lines, "sh"] + arguments, in: url,
      environment: [
        "wnreport": Executable.url().path, "WNREPORT_CACHE_DIR": root.appending(path: "cache").path,
      ], streams: streams
    ).result()
  }

  /// Runs `wnreport` here to its end.
  func run(_ arguments: String..., environment: [String: String] = [:]) async throws
    -> CommandResult
  {
    try await start(arguments, environment: environment).result()
  }

  func put(_ file: String, _ data: Data) throws {
    let target = url.appending(path: file)
    try FileManager.default.createDirectory(
      at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: target)
  }

  func put(_ file: String, _ text: String) throws {
    try put(file, Data(text.utf8))
  }

  func remove(_ file: String) throws {
    try FileManager.default.removeItem(at: url.appending(path: file))
  }

  func exists(_ file: String) -> Bool {
    FileManager.default.fileExists(atPath: url.appending(path: file).path)
  }

  func text(_ file: String) throws -> String {
    try String(contentsOf: url.appending(path: file), encoding: .utf8)
  }
}
