internal import Foundation
import Runs
import Testing

/// Records of a report folder, in every state that a disk can leave them in.
struct RunStoreTests {
  /// What the store gives for `growth` when that file holds the bytes.
  private func read(_ bytes: Data?) throws -> RunRecord? {
    try withTemporaryFolder { folder in
      let store = RunStore(reportFolder: folder)
      try FileManager.default.createDirectory(at: store.folder, withIntermediateDirectories: true)
      try bytes?.write(to: store.folder.appending(path: "growth.json"))
      return try store.record(of: "growth")
    }
  }

  private func expectUnreadable(
    _ bytes: Data, _ expected: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(sourceLocation: sourceLocation) {
      _ = try read(bytes)
    } throws: { error in
      guard case RunsError.unreadable(let name, let reason) = error else { return false }
      return name.hasSuffix("/runs/growth.json") && reason.contains(expected)
    }
  }

  @Test func `records lie in runs below the report folder`() throws {
    let store = RunStore(reportFolder: URL(filePath: "/a/reports"))
    #expect(store.folder.path == "/a/reports/runs")
  }

  @Test(arguments: 0..<20)
  func `a record is read as it was written`(_ seed: Int) throws {
    var record = RunRecord.random(seed: seed)
    record.experiment = "growth"
    #expect(try read(CanonicalJSON.encode(record)) == record)
  }

  @Test func `no file is no record`() throws {
    #expect(try read(nil) == nil)
    let nowhere = RunStore(reportFolder: URL(filePath: "/nonexistent/reports"))
    #expect(try nowhere.record(of: "growth") == nil)
  }

  @Test func `a folder in place of a file cannot be read`() throws {
    try withTemporaryFolder { folder in
      let store = RunStore(reportFolder: folder)
      let url = store.folder.appending(path: "growth.json", directoryHint: .isDirectory)
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
      #expect {
        try store.record(of: "growth")
      } throws: { error in
        guard case RunsError.cannotRead(let path, let reason) = error else { return false }
        return path.hasSuffix("/runs/growth.json") && !reason.isEmpty
      }
    }
  }

  @Test func `an empty file, a text and a list are no records`() throws {
    expectUnreadable(Data(), "not valid JSON")
    expectUnreadable(Data("hello".utf8), "not valid JSON")
    expectUnreadable(Data([0xff, 0xfe, 0x00]), "not valid JSON")
    expectUnreadable(Data("[]".utf8), "the document")
    expectUnreadable(Data("{}".utf8), "the document has no “schemaVersion”")
  }

  @Test func `a record cut off anywhere is no record`() throws {
    var record = RunRecord.random(seed: 3)
    record.experiment = "growth"
    let bytes = try CanonicalJSON.encode(record)
    // Without its final line feed it is still whole.
    let ends = [1, 10, bytes.count / 3, bytes.count / 2, bytes.count - 3, bytes.count - 2]
    for end in ends {
      expectUnreadable(bytes.prefix(end), "not valid JSON")
    }
    #expect(try read(bytes.dropLast()) != nil)
  }

  @Test func `a record without a member names it`() throws {
    let whole = text(try CanonicalJSON.encode(RunRecord.empty("growth")))
    let cut = whole.replacing("  \"profile\": \"default\",\n", with: "")
    #expect(cut != whole)
    expectUnreadable(Data(cut.utf8), "the document has no “profile”")
  }

  @Test(arguments: [0, 1, 2, 3, 5, -1, 1_000_000])
  func `another layout is refused by its version, whatever else it holds`(_ version: Int) throws {
    var record = RunRecord.empty("growth")
    record.schemaVersion = version
    let files = [try CanonicalJSON.encode(record), Data("{\"schemaVersion\": \(version)}".utf8)]
    for file in files {
      #expect {
        _ = try read(file)
      } throws: { error in
        guard case RunsError.schemaVersion(let name, let found) = error else { return false }
        return name.hasSuffix("/runs/growth.json") && found == version
      }
    }
  }

  @Test func `the record of another experiment is refused`() throws {
    for name in ["noise", "../../../escaped", "growth\u{1B}"] {
      let bytes = try CanonicalJSON.encode(RunRecord.empty(name))
      expectUnreadable(bytes, "it is of “")
    }
  }

  @Test func `a series whose lists differ in length is refused`() throws {
    let whole = RunRecord(
      experiment: "growth", title: "", profile: "default", specification: .null, seeds: [],
      values: [],
      series: [
        Series(
          name: "a", explanation: "", x: Quantity(""), y: Quantity(""), positions: [1, 2, 3],
          median: [4, 5, 6],
          spread: Spread(
            minimum: [4, 5, 6], lowerQuartile: [4, 5, 6], upperQuartile: [4, 5, 6],
            maximum: [7, 8, 9]),
          seeds: [SeedPath(seed: 0, values: [4, nil, 6])])
      ])
    let bytes = text(try CanonicalJSON.encode(whole))
    #expect(try read(Data(bytes.utf8)) == whole)
    for (list, shorter) in [
      ("[1, 2, 3]", "[1, 2]"), ("[1,2,3]", "[1,2]"), ("[7,8,9]", "[7,8]"), ("[4,null,6]", "[4]"),
    ] where bytes.contains(list) {
      expectUnreadable(Data(bytes.replacing(list, with: shorter).utf8), "values at them")
    }
  }

  @Test func `a table whose rows differ in length or number is refused`() throws {
    let whole = RunRecord(
      experiment: "growth", title: "", profile: "default", specification: .null, seeds: [],
      values: [], series: [],
      tables: [
        SeedTable(
          name: "a", explanation: "", x: Quantity(""), positions: [8, 9],
          rows: [[1, 2, 3], [4, 5, 6]])
      ])
    let bytes = text(try CanonicalJSON.encode(whole)).filter { !$0.isWhitespace }
    #expect(try read(Data(bytes.utf8)) == whole)
    for (list, other) in [
      ("[4,5,6]", "[4,5]"), ("[4,5,6]", "[4,5,6,7]"), ("[[1,2,3],[4,5,6]]", "[[1,2,3]]"),
      ("[8,9]", "[8]"), ("[8,9]", "[8,9,10]"),
    ] {
      #expect(bytes.contains(list))
      expectUnreadable(
        Data(bytes.replacing(list, with: other).utf8), "one row of equal length for each of")
    }
  }

  @Test(arguments: ["1e999", "-1e999", "NaN", "1e", "00", "٣"])
  func `a number that no number can hold is refused`(number: String) throws {
    let bytes = text(try CanonicalJSON.encode(RunRecord.empty("growth")))
    let changed = bytes.replacing("\"seeds\": []", with: "\"seeds\": [\(number)]")
    #expect(changed != bytes)
    expectUnreadable(Data(changed.utf8), "not valid JSON")
  }

  @Test func `lists in lists without end are refused`() throws {
    let deep = String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000)
    expectUnreadable(
      Data("{\"schemaVersion\": 1, \"specification\": \(deep)}".utf8), "not valid JSON")
  }

  @Test func `values, series and tables are sorted by name`() throws {
    let record = RunRecord(
      experiment: "e", title: "", profile: "default", specification: .null, seeds: [],
      values: ["b", "a", "a.b"].map { MeasuredValue($0, .text($0), "") },
      series: ["y", "x"].map {
        Series(
          name: $0, explanation: "", x: Quantity(""), y: Quantity(""), positions: [], median: [])
      },
      tables: ["t", "s"].map {
        SeedTable(name: $0, explanation: "", x: Quantity(""), positions: [], rows: [])
      })
    #expect(record.tables.map(\.name) == ["s", "t"])
    #expect(record.values.map(\.name) == ["a", "a.b", "b"])
    #expect(record.series.map(\.name) == ["x", "y"])
    #expect(record.value("a.b")?.value == .text("a.b"))
    #expect(record.value("e.a") == nil)
    #expect(record.series("y")?.name == "y")
    #expect(record.series("z") == nil)
    #expect(record.schemaVersion == RunRecord.currentSchemaVersion)
  }
}
