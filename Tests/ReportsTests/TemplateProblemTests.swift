import Testing

@testable import Reports

struct TemplateProblemTests {
  struct Bad: Sendable, CustomTestStringConvertible {
    /// What stands below the title and a blank line, so its first line is line 3.
    var template: String
    /// What is said, from the line on.
    var messages: [String]
    var testDescription: String { template }

    init(_ template: String, _ messages: String...) {
      self.template = template
      self.messages = messages
    }
  }

  /// Compares what is said about a template with what should be.
  private func expect(_ bad: Bad, sourceLocation: SourceLocation = #_sourceLocation) async {
    let problems = await Workshop.problems("# A\n\n" + bad.template + "\n")
    #expect(problems == bad.messages.map { "01-a.md:" + $0 }, sourceLocation: sourceLocation)
  }

  @Test(arguments: [
    Bad(
      "a {{ growth.sgd.nromRatio | fixed:2 }}",
      "3:6: unknown name `growth.sgd.nromRatio`; the nearest is `growth.sgd.normRatio`"),
    Bad(
      "a\n{{ grwth.share | fixed:2 }}",
      "4:4: unknown name `grwth.share`; the nearest is `growth.share`"),
    Bad(
      "{{ claims.role-of-h.outcome }}",
      "3:4: unknown name `claims.role-of-h.outcome`; the nearest is `claims.role-of-g.outcome`"),
    Bad(
      "{{ nothing-like-it }}",
      "3:4: unknown name `nothing-like-it`; known are anatomy, claims, growth, report"),
    Bad(
      "{{ growth.sgd }}",
      "3:4: `growth.sgd` is a group, not a value; it holds `blank`, `broken`, `decreases`, "
        + "`grows`, `normRatio`, `tiny`, `word`"),
    Bad(
      "{{ growth.spec.arms.rate | plain }}",
      "3:4: unknown name `growth.spec.arms.rate`; known are growth.spec.arms.count"),
    Bad(
      "{{ growth.sgd.norm }}",
      "3:4: `growth.sgd.norm` is a series; `growth.sgd.norm | at:100` is one value of it, and a figure plots it"
    ),
    Bad("{{ growth.spec.nothing }}", "3:4: `growth.spec.nothing` is null and has no value"),
    Bad("{{ growth.sgd.broken | fixed:2 }}", "3:4: `growth.sgd.broken` is not a finite number"),
    Bad("{{ growth.sgd.blank }}", "3:4: `growth.sgd.blank` renders as nothing"),
  ])
  func `a name that has no value is refused where it stands`(_ bad: Bad) async {
    await expect(bad)
  }

  @Test(arguments: [
    Bad(
      "{{ growth.share }}", "3:4: a number needs a format: `significant:3` or another one"),
    Bad(
      "{{ growth.adam.effect }}", "3:4: an interval needs a format: `interval:2` or another one"),
    Bad(
      "{{ growth.share | fxied:2 }}", "3:19: unknown filter `fxied`; the nearest is `fixed`"),
    Bad(
      "{{ growth.share | fixed }}",
      "3:19: `fixed` needs a number of digits, 0 to 12: `fixed:3`"),
    Bad(
      "{{ growth.share | significant:0 }}",
      "3:19: `significant` needs a number of digits, 1 to 12: `significant:3`"),
    Bad(
      "{{ growth.share | fixed:\"2\" }}",
      "3:19: `fixed` needs a number of digits, 0 to 12: `fixed:3`"),
    Bad(
      "{{ growth.share | fixed(2) }}",
      "3:24: expected the argument behind a colon: `fixed:2`, found `(`"),
    Bad(
      "{{ growth.share | round(2) }}",
      "3:19: unknown filter `round`; known are fixed, significant, scientific, percent, times, "
        + "interval, integer, plain, at, abs, over, minus, power2, upper, lower, signed, unit, join"
    ),
    Bad("{{ growth.share | abs:1 }}", "3:19: `abs` needs no argument"),
    Bad("{{ growth.sgd.word | fixed:2 }}", "3:22: `fixed` takes a number, not a text"),
    Bad("{{ growth.share | interval:2 }}", "3:19: `interval` takes an interval, not a number"),
    Bad(
      "{{ growth.adam.effect | fixed:2 }}",
      "3:25: `fixed` takes a number, not an interval, which `interval:2` prints"),
    Bad(
      "{{ growth.spec.third | plain }}",
      "3:24: `plain` prints at most six digits and 0.3333333333333333 has more; use "
        + "`significant:N`"),
    Bad(
      "{{ growth.spec.steps | power2 | fixed:1 }}", "3:24: `power2` is not a finite number"),
    Bad("{{ growth.share | unit }}", "3:19: the unit of a pure number renders as nothing"),
    Bad(
      "{{ growth.share | signed }}",
      "3:19: `signed` takes a printed number, as in `fixed:2 | signed`, not a number"),
    Bad(
      "{{ growth.share | over: 0 | fixed:1 }}",
      "3:19: `0.879 | over: 0.0` is not a finite number"),
    Bad("{{ growth.seeds }}", "3:4: a hole takes one value or `join`, not a list"),
    Bad("{{ growth.share | join }}", "3:19: `join` takes a list of values, not a number"),
  ])
  func `a format that does not fit is refused where it stands`(_ bad: Bad) async {
    await expect(bad)
  }

  @Test(arguments: [
    Bad("{{ growth.share", "3:1: `{{` is not closed by `}}`"),
    Bad("{{ }}", "3:4: expected a name, a number or a text, found the end"),
    Bad("{{ growth. }}", "3:11: expected a name behind the point, found ` `"),
    Bad("{{ growth.share growth }}", "3:17: expected the end, found `growth`"),
    Bad("{{ growth.share | }}", "3:19: expected a filter, found the end"),
    Bad("{{ growth[1] }}", "3:11: expected a loop variable, found `1`"),
    Bad(
      "{{ 1.2.3 }}", "3:4: expected a number such as `1000`, `0.5` or `1e-3`, found `1.2.3`"),
    Bad("{{ ~ }}", "3:4: expected a name, a number or a text, found `~`"),
    Bad("{{ (growth.share }}", "3:18: expected `)`, found the end"),
    Bad("{% if growth.sgd.grows %}\na", "3:1: `if` is not closed by `endif`"),
    Bad("a{% endif %}", "3:2: `endif` closes nothing here"),
    Bad(
      "{% for k in [1] %}\na\n{% endif %}", "3:1: `for` is not closed by `endfor`",
      "5:1: `endif` closes nothing here"),
    Bad("{% for k of [1] %}a{% endfor %}", "3:10: expected `in`, found `of`"),
    Bad("{% source %}a", "3:1: `source` is not closed by `endsource`"),
    Bad("{% comment %}a", "3:1: `comment` is not closed by `endcomment`"),
    Bad("{% fi growth.sgd.grows %}", "3:1: unknown tag `fi`; the nearest is `if`"),
    Bad(
      "{% if growth.sgd.grows %}a{% else b %}c{% endif %}", "3:35: expected `%}`, found `b`"),
    Bad("{% include b.md %}", "3:12: expected a file name in quotes, found `b.md`"),
    Bad("{% figref \"a\" %}", "3:11: expected a name, found `\"a\"`"),
  ])
  func `broken syntax is refused where it breaks`(_ bad: Bad) async {
    await expect(bad)
  }

  @Test(arguments: [
    Bad(
      "{% if growth.share %}a{% endif %}",
      "3:7: a condition takes a flag or a comparison, not a number"),
    Bad(
      "{% if growth.share == \"a\" %}a{% endif %}",
      "3:20: a number cannot be compared with a text"),
    Bad(
      "{% if growth.sgd.word < \"a\" %}a{% endif %}",
      "3:23: a text has no order; compare it with == or !="),
    Bad(
      "{% if claims.quicker.outcome == \"suported\" %}a{% endif %}",
      "3:30: unknown word `suported`; the nearest is `supported`"),
    Bad(
      "{% if growth.adam.effect > 1 %}a{% endif %}",
      "3:26: an interval cannot be compared with an integer"),
    Bad(
      "{% if growth.sgd.grows or growth.typo %}a{% endif %}",
      "3:27: unknown name `growth.typo`; known are growth.adam, growth.seeds, growth.sgd, "
        + "growth.share, growth.spec, growth.title"),
    Bad(
      "{% if growth.share > 1 %}{{ growth.shar | fixed:1 }}{% endif %}",
      "3:29: unknown name `growth.shar`; the nearest is `growth.share`"),
    Bad(
      "{% for k in growth.spec.empty %}a{% endfor %}",
      "3:13: the list is empty, so the loop would render as nothing"),
    Bad("{% for k in growth.share %}a{% endfor %}", "3:13: a loop takes a list, not a number"),
    Bad(
      "{% for growth in [1] %}a{% endfor %}", "3:8: `growth` already names something else"),
    Bad(
      "{% for arm in growth.spec.arms %}{{ arm.rat | plain }}{% endfor %}",
      "3:37: unknown name `arm.rat`; the nearest is `arm.rate`"),
    Bad(
      "{% for arm in growth.spec.arms %}{{ growth.[arm] }}{% endfor %}",
      "3:45: `[…]` in a name takes a text or an integer, not a group"),
  ])
  func `a condition or a loop that cannot be read is refused`(_ bad: Bad) async {
    await expect(bad)
  }

  @Test func `every mistake of every template is listed, in order`() async {
    let problems = await Workshop.problems(in: [
      "02-b.md": "# B\n\n{{ b }} {{ c | nix }}\n",
      "01-a.md": "# A\n\n{{ a }}\n\n{% endif %}\n",
    ])
    #expect(
      problems == [
        "01-a.md:3:4: unknown name `a`; known are anatomy, claims, growth, report",
        "01-a.md:5:1: `endif` closes nothing here",
        "02-b.md:3:4: unknown name `b`; known are anatomy, claims, growth, report",
        "02-b.md:3:16: unknown filter `nix`; known are fixed, significant, scientific, percent, "
          + "times, interval, integer, plain, at, abs, over, minus, power2, upper, lower, signed, unit, "
          + "join",
      ])
  }

  @Test(arguments: [
    (
      ["01-a.md": "# A\n\n{% include \"b.md\" %}\n", "b.md": "{% include \"01-a.md\" %}\n"],
      ["b.md:1:12: a cycle of includes: 01-a.md → b.md → 01-a.md"]
    ),
    (
      ["01-a.md": "# A\n\n{% include \"../b.md\" %}\n"],
      ["01-a.md:3:12: `../b.md` leaves the templates folder"]
    ),
    (
      ["01-a.md": "# A\n\n{% include \"prts/b.md\" %}\n", "parts/b.md": "b\n"],
      [
        "01-a.md:3:12: unknown file `prts/b.md`; the nearest is `parts/b.md`",
        "parts/b.md:1:1: neither a chapter (`NN-name.md`, `README.md`) nor included",
      ]
    ),
    (
      ["01-a.md": "# A\n\n{% include \"b.md\" %}\n", "b.md": "b {{ typo }}\n"],
      ["b.md:1:6: unknown name `typo`; known are anatomy, claims, growth, report"]
    ),
    (
      ["01-a.md": "# A\n", "2-b.md": "# B\n"],
      ["2-b.md:1:1: a chapter's name has two digits: `NN-name.md`"]
    ),
  ])
  func `an include that leads astray is refused`(files: [String: String], messages: [String]) async
  {
    #expect(await Workshop.problems(in: files) == messages)
  }

  @Test func `a branch that leaves out a value of a loop may name what that value has not`()
    async throws
  {
    let template = """
      {% for k in ["sgd", "adam"] %}
      {% if k == "sgd" %}
      {{ growth.[k].word }}
      {% endif %}
      {% endfor %}
      """
    #expect(try await Workshop.page(template) == "slowly")
  }

  @Test func `the comparison of messages itself notices a wrong one`() async {
    await withKnownIssue {
      await expect(Bad("{{ growth.typo }}", "3:5: unknown name `growth.typo`"))
    }
  }
}
