import Foundation
import Testing

/// Ends `generate` at random moments, in random states of report and cache, and looks at what is left.
///
/// `WNREPORT_TORTURE_ENDS` says how often, `WNREPORT_TORTURE_SEED` chooses another campaign.
/// `FaultTests` ends it at its calls on files instead.
struct Torture {
  /// What rounds ended with, for the report of a campaign.
  struct Counts {
    var byStatus: [Int32: Int] = [:]
    /// Ends before the program had done its work.
    var interrupted = 0
    /// Interruptions that the program had time to speak of.
    var told = 0
    /// Ends after which the report was neither the old nor the new one, but files of both.
    var mixed = 0
    /// Ends, by SIGKILL, after which temporary files were left.
    var leftovers = 0
  }

  private static let chapters = 12
  private static let folders = ["q", "q/figures", "q/runs", "cache"]

  static var ends: Int { Campaign.number("WNREPORT_TORTURE_ENDS") ?? 0 }
  static var seed: Int { Campaign.number("WNREPORT_TORTURE_SEED") ?? 20_161 }

  private let workspace: Workspace
  /// The two reports between which the folder is made to go back and forth.
  private let targets: [[String: Data]]
  private var randomness: SeededRandomness
  private(set) var counts = Counts()

  /// Makes both reports without interruption.
  init(seed: Int) async throws {
    workspace = try await SmallReport.workspace()
    randomness = SeededRandomness(seed: seed)
    var targets: [[String: Data]] = []
    for number in 0..<2 {
      try Self.putTemplates(number, in: workspace)
      let result = try await workspace.generateSmall()
      try #require(result.status == 0, "\(result.messages)")
      targets.append(try Snapshot(workspace, "q").contents)
    }
    self.targets = targets
  }

  /// The second report has other texts and other pictures, the same records.
  private static func putTemplates(_ number: Int, in workspace: Workspace) throws {
    let caption = number == 0 ? "The length of v." : "How long v is."
    for (path, data) in SmallReport.templates(chapters: chapters, caption: caption) {
      let text = String(decoding: data, as: UTF8.self)
      try workspace.put(path, number == 0 ? text : text.replacing("length, figure", with: "‖v‖ in"))
    }
  }

  /// One end at a random moment on the way to one of the two reports.
  mutating func round(_ index: Int) async throws {
    let target = Int.random(in: 0..<2, using: &randomness)
    try Self.putTemplates(target, in: workspace)
    try spoil()
    let signal = [SIGINT, SIGTERM, SIGKILL][Int.random(in: 0..<3, using: &randomness)]
    let moment = Double.random(in: 0..<0.8, using: &randomness)
    let command = try workspace.start(["generate", "--jobs", "2"] + SmallReport.options)
    try await Task.sleep(for: .seconds(moment))
    command.send(signal)
    try check(await command.result(), signal, "round \(index), signal \(signal) after \(moment) s")
    try await checkCache("round \(index)")
    if Int.random(in: 0..<4, using: &randomness) == 0 { try await complete(target) }
  }

  /// Sometimes takes runs out of the cache, so that there is something to run.
  private mutating func spoil() throws {
    guard Int.random(in: 0..<3, using: &randomness) == 0 else { return }
    for experiment in SmallReport.experiments where Bool.random(using: &randomness) {
      let entry = "cache/\(experiment).sample.run"
      if workspace.exists(entry) { try workspace.remove(entry) }
    }
  }

  /// The next run without interruption gives the report, and removes what was left.
  mutating func complete(_ target: Int) async throws {
    try Self.putTemplates(target, in: workspace)
    let result = try await workspace.generateSmall()
    #expect(result.status == 0, "\(result.messages)")
    #expect(try Snapshot(workspace, "q").contents == targets[target])
    #expect(try partialFiles() == [])
  }

  private mutating func check(_ result: CommandResult, _ signal: Int32, _ place: Comment) throws {
    counts.byStatus[result.status, default: 0] += 1
    if result.status != 0 { counts.interrupted += 1 }
    #expect([0, 128 + signal].contains(result.status), place)
    if result.status != 0, signal != SIGKILL, !result.messages.isEmpty {
      let word = signal == SIGINT ? "interrupted" : "terminated"
      if result.messageLines.last == "wnreport: \(word); finished runs are kept in cache" {
        counts.told += 1
      }
    }
    let partial = try partialFiles()
    if !partial.isEmpty { counts.leftovers += 1 }
    if signal != SIGKILL, result.status != 0 { #expect(partial.isEmpty || hadLeftovers, place) }
    hadLeftovers = !partial.isEmpty
    let files = try Snapshot(workspace, "q").contents.filter { !$0.key.hasSuffix(".partial") }
    var matches: Set<Int> = []
    for (path, data) in files {
      let same = targets.indices.filter { targets[$0][path] == data }
      #expect(!same.isEmpty, "\(place): q/\(path) is neither old nor new")
      if same.count == 1 { matches.formUnion(same) }
    }
    #expect(files.count == targets[0].count, place)
    if matches.count > 1 { counts.mixed += 1 }
  }

  /// Whether an earlier round was killed and left what no round has removed since.
  private var hadLeftovers = false

  private func checkCache(_ place: Comment) async throws {
    let status = try await workspace.smallStatus().filter { $0.key != "q" }
    #expect(status.values.allSatisfy { ["fresh", "not kept"].contains($0) }, place)
  }

  private func partialFiles() throws -> [String] {
    try Self.folders.flatMap { folder in
      let path = workspace.url.appending(path: folder).path
      return try FileManager.default.contentsOfDirectory(atPath: path)
        .filter { $0.hasSuffix(".partial") }
    }
  }
}

@Suite(.serialized, .enabled(if: Torture.ends > 0, "`make torture` runs these"))
struct TortureTests {
  @Test func `every file is old or new whenever the program is ended`() async throws {
    var torture = try await Torture(seed: Torture.seed)
    var rounds = 0
    while torture.counts.interrupted < Torture.ends {
      try await torture.round(rounds)
      rounds += 1
    }
    try await torture.complete(0)
    let counts = torture.counts
    print(
      "torture, seed \(Torture.seed): \(counts.interrupted) ends in \(rounds) rounds, by status"
        + " \(counts.byStatus.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }),"
        + " \(counts.told) told, \(counts.mixed) with old and new files,"
        + " \(counts.leftovers) with temporary files after SIGKILL")
  }
}

extension ExperimentRuns {
  /// Disks that refuse: a small file system in memory, which only root may make.
  @Suite(.serialized, .enabled(if: SmallDisk.isAllowed, "mounting a file system was refused here"))
  struct DiskTests {
    @Test(arguments: [60, 120, 200, 300])
    func `a full disk is named, loses nothing, and is no hindrance later`(kilobytes: Int)
      async throws
    {
      let workspace = try await SmallReport.workspace()
      let expected = try Snapshot(workspace, "q").contents
      try FileManager.default.removeItem(at: workspace.url.appending(path: "q"))
      let disk = try SmallDisk(at: workspace.url.appending(path: "q"), kilobytes: kilobytes)
      defer { disk.unmount() }
      let full = try await workspace.generateSmall()
      #expect(full.status == 74)
      #expect(full.output == "")
      #expect(full.messageLines.last?.hasPrefix("wnreport: q/") == true)
      #expect(
        full.messages.contains(
          ": cannot be stored: No space left on device; free some space and run again"))
      let left = try Snapshot(workspace, "q").contents
      #expect(left.allSatisfy { expected[$0.key] == $0.value })
      try disk.remount("size=20m")
      #expect(try await workspace.generateSmall().status == 0)
      #expect(try Snapshot(workspace, "q").contents == expected)
    }

    @Test func `a full disk below the cache is told once and the report is whole`() async throws {
      let workspace = try await SmallReport.workspace()
      let expected = try Snapshot(workspace, "q").contents
      try FileManager.default.removeItem(at: workspace.url.appending(path: "cache"))
      let disk = try SmallDisk(at: workspace.url.appending(path: "cache"), kilobytes: 60)
      defer { disk.unmount() }
      let result = try await workspace.generateSmall()
      #expect(result.status == 0)
      #expect(
        result.messageLines.filter { $0.hasPrefix("finished runs are not kept: ") }.count == 1)
      #expect(try Snapshot(workspace, "q").contents == expected)
    }

    @Test func `a folder that can only be read is named before anything is run`() async throws {
      let workspace = try await SmallReport.workspace()
      let disk = try SmallDisk(at: workspace.url.appending(path: "ro"), kilobytes: 1000)
      defer { disk.unmount() }
      try disk.remount("ro")
      let result = try await workspace.generateSmall("--output", "ro/q")
      #expect(result.status == 73)
      #expect(
        result.messages
          == "wnreport: ro/q: cannot be written: Read-only file system;"
          + " make the folder writable or name another one\n")
      #expect(try Snapshot(workspace, "ro").paths == [])
    }
  }
}

/// A file system in memory with little room.
struct SmallDisk {
  /// Whether this process may mount one.
  static let isAllowed: Bool = {
    let folder = FileManager.default.temporaryDirectory.appending(path: "wnreport-\(UUID())")
    guard let disk = try? SmallDisk(at: folder, kilobytes: 100) else { return false }
    disk.unmount()
    return (try? FileManager.default.removeItem(at: folder)) != nil
  }()

  struct Refused: Error {}

  private let path: String

  init(at folder: URL, kilobytes: Int) throws {
    path = folder.path
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Self.run("mount", "-t", "tmpfs", "-o", "size=\(kilobytes)k", "tmpfs", path)
  }

  func remount(_ option: String) throws {
    try Self.run("mount", "-o", "remount,\(option)", path)
  }

  func unmount() {
    #expect(throws: Never.self) { try Self.run("umount", path) }
  }

  private static func run(_ words: String...) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = words
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Refused() }
  }
}
