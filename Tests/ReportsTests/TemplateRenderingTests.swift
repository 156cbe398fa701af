import Runs
import Testing

@testable import Reports

struct TemplateRenderingTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var template: String
    var page: String
    var testDescription: String { template }

    init(_ template: String, _ page: String) {
      self.template = template
      self.page = page
    }
  }

  @Test(arguments: [
    Case("{{ growth.sgd.normRatio | fixed:3 }}", "0.013"),
    Case("{{growth.sgd.normRatio|fixed:3}}", "0.013"),
    Case("{{ growth.sgd.decreases }}", "−3"),
    Case("{{ growth.sgd.grows }}", "yes"),
    Case("{{ growth.sgd.word }}", "slowly"),
    Case("{{ growth.title }}", "Does ‖v‖ only grow?"),
    Case("{{ growth.spec.steps }}", "3000"),
    Case("{{ growth.spec.rate | plain }}", "0.05"),
    Case("{{ growth.spec.rates | join }}", "0.1, 0.25"),
    Case("{{ growth.spec.arms.count }}", "2"),
    Case("{{ growth.seeds.count }}", "3"),
    Case("{{ growth.adam.effect | interval:2 }}", "2.06 [1.87, 2.24]"),
    Case("{{ growth.adam.effect.low | fixed:1 }}", "1.9"),
    Case("{{ growth.adam.effect | unit }}", "log₂"),
    Case("{{ growth.adam.effect.estimate | power2 | times:1 }}", "4.2×"),
    Case("{{ growth.adam.effect | power2 | interval:1 }}", "4.2 [3.7, 4.7]"),
    Case("{{ growth.share | upper:1 | plain }}", "0.9"),
    Case("{{ growth.share | lower:2 | percent:0 }}", "87 %"),
    Case("{{ growth.share | percent:1 }}", "87.9 %"),
    Case("{{ growth.share | over: anatomy.k2.cosine | fixed:2 }}", "0.92"),
    Case("{{ growth.share | minus: 1 | fixed:3 | signed }}", "−0.121"),
    Case("{{ growth.share | fixed:2 | signed }}", "+0.88"),
    Case("{{ growth.sgd.decreases | abs }}", "3"),
    Case("{{ claims.role-of-g.outcome }}", "supported"),
    Case("{{ claims.quicker.outcome }}", "undecided"),
    Case("{{ claims.role-of-g.evidence.count }}", "2"),
    Case("{{ report.profile }}", "default"),
    Case("{{ \"{{\" }}", "{{"),
  ])
  func `a hole prints its value`(_ sample: Case) async throws {
    #expect(try await Workshop.page(sample.template) == sample.page)
  }

  @Test(arguments: [
    ("growth.share < 0.9", true), ("growth.share > 0.9", false),
    ("growth.share >= growth.share", true), ("growth.sgd.decreases == -3", true),
    ("growth.sgd.decreases != -3.0", false), ("growth.sgd.decreases <= -3", true),
    ("not growth.sgd.grows", false), ("growth.sgd.grows and growth.share < 1", true),
    ("growth.sgd.grows and (growth.share > 1 or growth.share < 0)", false),
    ("growth.share > 1 or growth.sgd.grows and growth.share < 1", true),
    ("growth.sgd.decreases | abs == 3", true), ("growth.sgd.word == \"slowly\"", true),
    ("claims.fixed-budget.outcome == \"mixed\"", true),
    ("claims.fixed-budget.outcome != claims.role-of-g.outcome", true),
    ("claims.fixed-budget.isFlipped", true), ("1e-3 < 0.1", true),
  ])
  func `a condition decides which text stands`(condition: String, holds: Bool) async throws {
    let page = try await Workshop.page("{% if \(condition) %}yes{% else %}no{% endif %}")
    #expect(page == (holds ? "yes" : "no"))
  }

  @Test func `the first branch that holds is taken`() async throws {
    let template = """
      {% if growth.share < 0.5 %}
      small
      {% elsif growth.share < 0.9 %}
      middle
      {% elsif growth.share < 1 %}
      large
      {% else %}
      huge
      {% endif %}
      """
    #expect(try await Workshop.page(template) == "middle")
  }

  @Test func `a loop goes through a list of words and puts them into names`() async throws {
    let template = """
      {% for k in ["k2", "k.16"] %}
      - {{ k }}: {{ anatomy.[k].cosine | fixed:2 }}
      {% endfor %}
      """
    #expect(try await Workshop.page(template) == "- k2: 0.96\n- k.16: 0.19")
  }

  @Test func `brackets join without a point`() async throws {
    let template = "{% for k in [2] %}{{ anatomy.k[k].cosine | fixed:2 }}{% endfor %}"
    #expect(try await Workshop.page(template) == "0.96")
  }

  @Test func `a loop goes through the specification`() async throws {
    let template = """
      {% for arm in (growth.spec.arms) %}
      - {{ arm.name }}: {{ arm.rate | plain }}{% if arm.name == "sgd" %}, {{ growth.[arm.name].word }}{% endif %}

      {% endfor %}
      """
    #expect(try await Workshop.page(template) == "- sgd: 0.5, slowly\n\n- adam: 0.01")
  }

  @Test func `a line that holds only a block tag leaves no line`() async throws {
    let template = """
      one
        {% if growth.sgd.grows %}
      two
      {% comment %} three {% endcomment %}
      {% comment %}
      {{ four {% five
      {% endcomment %}
      {% endif %}
      six
      """
    #expect(try await Workshop.page(template) == "one\ntwo\nsix")
  }

  @Test func `blank lines round a branch that is not taken collapse to one`() async throws {
    let template = "one\n\n{% if growth.share > 1 %}\ntwo\n{% endif %}\n\nthree"
    #expect(try await Workshop.page(template) == "one\n\nthree")
  }

  @Test func `blank lines within a code block stay`() async throws {
    let template = "```text\na\n\n\nb\n```"
    #expect(try await Workshop.page(template) == template)
  }

  @Test func `a source block renders its content unchanged and may hold numbers`() async throws {
    let template = "{% source %}\nThe paper reports 8.46 % against 7.31 %.\n{% endsource %}"
    #expect(try await Workshop.page(template) == "The paper reports 8.46 % against 7.31 %.")
  }

  @Test func `an include takes the file's text with its holes filled`() async throws {
    let report = try await Workshop.report([
      "01-a.md": "# A\n\n{% include \"parts/b.md\" %}\nend\n",
      "parts/b.md": "share {{ growth.share | fixed:1 }}\n",
    ])
    #expect(report.files[0].bytes == Array("# A\n\nshare 0.9\nend\n".utf8))
  }

  @Test func `a branch that is not taken may name what only another profile records`()
    async throws
  {
    let template = "{% if report.profile == \"quick\" %}short{% else %}{{ large.x }}{% endif %}\n"
    let report = try await Workshop.report(
      ["01-a.md": "# A\n\n" + template], with: Workshop.builder(profile: .quick),
      records: [Samples.growth(profile: .quick)])
    #expect(String(decoding: report.files[0].bytes, as: UTF8.self).hasSuffix("\nshort\n"))
    let live = "# A\n\n{{ large.x }}\n"
    for (profile, page) in [(Profile.default, "# A\n\n" + template), (.quick, live)] {
      await #expect(throws: ReportError.self) {
        _ = try await Workshop.report(
          ["01-a.md": page], with: Workshop.builder(profile: profile),
          records: [Samples.growth(profile: profile)])
      }
    }
  }

  @Test func `a cell in a branch that is not taken may have texts that all hang on other records`()
    async throws
  {
    let text = "{% if large.x > 1 %}more{% else %}less{% endif %}"
    let template = """
      {% if report.profile != "quick" %}
      ```figure
      id: large
      caption: "\(text)"
      alt: "{{ large.x }}"
      curves:
        - {series: growth.sgd.norm, label: SGD, style: sgd}
      ```
      {% endif %}
      end

      """
    let report = try await Workshop.report(
      ["01-a.md": "# A\n\n" + template], with: Workshop.builder(profile: .quick),
      records: [Samples.growth(profile: .quick)])
    #expect(String(decoding: report.files[0].bytes, as: UTF8.self).hasSuffix("\nend\n"))
  }

  @Test func `a page of another profile says so below its title`() async throws {
    let records = [Samples.growth(profile: .quick)]
    let report = try await Workshop.report(
      ["01-a.md": "# A\n\n{{ report.profile }}\n"], with: Workshop.builder(profile: .quick),
      records: records)
    let page = String(decoding: report.files[0].bytes, as: UTF8.self)
    let notice = "> Made with the profile **quick**, not with the default one."
    #expect(page == "# A\n\n\(notice)\n\nquick\n")
  }
}
