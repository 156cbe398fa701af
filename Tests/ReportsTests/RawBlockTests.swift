import Testing

@testable import Reports

/// `{% raw %}…{% endraw %}`
struct RawBlockTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var template: String
    var page: String
    var testDescription: String { template }

    init(_ template: String, _ page: String) {
      self.template = template
      self.page = page
    }
  }

  private static let cell = """
    ```figure
    id: norms
    ```
    """

  @Test(arguments: [
    Case("a {% raw %}{{ nothing.here }}{% endraw %} b", "a {{ nothing.here }} b"),
    Case("{% raw %}\n{{ nothing\n{% if %}\n{% endraw %}\nb", "{{ nothing\n{% if %}\nb"),
    Case("  {%raw%}\n{% endif %}\n  {%  endraw  %}\nb", "{% endif %}\nb"),
    Case("{% raw %}\n\(cell)\n{% endraw %}\nb", cell + "\nb"),
    Case("{% raw %}{% raw %}{% endraw %}", "{% raw %}"),
    Case("{% raw %}{% comment %}{% endraw %}", "{% comment %}"),
    Case("{% raw %}\"{{ \"{% endraw %}\"", "\"{{ \"\""),
    Case("a{% raw %}{% endraw %}b", "ab"),
    Case("a{% raw %}x\ny{% endraw %}b", "ax\nyb"),
    Case("{% comment %}{% raw %}{% endcomment %}a", "a"),
    Case("{% if growth.share < 1 %}{% raw %}{% else %}{% endraw %}{% endif %}", "{% else %}"),
    Case("{% for k in [1, 2] %}{% raw %}{{ k }}{% endraw %}{% endfor %}", "{{ k }}{{ k }}"),
    Case("`{{ \"{% endraw %}\" }}`", "`{% endraw %}`"),
    // A block that begins in raw text goes on behind it, as it does on the page.
    Case(
      "{% raw %}\n```text\n{% endraw %}\n\(cell)", "```text\n```figure\nid: norms\n```"),
    Case(
      "{% raw %}```text{% endraw %}\n\(cell)", "```text\n```figure\nid: norms\n```"),
  ])
  func `leaves its content as it is`(_ sample: Case) async throws {
    #expect(try await Workshop.page(sample.template) == sample.page)
  }

  @Test func `a cell behind it is read`() async throws {
    let template = """
      {% raw %}
      ```text
      {{ a }}
      ```
      {% endraw %}

      ```claim
      claim: role-of-g
      ```
      """
    let page = try await Workshop.page(template)
    #expect(page.hasPrefix("```text\n{{ a }}\n```\n"))
    #expect(page.contains("**Verdict: supported**"))
  }

  @Test func `a text within a cell may have one`() async throws {
    let page = try await Workshop.page(
      "```table\ncolumns: [a]\nrows: [[\"{% raw %}{{ b }}{% endraw %}\"]]\n```")
    #expect(page.contains("| {{ b }} |"))
  }

  @Test(arguments: [
    ("{% raw %}\n{{ a }}", ["3:1: `raw` is not closed by `endraw`"]),
    ("a{% endraw %}b", ["3:2: `endraw` closes nothing here"]),
    (
      "{% raw %}{% raw %}{% endraw %}{% endraw %}", ["3:31: `endraw` closes nothing here"]
    ),
    ("{% raw x %}a{% endraw %}", ["3:8: expected `%}`, found `x`"]),
    ("{% raw", ["3:1: `{%` is not closed by `%}`"]),
    (
      "{% rwa %}a{% endraw %}",
      [
        "3:1: unknown tag `rwa`; the nearest is `raw`", "3:11: `endraw` closes nothing here",
      ]
    ),
    // What is typed in it is on the page, and a page has no number typed by hand.
    (
      "{% raw %}0.5{% endraw %}",
      [
        "3:10: `0.5` is typed by hand; write a value, `{{ … }}`. What no run measured"
          + " (a setting, a version, a section, money, a quotation) stands in a source block,"
          + " `{% source %}0.5{% endsource %}`, or as code in backticks"
      ]
    ),
  ])
  func `says what is wrong with it`(template: String, messages: [String]) async {
    let problems = await Workshop.problems("# A\n\n" + template + "\n")
    #expect(problems == messages.map { "01-a.md:" + $0 })
  }

  @Test(arguments: ["{% raw %}\n", "{% raw %}", "{% raw %}{% endraw %}"])
  func `costs no time however often it is opened`(piece: String) async {
    let problems = await Workshop.problems(
      "# A\n\n" + String(repeating: piece, count: 400) + "\n")
    #expect(problems.count <= 1)
  }
}
