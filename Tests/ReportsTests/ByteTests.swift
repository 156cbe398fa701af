import Foundation
import Testing

@testable import Reports
@testable import Runs

/// Texts that are equal to Swift and differ in their bytes are different texts.
struct ByteTests {
  /// Every other form that Unicode has for a character of the committed report, in one scalar or
  /// taken apart, and those of some letters that a report may come to use.
  static let pairs: [(used: Character, other: Character)] = {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "reports")
    let names = (try? FileManager.default.subpathsOfDirectory(atPath: folder.path)) ?? []
    var used = Set("éÅΩK;`·ŵ")
    for name in names where name.hasSuffix(".md") || name.hasSuffix(".json") {
      used.formUnion((try? String(contentsOf: folder.appending(path: name), encoding: .utf8)) ?? "")
    }
    let singles = (UInt32(0x80)...0x2FA1F).compactMap(Unicode.Scalar.init).map(Character.init)
    let apart = used.map { Character(String($0).decomposedStringWithCanonicalMapping) }
    return (singles + apart).compactMap { other in
      guard let index = used.firstIndex(of: other),
        !String(used[index]).utf8.elementsEqual(String(other).utf8)
      else { return nil }
      return (used[index], other)
    }
  }()

  private func findings(_ file: String, old: String, new: String) throws -> [String] {
    let scratch = try Scratch()
    try scratch.put("01-a.md", "a\n")
    try scratch.put(file, old)
    let files = ["01-a.md": "a\n"].merging([file: new]) { $1 }
    try scratch.putList(of: Array(files.keys))
    return try ReportCheck(folder: scratch.path).findings(for: report(files)).map {
      String($0.description.dropFirst(scratch.path.count + 1))
    }
  }

  @Test func `there are other forms of what the pages use`() {
    let others = Set(Self.pairs.map { ExactText(String($0.other)) })
    for form in ["\u{1FEF}", "\u{387}", "\u{212A}", "\u{37E}", "\u{2126}", "e\u{301}"] {
      #expect(others.contains(ExactText(form)), "\(form.unicodeScalars.map(\.value))")
    }
  }

  @Test func `check finds every other form of a character in a page and in a record`() throws {
    for (used, other) in Self.pairs where used != "\"" {
      let page = try findings("02-b.md", old: "x\na \(other) b\n", new: "x\na \(used) b\n")
      #expect(page.count == 1 && page[0].hasPrefix("02-b.md:2: "), "\(used): \(page)")
      let parts = page.first.map { $0.dropFirst("02-b.md:2: ".count).split(separator: " → ") } ?? []
      #expect(parts.count == 2 && parts[0] != parts[1], "\(used): \(page)")
      let record = try findings(
        "runs/r.json", old: "{\"a\":\n\"\(other)\"}", new: "{\"a\":\n\"\(used)\"}")
      #expect(record.count == 1 && record[0].hasPrefix("runs/r.json:2: a: "), "\(used): \(record)")
      let name = try findings("runs/r.json", old: "{\"\(other)\": 1}", new: "{\"\(used)\": 1}")
      #expect(name.count == 2, "\(used): \(name)")
    }
  }

  @Test(arguments: [
    ("a `b` c\n", "a \u{1FEF}b` c\n", "01-a.md:1: \\u{1FEF}b` → `b`"),
    ("a · c\n", "a \u{387} c\n", "01-a.md:1: \\u{387} → \\u{B7}"),
  ])
  func `a form that looks the same is shown as its number`(
    new: String, old: String, message: String
  ) throws {
    #expect(try findings("01-a.md", old: old, new: new) == [message])
  }

  @Test func `a page under another form of its name is not of the report`() throws {
    let found = try findings("01-e\u{301}.md", old: "a\n", new: "a\n")
    #expect(found == [])
    let scratch = try Scratch()
    try scratch.put("01-e\u{301}.md", "a\n")
    try scratch.putList(of: ["01-\u{E9}.md"])
    let messages = try ReportCheck(folder: scratch.path)
      .findings(for: report(["01-\u{E9}.md": "a\n"]))
    #expect(messages.map(\.kind) == [.foreign, .missing])
  }

  @Test func `a template holds each letter in its composed form`() async {
    for (used, other) in Self.pairs {
      let problems = await Workshop.problems("# A\n\nIt is \(other).\n")
      #expect(
        problems.contains { $0.hasPrefix("01-a.md:3:7: U+") && $0.contains("another form of") },
        "\(used): \(problems)")
    }
  }

  @Test func `a sign with a mark is refused, a letter with one is not`() async {
    #expect(await Workshop.problems("# A\n\nIt is v\u{302}.\n") == [])
    #expect(
      await Workshop.problems("# A\n\nIt is |\u{301}.\n") == [
        "01-a.md:3:7: “|\u{301}” U+007C U+0301: what joins with a sign hides it;"
          + " put a blank between them"
      ])
  }

  @Test(arguments: [
    ("01-caf\u{E9}.md", "01-cafe\u{301}.md"), ("01-a.md", "01-A.md"), ("parts/x.md", "parts/X.md"),
  ])
  func `two templates whose names differ in case or form are an error`(
    one: String, other: String
  ) throws {
    let scratch = try Scratch()
    for file in [one, other] { try scratch.put(file, "# A\n") }
    let error = #expect(throws: ReportError.self) {
      try TemplateFolder(readingFrom: scratch.path)
    }
    #expect(error?.description.contains("only in the case or the form of letters") == true)
  }

  @Test func `a template's name is in the composed form`() throws {
    let scratch = try Scratch()
    try scratch.put("01-cafe\u{301}.md", "# A\n")
    let error = #expect(throws: ReportError.self) {
      try TemplateFolder(readingFrom: scratch.path)
    }
    #expect(error?.description.contains("U+0065 U+0301, another form of “\u{E9}” U+00E9") == true)
  }

  @Test(arguments: [("x", "x"), ("x", "X"), ("fig-a", "FIG-A")])
  func `two anchors whose names differ at most in case are an error`(
    one: String, other: String
  ) async {
    let problems = await Workshop.problems(
      "# A\n\n<a name=\"\(one)\"></a>\n\nText.\n\n<a name=\"\(other)\"></a>\n\n`<a name=\"x\">`\n")
    #expect(problems.count == 1 && problems[0].hasPrefix("01-a.md:7:1: a second anchor `\(other)`"))
  }

  @Test func `a name in a hole is of ASCII`() async {
    let problems = await Workshop.problems("# A\n\n{{ \u{3B1}.seeds.count }}\n")
    #expect(problems == ["01-a.md:3:4: expected a name, a number or a text, found `\u{3B1}`"])
  }
}
