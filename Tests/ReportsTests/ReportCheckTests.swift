import Testing

@testable import Reports

struct ReportCheckTests {
  private func findings(
    old: [String: String], new: [String: String], listed: [String]? = nil
  ) throws -> [String] {
    let scratch = try Scratch()
    for (file, content) in old { try scratch.put(file, content) }
    try scratch.putList(of: listed ?? Array(new.keys))
    let check = ReportCheck(folder: scratch.path) { old, new in
      old == new ? nil : "\(old.count) against \(new.count) bytes"
    }
    return try check.findings(for: report(new)).map {
      String($0.description.dropFirst(scratch.path.count + 1))
    }
  }

  @Test func `a folder that is up to date has no findings`() throws {
    let files = ["01-a.md": "a\n", "figures/f.png": "p", "runs/r.json": "{}\n"]
    #expect(try findings(old: files, new: files) == [])
  }

  @Test(arguments: [
    (
      "a\nThe ratio is 0.0132, so.\n", "a\nThe ratio is 0.0134, so.\n",
      ["01-a.md:2: 0.0132 → 0.0134"]
    ),
    ("It is (2.06 [1.87, 2.24]).\n", "It is (2.07 [1.87, 2.24]).\n", ["01-a.md:1: 2.06 → 2.07"]),
    ("It is −0.5·10⁻⁷ now.\n", "It is 0.5·10⁻⁷ now.\n", ["01-a.md:1: −0.5·10⁻⁷ → 0.5·10⁻⁷"]),
    ("a b c\n", "a x y c\n", ["01-a.md:1: b → x y"]),
    ("a b c\n", "a c\n", ["01-a.md:1: b → (nothing)"]),
    ("a  b\n", "a b\n", ["01-a.md:1: \"a  b\" → \"a b\""]),
    ("a\nhand-edited\nb\n", "a\nb\n", ["01-a.md:2: not in the report built now: hand-edited"]),
    (
      "a\nb\n", "a\nnew\n\nb\n", ["01-a.md:2: missing: new", "01-a.md:2: missing: (an empty line)"]
    ),
    (
      "a\n1\n2\nb\n", "a\n3\nb\n",
      ["01-a.md:2: 1 → 3", "01-a.md:3: not in the report built now: 2"]
    ),
    ("1\nb\n2\n", "3\nb\n4\n", ["01-a.md:1: 1 → 3", "01-a.md:3: 2 → 4"]),
    ("a", "a\n", ["01-a.md:2: missing: (an empty line)"]),
    ("a\nb\r\n", "a\nb\n", ["01-a.md:2: \"b\\r\" → \"b\""]),
    ("a\tb\n", "a b\n", ["01-a.md:1: \"a\\tb\" → \"a b\""]),
  ])
  func `a changed line is named with what differs in it`(
    old: String, new: String, messages: [String]
  ) throws {
    #expect(try findings(old: ["01-a.md": old], new: ["01-a.md": new]) == messages)
  }

  @Test func `files are listed by their bytes, in whatever order the file system has them`() throws
  {
    let scratch = try Scratch()
    let names =
      (0..<40).map { "figures/\($0 * 17 % 40).png" } + ["02-b.md", "runs/r.json", "01-a.md"]
    for name in names { try scratch.put(name, "x") }
    let listed = try ReportFolder(path: scratch.path).entriesOfAReport()
    #expect(
      listed == names.filter { $0.hasSuffix(".md") }.sorted() + names.prefix(40).sorted()
        + ["runs/r.json"])
  }

  @Test func `a missing file, an orphaned and a foreign one are found, other files are not`() throws
  {
    let messages = try findings(
      old: [
        "01-a.md": "a\n", "02-old.md": "x", "figures/old.png": "x", "notes.md": "x",
        "figures/logo.png": "x", "figures/plots.png/data.csv": "x", "figures/a.txt": "x",
      ],
      new: ["01-a.md": "a\n", "runs/r.json": "{}"],
      listed: ["01-a.md", "02-old.md", "figures/old.png", "runs/r.json"])
    let orphan = "belongs to no chapter, figure or record of the report"
    let foreign = "no report wrote this, and none will remove it; move it out of the report by hand"
    #expect(
      messages == [
        ".wnreport.json:4: not in the report built now:     \"02-old.md\",",
        ".wnreport.json:5: not in the report built now:     \"figures/old.png\",",
        "02-old.md: \(orphan)", "figures/logo.png: \(foreign)", "figures/old.png: \(orphan)",
        "figures/plots.png: \(foreign)", "runs/r.json: missing",
      ])
  }

  @Test func `a report without a list of its files lacks it`() throws {
    let scratch = try Scratch()
    try scratch.put("01-a.md", "a\n")
    let findings = try ReportCheck(folder: scratch.path).findings(for: report(["01-a.md": "a\n"]))
    #expect(findings.map(\.message) == ["missing"])
    #expect(findings.map(\.path) == ["\(scratch.path)/.wnreport.json"])
  }

  @Test(arguments: [
    (#"{"a":{"b":[1,2]}}"#, #"{"a":{"b":[1,3]}}"#, ["1: a.b[1]: 2 → 3"]),
    (#"{"a":0.0132}"#, #"{"a":0.0133}"#, ["1: a: 0.0132 → 0.0133"]),
    (
      "{\n\"a\": \"{\\\"\\n\",\n\"b\":\n[\n{\"c\":1}\n,\n{\"c\":2}\n]\n}",
      #"{"a":"x","b":[{"c":1},{"c":3}]}"#,
      [#"2: a: "{"\n" → "x""#, "7: b[1].c: 2 → 3"]
    ),
    ("{\n\"a\": {\n\"b\": 1\n}}", #"{"a":{"b":1,"c":2}}"#, ["2: a.c: (nothing) → 2"]),
    (
      #"{"v":[{"name":"x.y","value":1},{"name":"z","value":2}]}"#,
      #"{"v":[{"name":"z","value":2},{"name":"x.y","value":1.5}]}"#, ["1: v[x.y].value: 1 → 1.5"]
    ),
    (#"{"v":[{"name":"x","value":1}]}"#, #"{"v":[]}"#, ["1: v[x]: an object of 2 → (nothing)"]),
    (
      #"{"a":"s","b":null}"#, #"{"a":true,"b":[1]}"#,
      ["1: a: \"s\" → true", "1: b: null → a list of 1"]
    ),
    (#"{"a": 1}"#, #"{"a":1}"#, [" the same values, but not as they are written now"]),
    (#"{"a": "#, #"{"a":1}"#, [" it is not valid JSON"]),
  ])
  func `a changed record is named with the path of the value`(
    old: String, new: String, messages: [String]
  ) throws {
    let found = try findings(
      old: ["01-a.md": "a\n", "runs/r.json": old], new: ["01-a.md": "a\n", "runs/r.json": new])
    #expect(found == messages.map { "runs/r.json:" + $0 })
  }

  @Test func `a picture is found with how it differs`() throws {
    let found = try findings(
      old: ["01-a.md": "a\n", "figures/f.png": "abc"],
      new: ["01-a.md": "a\n", "figures/f.png": "ab"])
    #expect(found == ["figures/f.png: the picture differs: 3 against 2 bytes"])
  }

  @Test func `a picture whose pixels match is no finding`() throws {
    let scratch = try Scratch()
    try scratch.put("01-a.md", "a\n")
    try scratch.put("figures/f.png", "abc")
    try scratch.putList(of: ["01-a.md", "figures/f.png"])
    let check = ReportCheck(folder: scratch.path) { _, _ in nil }
    #expect(try check.findings(for: report(["01-a.md": "a\n", "figures/f.png": "xyz"])) == [])
  }

  @Test func `an empty report is an error and no success`() throws {
    #expect(throws: ReportError.emptyReport) { try findings(old: [:], new: [:]) }
    #expect(throws: ReportError.emptyReport) {
      try findings(old: [:], new: ["runs/r.json": "{}"])
    }
  }

  @Test func `a finding becomes an annotation with its signs escaped`() {
    let finding = Finding(
      path: "reports/a,b:c.md", line: 41, kind: .changedText(old: "5 %\r\n", new: "6 %"))
    #expect(
      finding.annotation.description
        == "::error file=reports/a%2Cb%3Ac.md,line=41::5 %25%0D%0A → 6 %25")
    let missing = Finding(path: "reports/a.md", kind: .missing)
    #expect(missing.annotation.description == "::error file=reports/a.md::missing")
    #expect(Annotation("a: b, c").description == "::error::a: b, c")
  }

  @Test func `a mistake in a template becomes an annotation with its column`() async {
    let error = await #expect(throws: ReportError.self) {
      try await Workshop.report(["01-a.md": "# A\n\nIt is {{ growth.sgd.nosuch }}.\n"])
    }
    guard case .templates(let problems) = error else {
      Issue.record("expected mistakes of a template, not \(String(describing: error))")
      return
    }
    #expect(
      problems[0].annotation.description.hasPrefix("::error file=templates/01-a.md,line=3,col="))
  }

  @Test func `a folder that is not there is not a report that is not current`() throws {
    let scratch = try Scratch()
    try scratch.put("file", "x")
    try ReportCheck(folder: scratch.path).checkPresence()
    for folder in ["\(scratch.path)/none", "\(scratch.path)/file"] {
      #expect(throws: ReportError.noReport(folder: folder)) {
        try ReportCheck(folder: folder).checkPresence()
      }
    }
  }
}
