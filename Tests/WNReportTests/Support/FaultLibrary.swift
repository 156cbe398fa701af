import Foundation
import Testing

/// One call on files that a program makes.
struct FileCall: Hashable, Sendable, CustomStringConvertible {
  /// The kind and the path within the watched folder: `rename q/README.md`.
  let name: String
  /// How many calls like it came before.
  let before: Int
  /// How many like it come after.
  let after: Int

  var kind: Substring { name.prefix { $0 != " " } }
  var path: Substring { name.dropFirst(kind.count + 1) }
  /// Whether it leaves all files as they are.
  var changesNothing: Bool { ["open", "fsync"].contains(kind) }

  var description: String { before == 0 ? name : "\(name), after \(before) like it" }
}

/// What happens instead of a call.
enum Fault: String, CaseIterable, Sendable {
  /// It fails: the disk is full, or broken.
  case fail
  /// The program is killed before it.
  case kill
  /// The program is killed when half of the bytes are written.
  case half

  func fits(_ call: FileCall) -> Bool { self != .half || call.kind == "write" }
}

/// The library of `faults.c`, for the runs of a program in one workspace.
struct FaultLibrary: Sendable {
  private let workspace: Workspace
  private let library: URL
  private let log: URL

  /// Compiles the library beside the workspace.
  init(for workspace: Workspace) throws {
    self.workspace = workspace
    let folder = workspace.url.deletingLastPathComponent()
    library = folder.appending(path: "faults.so")
    log = folder.appending(path: "calls")
    let source = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "faults.c")
    let compiler = Process()
    compiler.executableURL = URL(filePath: "/bin/sh")
    // Swift brings clang along; not every machine has a cc.
    compiler.arguments = [
      "-c",
      #""$(command -v cc || command -v clang)" -shared -fPIC -O1 -Wall -Wextra -Werror "$@" -ldl"#,
      "sh", "-o", library.path, source.path,
    ]
    try compiler.run()
    compiler.waitUntilExit()
    try #require(compiler.terminationStatus == 0, "neither cc nor clang compiles \(source.path)")
  }

  /// Runs the program to its end without a fault; says what calls it makes on files of the workspace.
  func calls(of arguments: [String]) async throws -> (result: CommandResult, calls: [FileCall]) {
    let (result, names) = try await run(arguments, [:])
    try #require(!names.isEmpty, "the library was not loaded into the program, or nothing calls it")
    let totals = Dictionary(names.map { ($0, 1) }, uniquingKeysWith: +)
    var counts: [String: Int] = [:]
    let calls = names.map { name in
      let before = counts[name, default: 0]
      counts[name] = before + 1
      return FileCall(name: name, before: before, after: totals[name, default: 0] - before - 1)
    }
    return (result, calls)
  }

  /// Runs the program with a fault in place of a call, which it must reach.
  func run(_ arguments: [String], _ fault: Fault, at call: FileCall) async throws -> CommandResult {
    let (result, names) = try await run(
      arguments,
      [
        "FAULTS_CALL": call.name, "FAULTS_AFTER": "\(call.before)", "FAULTS_MODE": fault.rawValue,
      ])
    #expect(names == [call.name], "the program did not come to \(call)")
    return result
  }

  private func run(
    _ arguments: [String], _ variables: [String: String]
  ) async throws -> (CommandResult, [String]) {
    try Data().write(to: log)
    let resolved = workspace.url.resolvingSymlinksInPath().path
    let own = ["LD_PRELOAD": library.path, "FAULTS_BELOW": resolved, "FAULTS_LOG": log.path]
    let result = try await workspace.start(arguments, environment: own.merging(variables) { $1 })
      .result()
    let lines = try String(contentsOf: log, encoding: .utf8).split(separator: "\n")
    return (result, lines.map(String.init))
  }
}
