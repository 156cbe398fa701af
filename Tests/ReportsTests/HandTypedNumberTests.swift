import Testing

@testable import Reports

struct HandTypedNumberTests {
  @Test(arguments: [
    ("The loss is 0.0132 now.", 13, "0.0132"), ("It falls by 12 % here.", 13, "12 %"),
    ("It falls by 12% here.", 13, "12%"), ("About 12 percent of them.", 7, "12 percent"),
    ("It is 3× faster.", 7, "3×"), ("It is 3 × faster.", 7, "3 ×"),
    ("It is ×3 faster.", 7, "×3"), ("A layer of 14×14.5 units.", 15, "14.5"),
    ("It is 2.3× faster.", 7, "2.3×"),
    ("It is 3x faster.", 7, "3x"), ("An error of 1e-13 is left.", 13, "1e-13"),
    ("**0.5**", 3, "0.5"), ("[link 0.5](README.md)", 7, "0.5"), ("> quoted 87.9 %", 10, "87.9 %"),
    ("| 0.5 | a |", 3, "0.5"), ("{{ growth.share | fixed:1 }} or 0.5", 33, "0.5"),
    ("{% if growth.share > 1 %}0.5{% else %}a{% endif %}", 26, "0.5"),
    ("Half of .53 is left.", 9, ".53"), ("(.53)", 2, ".53"), ("It is 0,53 now.", 7, "0,53"),
    ("It is 0,53 % now.", 7, "0,53 %"), ("At 1,000.5 it stops.", 4, "1,000.5"),
    ("It is 0\\.53 now.", 7, "0\\.53"), ("It falls by 12\\% here.", 13, "12\\%"),
    ("It is 5·10⁻³ now.", 7, "5·10⁻³"), ("It is 2.5 · 10⁻³ now.", 7, "2.5 · 10⁻³"),
    ("It is 5 × 10⁻³ now.", 7, "5 × 10⁻³"), ("It is 5·10^-3 now.", 7, "5·10^-3"),
    ("About 10⁻³ of it.", 7, "10⁻³"), ("It is 5e-3 now.", 7, "5e-3"),
    ("A share of 3 ‰.", 12, "3 ‰"),
    ("It is 1.5e-3 now.", 7, "1.5e-3"), ("[^1]: It was 0.53 there.", 14, "0.53"),
    ("[a]: https://example.org/v1.2 \"loss 0.53\"", 37, "0.53"), ("## Loss 0.53", 9, "0.53"),
    ("![loss 0.53](figures/a.png)", 8, "0.53"), ("<img alt=\"loss 0.53\">", 16, "0.53"),
    ("In section 3.2.", 12, "3.2"), ("Swift 6.3.1 once", 7, "6.3.1"),
  ])
  func `a measurement in text is refused at its column`(
    line: String, column: Int, number: String
  ) async {
    let problems = await Workshop.problems("# A\n\n" + line + "\n")
    let start = "01-a.md:3:\(column): `\(number)` is typed by hand; write a value"
    #expect(problems.contains { $0.hasPrefix(start) }, "\(problems)")
    #expect(problems.count { $0.contains("typed by hand") } == 1)
  }

  @Test(arguments: [
    "There are 20 seeds and 3000 steps.", "1. First\n2. Second",
    "Layers of 14×14, 14 × 14 and 14×14×3.",
    "The norm is $`\\tfrac{1}{2} 0.5`$ here.", "Set `learningRate: 0.5` there.",
    "```swift\nlet x = 0.5 // 12 %\n```", "```math\n0.5 \\, x\n```",
    "[link](https://example.org/v1.2/a)", "See <https://example.org/v1.2>.",
    "{% source %}It reports 8.46 %.{% endsource %}", "{% comment %} 0.5 {% endcomment %}",
    "Eq. 3 in section 2.", "{{ growth.share | fixed:1 }} % of them.",
    "{% if growth.share > 0.5 %}\na\n{% endif %}", "Some 1,000 or 12,000,000 steps.",
    "The seeds 1,2,3 and the inputs 10, 20.", "Open `a.1` or x.5z.", "Costs \\$5.",
    "```table\ncolumns: [a]\nrows: [[\"{% source %}0.5{% endsource %}\"]]\n```",
    "```table\ncolumns: [a]\nrows:\n  - {each: k, in: [0.1, 0.2], row: [\"{{ k }}\"]}\n```",
    "[a]: https://example.org/v1.2",
  ])
  func `math, code, cells, addresses, sources and whole numbers may stand`(
    template: String
  ) async {
    #expect(await Workshop.problems("# A\n\n" + template + "\n") == [])
  }

  @Test(arguments: [
    ("```table\ncolumns: [a]\nrows: [[\"0.53\"]]\n```", "5:10", "0.53"),
    ("```table\ncolumns: [at 0.53]\nrows: [[b]]\n```", "4:14", "0.53"),
    (
      "```table\ncolumns: [a]\nrows:\n  - {each: k, in: [b], row: [\"5·10⁻³\"]}\n```", "6:31",
      "5·10⁻³"
    ),
    ("```table\ncolumns: [a]\nrows:\n  - - >-\n      some 12\n      %\n```", "7:12", "12 %"),
    ("```figure\nid: a\ncaption: It is 0.53 now.\nalt: a\n```", "5:16", "0.53"),
    ("```figure\nid: a\ncaption: b\nalt: Falls to .53 there.\n```", "6:15", ".53"),
  ])
  func `a measurement in a caption, an alt text or a table is refused at its place`(
    cell: String, place: String, number: String
  ) async {
    let problems = await Workshop.problems("# A\n\n" + cell + "\n")
    let start = "01-a.md:\(place): `\(number)` is typed by hand"
    #expect(problems.count { $0.hasPrefix(start) } == 1, "\(problems)")
    #expect(problems.count { $0.contains("typed by hand") } == 1)
  }

  @Test(arguments: ["0.53", "6.3.1", "5·10⁻³", "0,53", ".53", "12 %", "3×"])
  func `what the refusal advises is accepted and shown as it was typed`(
    number: String
  ) async throws {
    let message = await Workshop.problems("# A\n\nIt is \(number) now.\n").first ?? ""
    let advice = "{% source %}\(number){% endsource %}"
    #expect(message.contains("`\(advice)`"))
    #expect(try await Workshop.page("It is \(advice) now.") == "It is \(number) now.")
    #expect(try await Workshop.page("It is `\(number)` now.") == "It is `\(number)` now.")
  }

  @Test func `money is written as the refusal of a dollar says`() async throws {
    let message = await Workshop.problems("# A\n\nIt costs $5 now.\n").first ?? ""
    #expect(message.contains("an amount of money `\\$5`"))
    #expect(try await Workshop.page("It costs \\$5 now.") == "It costs \\$5 now.")
    let exact = try await Workshop.page("It costs {% source %}\\$5.50{% endsource %} now.")
    #expect(exact == "It costs \\$5.50 now.")
  }
}
