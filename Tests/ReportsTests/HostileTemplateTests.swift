import Testing

@testable import Reports

private func many(_ text: String, _ count: Int = 10_000) -> String {
  String(repeating: text, count: count)
}

/// Templates that want to crash the builder, to keep it busy or to fill the memory.
struct HostileTemplateTests {
  private func problems(_ body: String) async -> [String] {
    await Workshop.problems("# A\n\n" + body + "\n").map { String($0.dropFirst("01-a.md:".count)) }
  }

  @Test func `blocks in blocks without end are refused where they become too deep`() async {
    for (opening, closing) in [
      ("{% if growth.sgd.grows %}\n", "{% endif %}\n"), ("{% source %}\n", "{% endsource %}\n"),
    ] {
      let expected = ["35:1: nested more than 32 levels deep"]
      for template in [many(opening), many(opening) + many(closing)] {
        let problems = await problems(template)
        #expect(problems == expected)
      }
      #expect(await problems(many(opening, 32) + "a\n" + many(closing, 32)).count <= 1)
    }
  }

  @Test(arguments: [
    (many("(", 3000), "1", many(")", 3000)), (many("not ", 2000), "growth.sgd.grows", ""),
    ("growth.share", many(" | abs", 1000), ""), ("1 == 1", many(" or 1 == 1", 500), ""),
    (many("[", 3000), "1", many("]", 3000)),
  ])
  func `an expression without end is refused`(
    opening: String, middle: String, closing: String
  ) async {
    let problems = await problems("{% if \(opening)\(middle)\(closing) %}\na\n{% endif %}")
    #expect(problems.contains { $0.hasSuffix("more than 100 operators and brackets; split it") })
  }

  @Test func `names in names without end are refused`() async {
    let problems = await problems("{{ \(many("a[", 2000)) }}")
    #expect(problems == ["3:69: nested more than 32 levels deep"])
  }

  @Test func `includes that double at every file end`() async {
    var files = ["01-a.md": "# A\n\n{% include \"p0.md\" %}\n"]
    for level in 0..<7 {
      files["p\(level).md"] = many("{% include \"p\(level + 1).md\" %}\n", 20)
    }
    files["p7.md"] = "a\n"
    let problems = await Workshop.problems(in: files)
    #expect(problems.count == 1)
    #expect(problems.first?.contains("loops and includes multiply") == true)
  }

  @Test func `files that include each other in a long row are refused`() async {
    var files = ["01-a.md": "# A\n\n{% include \"p0.md\" %}\n"]
    for level in 0..<1000 { files["p\(level).md"] = "{% include \"p\(level + 1).md\" %}\n" }
    files["p1000.md"] = "a\n"
    #expect(await Workshop.problems(in: files) == ["p7.md:1:12: nested more than 8 levels deep"])
  }

  @Test func `loops that multiply end`() async {
    let list = (1...100).map(String.init).joined(separator: ", ")
    let loops = (0..<6).map { "{% for k\($0) in [\(list)] %}\n" }.joined()
    let problems = await problems(loops + "a\n" + many("{% endfor %}\n", 6))
    #expect(problems.count == 1)
    #expect(problems.first?.contains("loops and includes multiply") == true)
  }

  @Test func `a comment that never ends hides the rest and costs no time`() async {
    #expect(
      await problems(many("{% comment %}\n", 20_000))
        == ["3:1: `comment` is not closed by `endcomment`"])
  }

  @Test func `a misspelt name of any length is unknown and cut in the message`() async throws {
    let problems = await problems("{{ \(many("a", 9000)) }}")
    #expect(problems.count == 1)
    #expect(try #require(problems.first).count < 500)
  }

  @Test(arguments: [
    "1", "](", "<a", "1.", "1e", "×", "Ⅷ", "`", "$", "[\\[", "[", "{{", "https://", "| ", "\\",
  ])
  func `a long line of one piece costs no time`(piece: String) async {
    let problems = await problems("$`a`$ 1 " + many(piece, 9000 / piece.count))
    #expect(problems.allSatisfy { $0.hasPrefix("3:") })
  }
}

/// Characters that nobody sees.
struct HiddenCharacterTests {
  @Test(arguments: [
    ("# A\n\na\u{FEFF}\n", ["01-a.md:3:2: the invisible character U+FEFF; remove it"]),
    ("# A\n\na\u{200E}\n", ["01-a.md:3:2: the invisible character U+200E; remove it"]),
    ("# A\n\na\u{0}b\n", ["01-a.md:3:2: the invisible character U+0000; remove it"]),
    ("# A\n\na\u{202E}b\u{202E}\n", ["01-a.md:3:2: the invisible character U+202E; remove it"]),
    ("# A\n\n\u{1B}[31m\n", ["01-a.md:3:1: the invisible character U+001B; remove it"]),
    (
      "# A\r\r{{ nothing }}\r",
      [
        "01-a.md:1:4: a carriage return; lines end with a line feed only",
        "01-a.md:3:4: unknown name `nothing`; known are anatomy, claims, growth, report",
      ]
    ),
    (
      "# A\n\n" + String(repeating: "a", count: 10_001) + "\n{{ nothing }}\n",
      [
        "01-a.md:3:10001: a line of more than 10000 characters; break it",
        "01-a.md:4:4: unknown name `nothing`; known are anatomy, claims, growth, report",
      ]
    ),
  ])
  func `are named with their place, and what stands behind them is read all the same`(
    template: String, expected: [String]
  ) async {
    #expect(await Workshop.problems(template) == expected)
  }
}

/// Cells that want the same.
struct HostileCellTests {
  private func problems(_ yaml: String) async -> [String] {
    await Workshop.problems("# A\n\n```figure\n" + yaml + "\n```\n")
      .map { String($0.dropFirst("01-a.md:".count)) }
  }

  private let head = "id: a\ncaption: b\nalt: \"{{ growth.share | fixed:2 }}\"\n"
  private let curve = "curves: [{series: growth.sgd.norm, label: a, style: sgd}]\n"

  @Test func `aliases, which could stand for more than any memory holds, are refused`() async {
    var bomb = "a0: &a0 [x, x]\n"
    for level in 1..<40 { bomb += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1)]\n" }
    bomb += "? *a39\n: b"
    let problems = await problems(bomb)
    #expect(problems == ["5:10: an alias; a cell says what it means where it stands"])
  }

  @Test func `an ampersand and a star in a text are an alias only of one word`() async {
    let text = "id: a\ncaption: R &amp D, *amp* and *more*\nalt: \"{{ growth.share | fixed:2 }}\"\n"
    let same = await problems(text + curve)
    #expect(same == ["5:20: an alias; a cell says what it means where it stands"])
    let other = await problems(text.replacing("*amp*", with: "*am*") + curve)
    #expect(other == [])
  }

  @Test(arguments: ["[", "- ", "{a: ", "? "])
  func `lists in lists without end are refused`(opening: String) async {
    let problems = await problems("a: " + String(repeating: opening, count: 3000))
    #expect(problems.contains { $0.contains("not valid YAML") }, "\(problems)")
  }

  @Test func `lists deeper than any cell has are refused`() async {
    let deep = String(repeating: "[", count: 100) + String(repeating: "]", count: 100)
    #expect(await problems("a: " + deep) == ["4:35: nested more than 32 levels deep"])
  }

  @Test(arguments: ["1e30", "0", "-1", "1.5", "101"])
  func `the number of columns is a small whole one`(columns: String) async {
    #expect(
      await problems(head + curve + "columns: \(columns)")
        .contains("8:10: `columns` must be a whole number from 1 to 100"))
  }

  @Test func `an id that no disk could hold as a file name is refused`() async {
    let id = String(repeating: "a", count: 101)
    #expect(
      await problems(head.replacing("id: a", with: "id: \(id)") + curve)
        == ["4:5: `\(id)`: an id is at most 100 small letters, digits and hyphens"])
  }

  @Test(arguments: ["../a", "/etc/passwd", "a/b", "..", "a.png", "a b", "\"a\\nb\""])
  func `an id is no path`(id: String) async {
    let problems = await problems(head.replacing("id: a", with: "id: \(id)") + curve)
    #expect(problems.count == 1)
    #expect(
      problems.first?.hasSuffix("an id is at most 100 small letters, digits and hyphens") == true)
  }

  @Test func `places behind composed characters are counted in characters`() async {
    let text = "v\u{302}\u{301}👩‍👩‍👧"
    let problems = await problems(head + curve + "x: {label: \(text), scael: log}")
    #expect(problems.last == "8:16: unknown key `scael`; the nearest is `scale`")
  }

  @Test func `a figure that has no place on paper is refused where it stands`() async {
    let problems = await drawnProblems("width: 1e9\n")
    #expect(problems.count == 1)
    #expect(
      problems.first?.hasPrefix("templates/01-a.md:3:1: the figure cannot be drawn: ") == true)
  }

  private func drawnProblems(_ rest: String) async -> [String] {
    do {
      let cell = "# A\n\n```figure\n" + head + curve + rest + "```\n"
      _ = try await Workshop.report(
        ["01-a.md": cell], with: Workshop.builder(draw: { try $0.png() }))
      return []
    } catch {
      guard case .templates(let problems) = error else { return ["\(error)"] }
      return problems.map(\.description)
    }
  }
}
