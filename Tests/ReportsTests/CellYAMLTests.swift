import Testing

@testable import Reports

/// What YAML reads otherwise than it looks.
struct CellYAMLTests {
  /// The problems of a figure whose first YAML line is line 4 of its template.
  private func problems(_ yaml: String) async -> [String] {
    await Workshop.problems("# A\n\n```figure\n" + yaml + "\n```\n")
      .map { String($0.dropFirst("01-a.md:".count)) }
  }

  private static let head = "id: a\nalt: \"{{ growth.share | fixed:2 }}\"\n"
  private static let curve = "\ncurves: [{series: growth.sgd.norm, label: a, style: sgd}]"

  private static let comment =
    "` #` begins a comment here and cuts the text before it;"
    + " put the text in quotes or after `>-`, or the comment on a line of its own"
  private static let colon =
    "`: ` within a text makes a key of what stands before it;"
    + " put the text in quotes, or after `>-`"

  private static func leading(_ mark: String) -> String {
    "`\(mark)` in front means something else in YAML; put the text in quotes, or after `>-`"
  }

  private static func hidden(_ code: String) -> String {
    "the invisible character \(code); remove it"
  }

  private static func misplaced(
    _ word: String, _ column: Int, _ neighbour: String, _ other: Int
  ) -> String {
    "`\(word)` stands in column \(column) and `\(neighbour)` in column \(other);"
      + " what belongs together stands in one column, what belongs to it deeper"
  }

  @Test(arguments: [
    ("id: a\n  alt: b", "5:3: \(misplaced("alt", 3, "id", 1))"),
    ("id: a\nx:\n   scale: log\n  min: 0", "7:3: \(misplaced("min", 3, "scale", 4))"),
    (
      "id: a\ncurves:\n  - {series: a}\n - {series: b}",
      "7:2: \(misplaced("-", 2, "-", 3))"
    ),
    (
      "id: a\ncurves:\n  - series: a\n     label: b",
      "7:6: \(misplaced("label", 6, "series", 5))"
    ),
    (
      "id: a\ncurves:\n  - series: a\n   label: b",
      "7:4: \(misplaced("label", 4, "series", 5))"
    ),
    ("caption: >-\n  a: text\n    b: deeper\nid: a\n y: {}", "8:2: \(misplaced("y", 2, "id", 1))"),
  ])
  func `a line that stands in no column of its mapping is told beside which`(
    yaml: String, message: String
  ) async {
    #expect(await problems(yaml) == [message])
  }

  @Test(arguments: [
    "x: {label: step,\n    scale: log}\ny: a: b", "curves: # both\n  - {series: a}\ny: a: b",
    "caption: \"one\n  two: three\"\ny: a: b", "\"curves\":\n  - {series: a}\ny: a: b",
    "x.y:\n  a: b\ny: a: b", "curves:\n- {series: a}\n- {series: b}\ny: a: b",
    "references:\n  - - a: b\n      c: d\ny: a: b", "x:\n  - >-\n    a: b\n      c: d\ny: a: b",
    "caption: some\n  text goes on\ny: a: b", "alt: 'it''s\n    so: so'\ny: a: b",
  ])
  func `a line that stands where it should is not blamed for another one`(yaml: String) async {
    let found = await problems("id: a\n" + yaml)
    let last = yaml.split(separator: "\n").count + 4
    #expect(found.count == 1, "\(found)")
    #expect(found[0].hasPrefix("\(last):"), "\(found)")
    #expect(!found[0].contains("stands in column"))
  }

  @Test(arguments: [
    "captoin", "caption s", "Caption",
  ])
  func `a key that is misspelt is not missing as well`(key: String) async {
    let found = await problems(Self.head + "\(key): A length." + Self.curve)
    #expect(found == ["6:1: unknown key `\(key)`; the nearest is `caption`"])
  }

  @Test(arguments: [
    ("The runs of seed #3 show it", "6:27: \(comment)"),
    ("# of seeds", "6:10: \(comment)"),
    ("The runs of seed\n  #3 show it", "7:3: \(comment)"),
    ("The runs of seed\n  go on #3\n  and on", "7:9: \(comment)"),
    ("Growth: the length", "6:16: \(colon)"),
    ("!note the length", "6:10: \(leading("!"))"),
    ("&note the length", "6:10: \(leading("&"))"),
    ("*Growth* of the length", "6:10: \(leading("*"))"),
    ("@name", "6:10: \(leading("@"))"),
    ("`code` first", "6:10: \(leading("`"))"),
    ("%x", "6:10: \(leading("%"))"),
    ("|x| is the length", "6:10: \(leading("|"))"),
    ("\"a\\0b\"", "6:12: \(hidden("U+0000"))"),
    ("\"a\\eb\"", "6:12: \(hidden("U+001B"))"),
    ("\"a\\x85b\"", "6:12: \(hidden("U+0085"))"),
    ("\"a\\u202Eb\"", "6:12: \(hidden("U+202E"))"),
    ("\"a\\u200Fb\"", "6:12: \(hidden("U+200F"))"),
    ("\"a\\uFEFFb\"", "6:12: \(hidden("U+FEFF"))"),
    ("\"a\\Lb\"", "6:12: \(hidden("U+2028"))"),
    ("[a](b)", "6:10: \(leading("["))"),
    ("\"Growth\" is the word", "6:10: \(leading("\""))"),
    (
      "[a, b]",
      "6:10: `caption` must be one text;"
        + " put it in quotes if it holds `: ` or begins with a bracket"
    ),
  ])
  func `a text that YAML reads otherwise is refused where it turns`(
    caption: String, message: String
  ) async {
    let problems = await problems(Self.head + "caption: \(caption)" + Self.curve)
    #expect(problems.first == message, "\(problems)")
  }

  @Test(arguments: [
    "seed#3", "'seed #3 & *all*'", ">-\n  The seed #3: *all*, !now", "a - b, c [d]",
    "2026-01-02", "yes", "~", "1_000", "0x10", "\"a \\u2016 b\\tc\"",
  ])
  func `a text that YAML reads as it looks passes`(caption: String) async {
    #expect(await problems(Self.head + "caption: \(caption)" + Self.curve) == [])
  }

  @Test func `comments on lines of their own and behind brackets pass`() async {
    let yaml =
      "# first\n" + Self.head + "# second\ncaption: a\n# third\n"
      + "curves:  # all\n  # inner\n  - {series: growth.sgd.norm, label: a, style: sgd}  # the one\n"
    #expect(await problems(yaml) == [])
  }

  @Test(arguments: [
    ("curves:\n\t- {}", "8:1: a tab; YAML is indented with blanks"),
    ("---\nx: {label: a}", "7:1: `---` parts documents, and a cell is one; leave it out"),
    ("...\nx: {label: a}", "7:1: `...` parts documents, and a cell is one; leave it out"),
    ("%YAML 1.1", "7:1: `%YAML` parts documents, and a cell is one; leave it out"),
    ("x: {label: !!str a}", "7:12: \(leading("!"))"),
    ("x: {label: &b a}", "7:12: \(leading("&"))"),
    ("x: &axis {label: a}", "7:4: \(leading("&"))"),
    ("!key x: {label: a}", "7:1: \(leading("!"))"),
    ("x: {min: 1_000}", "7:10: expected a number such as `1000`, `0.5` or `1e-3`, found `1_000`"),
    ("x: {min: 0x10}", "7:10: expected a number such as `1000`, `0.5` or `1e-3`, found `0x10`"),
    ("x: {min: 010}", "7:10: expected a number such as `1000`, `0.5` or `1e-3`, found `010`"),
    ("x: {min: 5.}", "7:10: expected a number such as `1000`, `0.5` or `1e-3`, found `5.`"),
    ("x: {min: ~}", "7:10: expected a name, a number or a text, found `~`"),
    ("x: {integer: yes}", "7:14: `integer` must be `true` or `false`"),
    ("x: {integer: on}", "7:14: `integer` must be `true` or `false`"),
  ])
  func `a number, a flag or a line has one form`(line: String, message: String) async {
    let problems = await problems(Self.head + "caption: a\n\(line)" + Self.curve)
    #expect(problems.first == message, "\(problems)")
  }

  @Test(arguments: [
    ("rows:\n  - [{{ growth.share | fixed:2 }}, b]", "5:6: the item"),
    ("rows:\n  - [b, {{ growth.share | fixed:2 }}]", "5:9: the item"),
    ("rows:\n  - {{ growth.share | fixed:2 }}", "5:5: the item"),
    ("rows: [[{{ growth.share | fixed:2 }}, b]]", "4:9: the item"),
    ("rows:\n  - {row: {{ growth.share | fixed:2 }}}", "5:11: `row`"),
    ("rows:\n  {{ growth.share | fixed:2 }}", "5:3: the text"),
  ])
  func `a hole without quotes is known in rows, items and brackets`(
    rows: String, place: String
  ) async {
    let problems = await Workshop.problems("# A\n\n```table\n\(rows)\ncolumns: [a, b]\n```\n")
    #expect(
      problems == ["01-a.md:\(place) begins with a hole; put the text in quotes, or after `>-`"])
  }

  @Test func `no cell of the shipped templates is taken for a mistake`() throws {
    let folder = try TemplateFolder(readingFrom: Package.root.appending(path: "templates").path)
    let log = ProblemLog()
    for (file, content) in folder.files {
      let text = LocatedText(contents: content, file: file, log: log)
      _ = TemplateParser.nodes(of: text, log: log)
    }
    #expect(log.problems.isEmpty, "\(log.sorted)")
  }
}
