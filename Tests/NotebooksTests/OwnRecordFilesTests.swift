import Foundation
import Reports
import Runs
import Testing

@testable import Notebooks

/// Which records a notebook has, and those that another program wrote.
struct OwnRecordFilesTests {
  private static let yaml = "title: A\ncolumns: {step: step}\nseries: {loss: {}}\n"
  private static let record = RunRecord(
    experiment: "log", title: "A", profile: "default", specification: .object([:]), seeds: [0],
    values: [MeasuredValue("b", .number(1), "b"), MeasuredValue("a.x", .number(2), "a")],
    series: [
      Series(
        name: "s", explanation: "s", x: Quantity("x"), y: Quantity("y"), positions: [0, 1],
        median: [1, 2])
    ])

  private static func json(_ record: RunRecord = record) throws -> String {
    String(decoding: try CanonicalJSON.encode(record), as: UTF8.self)
  }

  @Test func `the names are those of descriptions and records`() throws {
    let files = [
      "b.yaml": "", "a.json": "", "a.csv": "", "readme.txt": "", "train.py": "", ".c.yaml": "",
    ]
    try RunsFolder.with(files) { folder in
      let records = try OwnRecords(of: folder, builtIn: ["growth"])
      #expect(records.names == ["a", "b"])
      let none = try OwnRecords(of: folder + "/runs", builtIn: [])
      #expect(none.names == [])
    }
  }

  @Test func `nothing is read before it is asked for`() throws {
    let files = ["log.yaml": Self.yaml, "log.csv": "step,loss\n0,1\n", "bad.yaml": "{"]
    try RunsFolder.with(files) { folder in
      let records = try OwnRecords(of: folder, builtIn: [])
      #expect(try records.record(named: "log", profile: .default).experiment == "log")
      #expect(throws: ReportError.self) { try records.record(named: "bad", profile: .default) }
      #expect(throws: ReportError.self) { try records.record(named: "none", profile: .default) }
      #expect(records.files(of: "log") == ["\(folder)/runs/log.yaml", "\(folder)/runs/log.csv"])
      #expect(records.files(of: "bad") == ["\(folder)/runs/bad.yaml"])
      #expect(records.files(of: "none") == [])
    }
  }

  @Test func `digests change with the files`() throws {
    try RunsFolder.with(["log.yaml": Self.yaml, "log.csv": "step,loss\n0,1\n"]) { folder in
      let records = try OwnRecords(of: folder, builtIn: [])
      let before = try records.digests(of: "log")
      #expect(before.count == 2)
      #expect(try records.digests(of: "log") == before)
      try Data("step,loss\n0,2\n".utf8).write(to: URL(filePath: "\(folder)/runs/log.csv"))
      #expect(try records.digests(of: "log") != before)
    }
  }

  @Test(arguments: [
    (
      ["growth.yaml"],
      "growth.yaml:1:1: `growth` is an experiment of this program; call the file otherwise"
    ),
    (
      ["claims.json"],
      "claims.json:1:1: `claims` begins other names in templates; call the file otherwise"
    ),
    (
      ["log.json", "log.yaml"],
      "log.yaml:1:1: `log` is a table by log.yaml and a record by log.json"
    ),
    (["log.yml"], "log.yml:1:1: call it `log.yaml`"),
    (
      ["1.yaml", "my log.json"],
      """
      1.yaml:1:1: “1” cannot be named in a template; begin the name of the file with a letter, and go \
      on with letters, digits, `_` and `-`
      my log.json:1:1: “my log” cannot be named in a template; begin the name of the file with a letter, \
      and go on with letters, digits, `_` and `-`
      """
    ),
  ])
  func `a file that no template can name is refused`(
    _ files: [String], _ expected: String
  ) throws {
    let files = Dictionary(uniqueKeysWithValues: files.map { ($0, "") })
    #expect(try RunsFolder.problem(files, builtIn: ["growth"]) == expected)
  }

  @Test func `a description without a table says what it looked for`() throws {
    #expect(
      try RunsFolder.problem(["log.yaml": Self.yaml])
        == "log.yaml:1:1: there is no log.csv or log.tsv beside it; name its table: `table: …`")
    #expect(
      try RunsFolder.problem(["log.yaml": Self.yaml, "log.csv": "", "log.tsv": ""])
        == "log.yaml:1:1: there are log.csv and log.tsv; say which it is: `table: log.csv`")
    let table = Self.yaml + "table: other.tsv\n"
    #expect(
      try RunsFolder.problem(["log.yaml": table, "other.tsv": "step\tloss\n0\t1\n"]) == nil)
  }

  @Test func `a record of another program is used as it is, in this profile`() throws {
    try RunsFolder.with(["log.json": try Self.json()]) { folder in
      let records = try OwnRecords(of: folder, builtIn: [])
      let record = try records.record(named: "log", profile: .full)
      #expect(record.profile == "full" && record.values == Self.record.values)
      #expect(record.series == Self.record.series)
      #expect(records.files(of: "log") == ["\(folder)/runs/log.json"])
    }
  }

  @Test func `what is no record is refused with its file and the schema`() throws {
    func problem(_ text: String) throws -> String? { try RunsFolder.problem(["log.json": text]) }
    let schema = "; `wnreport help schema` prints what one is"
    #expect(try problem("{") == "log.json is not a record: it is not valid JSON" + schema)
    #expect(
      try problem("{}") == "log.json is not a record: the document has no “schemaVersion”" + schema)
    #expect(
      try problem(#"{"schemaVersion": 3}"#)
        == "log.json has layout version 3, this program reads 4; `wnreport help schema` prints it")
    #expect(
      try problem(try Self.json().replacing(#""title": "A","#, with: ""))
        == "log.json is not a record: the document has no “title”" + schema)
    var other = Self.record
    other.experiment = "lag"
    #expect(
      try problem(try Self.json(other))
        == "log.json is not a record: its experiment is “lag”, its name `log`" + schema)
    #expect(
      try problem(try Self.json().replacing(#""a.x""#, with: #""a x""#))
        == "log.json is not a record: “a x” cannot be named in a template" + schema)
    #expect(
      try problem(try Self.json().replacing(#""a.x""#, with: #""b""#))
        == "log.json is not a record: `b` comes twice" + schema)
    #expect(
      try problem(try Self.json().replacing("[0,1]", with: "[1,1]"))
        == "log.json is not a record: the positions of `s` do not increase" + schema)
    other = Self.record
    other.verdicts = [
      Verdict(
        claim: "c", statement: "c", kind: .law, source: "s", experiments: ["log"], outcome: nil,
        pinned: .mixed, evidence: [])
    ]
    #expect(
      try problem(try Self.json(other)) == "log.json is not a record: it holds verdicts; a notebook"
        + " states its claims in claims.yaml" + schema)
  }
}
