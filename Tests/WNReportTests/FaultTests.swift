import Foundation
import Testing

/// The state of report and cache in which `generate` meets faults.
enum FaultScenario: String, CaseIterable, CustomTestStringConvertible, Sendable {
  /// Texts and a picture are another's, a record is missing, files are left over.
  case changed
  /// A finished run is missing in the cache and is made anew.
  case missingRun
  /// The folder of the report is not there, and the cache has no marks.
  case firstReport
  /// Everything in the report of the package differs.
  case wholeReport

  static let isLong = ProcessInfo.processInfo.environment["WNREPORT_TORTURE_FAULTS"] == "all"

  /// The report of the package has so many calls that only every so many-th gets its faults.
  private static let step =
    Campaign.number("WNREPORT_TORTURE_STEP") ?? 1

  static var wanted: [FaultScenario] { isLong ? allCases : [.changed, .missingRun, .firstReport] }

  var testDescription: String { rawValue }

  var arguments: [String] {
    self == .wholeReport
      ? ["generate", "--profile", "quick", "--output", "q", "--cache", "cache"]
      : ["generate", "--jobs", "1"] + SmallReport.options
  }

  /// The calls that get a fault.
  ///
  /// The short form goes without what costs much and tells little. A kill before a call that changes
  /// no file leaves what a kill before the next other call leaves. Of calls that read the same again and
  /// again the first and the last have to do. What the first scenario has, the others do not repeat.
  func isWanted(_ fault: Fault, at call: FileCall, number: Int) -> Bool {
    guard fault.fits(call) else { return false }
    if Self.isLong { return self != .wholeReport || number.isMultiple(of: Self.step) }
    if call.changesNothing, fault == .kill || (call.before > 0 && call.after > 0) { return false }
    return switch self {
    case .changed, .wholeReport: true
    case .missingRun: call.path.hasPrefix("cache/") && call.path.contains("penalty.")
    case .firstReport:
      call.kind == "mkdir" || ["CACHEDIR.TAG", ".gitignore"].contains { call.path.contains($0) }
    }
  }

  /// A workspace in that state, with files of a user beside the report.
  func workspace() async throws -> Workspace {
    let workspace: Workspace
    switch self {
    case .changed:
      workspace = try await Self.small(chapters: 2, figures: 1)
      try workspace.remove("q/runs/anatomy.json")
      try workspace.put("q/.02-a.md.77.partial", "# Chap")
      try workspace.put("cache/.penalty.sample.run.77.partial", "wnrep")
    case .missingRun:
      workspace = try await Self.small(chapters: 1, figures: 0)
      for file in try Snapshot(workspace, "cache").paths
      where file.hasPrefix("penalty.") || file.hasSuffix(".report") {
        try workspace.remove("cache/\(file)")
      }
    case .firstReport:
      workspace = try await Self.small(chapters: 1, figures: 0)
      for file in ["q", "cache/CACHEDIR.TAG", "cache/.gitignore"] { try workspace.remove(file) }
      return workspace
    case .wholeReport:
      workspace = try await whole()
    }
    for file in ["notes.md", "figures/own.txt", "runs/mine.csv"] {
      try workspace.put("q/\(file)", "mine\n")
    }
    return workspace
  }

  /// The small report, of three chapters with a figure each, and templates for another one.
  private static func small(chapters: Int, figures: Int) async throws -> Workspace {
    let workspace = try await SmallReport.workspace()
    try workspace.remove("templates")
    let texts = SmallReport.templates(chapters: chapters, caption: "How long w is.")
    for (number, (path, data)) in texts.sorted(by: { $0.key < $1.key }).enumerated() {
      guard path.hasSuffix(".md") else {
        try workspace.put(path, data)
        continue
      }
      let text = String(decoding: data, as: UTF8.self)
        .replacing("There are", with: "We have").replacing("x: {", with: "height: 200\nx: {")
      let end = try #require(text.firstRange(of: "```figure")).lowerBound
      try workspace.put(path, number < figures ? text : String(text[..<end]))
    }
    return workspace
  }

  /// The report of the package, in which then every picture is another one, every chapter has a line
  /// more, and there is a chapter more.
  private func whole() async throws -> Workspace {
    let workspace = try Workspace()
    let result = try await workspace.start(arguments).result()
    try #require(result.status == 0, "\(result.messages)")
    let files = try Snapshot(workspace, "q").contents
    let pictures = files.keys.filter { $0.hasSuffix(".png") }.sorted()
    for (picture, other) in zip(pictures, pictures.dropFirst() + pictures.prefix(1)) {
      try workspace.put("q/\(picture)", try #require(files[other]))
    }
    for (chapter, text) in files where chapter.hasSuffix(".md") {
      try workspace.put("q/\(chapter)", text + Data("Old.\n".utf8))
    }
    try workspace.put("q/99-old.md", "# Old\n")
    let list = try workspace.text("q/.wnreport.json")
    try workspace.put(
      "q/.wnreport.json",
      list.replacing("\"README.md\"", with: "\"99-old.md\", \"README.md\""))
    return workspace
  }
}

/// Runs `generate` in one state again and again, each time with a fault at another call.
struct FaultCampaign {
  struct Counts {
    var runs = 0
    var byStatus: [Int32: Int] = [:]
    /// Runs after which the report had files of the old one and of the new one.
    var mixed = 0
    /// Runs after which temporary files were left.
    var leftovers = 0
  }

  private let scenario: FaultScenario
  private let workspace: Workspace
  private let library: FaultLibrary
  /// All files of the workspace before and after a run without a fault.
  private let old: [String: Data]
  private let new: [String: Data]
  let calls: [FileCall]
  private(set) var counts = Counts()
  /// What was left and completed once need not be completed again.
  private var completed: Set<[String: Data]> = []

  init(_ scenario: FaultScenario) async throws {
    self.scenario = scenario
    workspace = try await scenario.workspace()
    library = try FaultLibrary(for: workspace)
    old = try Snapshot(workspace).contents
    let result: CommandResult
    (result, calls) = try await library.calls(of: scenario.arguments)
    try #require(result.status == 0, "\(result.messages)")
    new = try Snapshot(workspace).contents
    #expect(new.keys.filter(Self.isPartial) == [])
  }

  /// How many different states the runs left behind.
  var states: Int { completed.count }

  mutating func run(_ fault: Fault, at call: FileCall) async throws {
    try restore()
    let result = try await library.run(scenario.arguments, fault, at: call)
    let left = try Snapshot(workspace).contents
    let place: Comment = "\(scenario), \(fault) at \(call): \(result.messages)"
    counts.runs += 1
    counts.byStatus[result.status, default: 0] += 1
    check(left, place)
    if fault == .fail {
      check(result, of: call, left, place)
    } else {
      #expect(result.status == 128 + SIGKILL, place)
    }
    try await complete(left, place)
  }

  /// Every file is an old or a new one, and none is missing.
  private mutating func check(_ left: [String: Data], _ place: Comment) {
    var (hasOld, hasNew) = (false, false)
    for (path, data) in left where !Self.isPartial(path) {
      let (isOld, isNew) = (data == old[path], data == new[path])
      #expect(isOld || isNew, "\(path) is neither old nor new: \(place)")
      guard path.hasPrefix("q/") else { continue }
      if isOld, !isNew { hasOld = true }
      if isNew, !isOld { hasNew = true }
    }
    #expect(old.keys.filter { new[$0] != nil && left[$0] == nil } == [], place)
    if hasOld, hasNew { counts.mixed += 1 }
    if left.keys.contains(where: { Self.isPartial($0) && old[$0] == nil }) { counts.leftovers += 1 }
  }

  /// A failure is told in one line, with its reason; a success has made the whole report.
  private func check(
    _ result: CommandResult, of call: FileCall, _ left: [String: Data], _ place: Comment
  ) {
    let fullDisk = ["create", "write", "mkdir"].contains(call.kind)
    let reason = fullDisk ? "No space left on device" : "Input/output error"
    let failures = result.messageLines.filter { $0.hasPrefix("wnreport: ") }
    #expect(left.keys.allSatisfy { !Self.isPartial($0) || old[$0] != nil }, place)
    if result.status == 0 {
      #expect(failures == [], place)
      #expect(report(left) == report(new), place)
      // Whether the cache is one is asked before it is used, and what is wrong with templates is guessed
      // from older records before the runs.
      let isAsked =
        ["open cache", "open cache/CACHEDIR.TAG"].contains(call.name)
        || call.name.hasPrefix("open q/runs/")
      #expect(isAsked || result.messages.contains(reason), place)
    } else {
      #expect([66, 73, 74].contains(result.status), place)
      #expect(result.output == "", place)
      #expect(failures == result.messageLines.suffix(1), place)
      #expect(failures.first?.contains(": \(reason)") == true, place)
    }
  }

  /// The next run makes the new report of whatever was left.
  private mutating func complete(_ left: [String: Data], _ place: Comment) async throws {
    // Of a temporary file only the name is ever looked at.
    let state = Dictionary(
      uniqueKeysWithValues: left.map { path, data in
        guard Self.isPartial(path), old[path] == nil else { return (path, data) }
        return (path.replacing(#/[0-9]+\.partial$/#, with: "partial"), Data())
      })
    guard completed.insert(state).inserted else { return }
    let result = try await workspace.start(scenario.arguments).result()
    #expect(result.status == 0, "then \(result.messages): \(place)")
    let made = try Snapshot(workspace).contents
    #expect(report(made) == report(new), place)
    // A run that could not be kept is not made again as long as the report stands.
    #expect(made.allSatisfy { new[$0.key] == $0.value }, place)
    #expect(old.keys.filter { new[$0] != nil && made[$0] == nil } == [], place)
  }

  private func report(_ files: [String: Data]) -> [String: Data] {
    files.filter { $0.key.hasPrefix("q/") }
  }

  private static func isPartial(_ path: String) -> Bool { path.hasSuffix(".partial") }

  /// Puts the old files back, and no folder that only new ones are in.
  private func restore() throws {
    let present = try Snapshot(workspace).contents
    for path in present.keys where old[path] == nil { try workspace.remove(path) }
    for (path, data) in old where present[path] != data { try workspace.put(path, data) }
    let folders = ["q/figures", "q/runs", "q", "cache"]
    for folder in folders where !old.keys.contains(where: { $0.hasPrefix(folder + "/") }) {
      if workspace.exists(folder) { try workspace.remove(folder) }
    }
  }
}

@Suite(.serialized)
struct FaultTests {
  @Test(arguments: FaultScenario.wanted)
  func `every file is old or new whichever call on files fails or is the last`(
    scenario: FaultScenario
  ) async throws {
    var campaign = try await FaultCampaign(scenario)
    for (number, call) in campaign.calls.enumerated() {
      for fault in Fault.allCases where scenario.isWanted(fault, at: call, number: number) {
        try await campaign.run(fault, at: call)
      }
    }
    let counts = campaign.counts
    #expect(counts.leftovers > 0)
    if [.changed, .wholeReport].contains(scenario) { #expect(counts.mixed > 0) }
    print(
      "faults, \(scenario): \(counts.runs) runs at \(campaign.calls.count) calls, by status"
        + " \(counts.byStatus.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }),"
        + " \(counts.mixed) with old and new files, \(counts.leftovers) with temporary files,"
        + " \(campaign.states) states completed")
  }
}
