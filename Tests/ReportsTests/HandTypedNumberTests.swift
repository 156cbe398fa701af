import Testing

@testable import Reports

struct HandTypedNumberTests {
  @Test(arguments: [
    ("The loss is 0.0132 now.", 13, "0.0132"), ("It falls by 12 % here.", 13, "12 %"),
    ("It falls by 12% here.", 13, "12%"), ("About 12 percent of them.", 7, "12 percent"),
    ("It is 3× faster.", 7, "3×"), ("It is 3 × faster.", 7, "3 ×"),
    ("It is ×3 faster.", 7, "×3"), ("It is 2.3× faster.", 7, "2.3×"),
    ("It is 3x faster.", 7, "3x"), ("An error of 1e-13 is left.", 13, "1e-13"),
    ("**0.5**", 3, "0.5"), ("[link 0.5](README.md)", 7, "0.5"), ("> quoted 87.9 %", 10, "87.9 %"),
    ("| 0.5 | a |", 3, "0.5"), ("{{ growth.share | fixed:1 }} or 0.5", 33, "0.5"),
    ("{% if growth.share > 1 %}0.5{% else %}a{% endif %}", 26, "0.5"),
  ])
  func `a measurement in text is refused at its column`(
    line: String, column: Int, number: String
  ) async {
    let problems = await Workshop.problems("# A\n\n" + line + "\n")
    #expect(
      problems.contains(
        "01-a.md:3:\(column): `\(number)` is typed by hand; use a value, or put a quoted number "
          + "in a source block"))
    #expect(problems.count { $0.contains("typed by hand") } == 1)
  }

  @Test(arguments: [
    "There are 20 seeds and 3000 steps.", "1. First\n2. Second", "Layers of 14×14 and 14 × 14.",
    "The norm is $`\\tfrac{1}{2} 0.5`$ here.", "Set `learningRate: 0.5` there.",
    "```swift\nlet x = 0.5 // 12 %\n```", "```math\n0.5 \\, x\n```",
    "[link](https://example.org/v1.2/a)", "See <https://example.org/v1.2>.",
    "{% source %}It reports 8.46 %.{% endsource %}", "{% comment %} 0.5 {% endcomment %}",
    "Eq. 3 in section 2.", "{{ growth.share | fixed:1 }} % of them.",
    "{% if growth.share > 0.5 %}\na\n{% endif %}",
    "```table\ncolumns: [a]\nrows: [[\"0.5\"]]\n```",
  ])
  func `math, code, cells, addresses, sources and whole numbers may stand`(
    template: String
  ) async {
    #expect(await Workshop.problems("# A\n\n" + template + "\n") == [])
  }
}
