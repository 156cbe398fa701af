import Runs
import Testing

@testable import Reports

/// A value of a series at a position: `growth.sgd.norm | at:400`.
struct SeriesValueTests {
  /// A path of 3000 steps as records keep it, twice the step at each.
  private static let thinned: RunRecord = {
    let record = Samples.growth()
    let steps = Thinning.logarithmic.positions(of: 3001)
    return record.with(
      record.series + [
        Series(
          name: "long.norm", explanation: "", x: Quantity("step"), y: Quantity("‖v‖"),
          SeriesValues(at: steps.map(Double.init), [steps.map { 2 * Double($0) }])),
        Series(
          name: "sgd.floor", explanation: "", x: Quantity("learning rate η"), y: Quantity("loss"),
          SeriesValues(at: [1.0 / 30, 1.0 / 3, 10.0 / 3], [[7, 8, 9]])),
        Series(
          name: "single", explanation: "", x: Quantity(""), y: Quantity("y"), positions: [5],
          median: [1]),
        Series(
          name: "none", explanation: "", x: Quantity(""), y: Quantity("y"), positions: [],
          median: []),
      ])
  }()

  private func page(_ template: String) async throws -> String {
    let report = try await Workshop.report(
      ["01-a.md": "# A\n\n\(template)\n"], records: [Self.thinned, Samples.anatomy])
    let page = report.files.first { $0.path == "01-a.md" }?.bytes ?? []
    return String(String(decoding: page, as: UTF8.self).dropFirst("# A\n\n".count).dropLast())
  }

  private func problems(_ template: String) async -> [String] {
    do {
      _ = try await page(template)
      return []
    } catch ReportError.templates(let problems) {
      return problems.map { String($0.description.dropFirst("templates/01-a.md:".count)) }
    } catch {
      return ["\(error)"]
    }
  }

  @Test(arguments: [
    ("{{ growth.sgd.norm | at:10 | fixed:2 }}", "2.00"),
    ("{{growth.sgd.norm|at:10|fixed:0}}", "2"),
    ("{{ growth.long.norm | at:growth.spec.steps | integer }}", "6000"),
    ("{{ growth.long.norm | at:(growth.spec.steps) | integer }}", "6000"),
    ("{{ growth.sgd.floor | at:growth.spec.third | integer }}", "8"),
    ("{{ growth.sgd.floor | at:0.333333 | integer }}", "8"),
    ("{{ growth.sgd.norm | at:100 | over:(growth.sgd.norm | at:1) | times:1 }}", "3.0×"),
    ("{{ growth.share | minus:(growth.sgd.norm | at:1) | fixed:3 }}", "−0.121"),
    (
      "{% for arm in growth.spec.arms %}{{ growth.[arm.name].norm | at:100 | integer }}{% endfor %}",
      "33"
    ),
    ("{% for s in [1, 10, 100] %}{{ growth.sgd.norm | at:s | integer }}{% endfor %}", "123"),
    ("{% if growth.sgd.norm | at:10 > 1.5 %}yes{% else %}no{% endif %}", "yes"),
    ("{% if (growth.sgd.norm | at:10) == (growth.adam.norm | at:10) %}yes{% endif %}", "yes"),
  ])
  func `a template reads the median at a recorded position`(
    template: String, expected: String
  ) async throws {
    #expect(try await page(template) == expected)
  }

  @Test func `tables and figures take it where they take numbers`() async throws {
    let table = try await page(
      "```table\ncolumns: [arm, norm]\nrows:\n"
        + "  - {each: k, in: [sgd, adam], row: [\"{{ k }}\", \"{{ growth.[k].norm | at:10 | fixed:1 }}\"]}\n```"
    )
    #expect(table.contains("| sgd | 2.0 |") && table.contains("| adam | 2.0 |"), "\(table)")
    let figures = try await Workshop.figures(
      "```figure\nid: a\ncaption: a\nalt: \"{{ growth.sgd.norm | at:1 | integer }}\"\n"
        + "x: {label: x, min: 0, max: growth.sgd.norm | at:100}\ny: {label: y}\n"
        + "points: [{label: \"{{ growth.sgd.norm | at:10 | integer }}\", style: sgd, x: [growth.sgd.norm | at:1],"
        + " y: [\"growth.sgd.norm | at: 10\"]}]\n```\n")
    #expect(figures.count == 1)
    #expect(figures.first?.panels.first?.x.upperBound == 3)
    guard case .points(let points) = figures.first?.panels.first?.marks.first else {
      Issue.record("no points")
      return
    }
    #expect(points.label == "2" && points.x == [1] && points.y == [2])
  }

  @Test(arguments: [
    (
      "{{ growth.long.norm | at:400 | fixed:2 }}",
      "3:23: `growth.long.norm` is not recorded at 400; the nearest positions (step) are 396 and 407"
    ),
    (
      "{{ growth.long.norm | at:4000 | fixed:2 }}",
      "3:23: `growth.long.norm` is recorded from 0 to 3000 (step), not at 4000"
    ),
    (
      "{{ growth.sgd.floor | at:1e-4 | fixed:2 }}",
      "3:23: `growth.sgd.floor` is recorded from 0.0333333 to 3.33333 (learning rate η), not at 0.0001"
    ),
    (
      "{{ growth.single | at:4 | fixed:2 }}",
      "3:20: `growth.single` is recorded only at 5, not at 4"
    ),
    (
      "{{ growth.none | at:4 | fixed:2 }}", "3:18: `growth.none` has no position at all"
    ),
    (
      "{{ growth.sgd.loss | at:2 | fixed:2 }}",
      "3:22: `growth.sgd.loss` has no finite value at 2, which is a gap in it"
    ),
    (
      "{{ growth.sgd.norm | at | fixed:2 }}",
      "3:22: `at` needs a recorded position: `growth.sgd.norm | at:100`"
    ),
    (
      "{{ growth.sgd.loss | at:\"end\" | fixed:2 }}",
      "3:22: `at` needs a recorded position: `growth.sgd.loss | at:1`"
    ),
    (
      "{{ growth.sgd.nrom | at:10 | fixed:2 }}",
      "3:4: unknown series `growth.sgd.nrom`; the nearest is `growth.sgd.norm`"
    ),
    (
      "{{ growth.share | at:10 | fixed:2 }}",
      "3:4: `at` takes a recorded series, not a number"
    ),
    (
      "{{ growth.share | abs | at:10 | fixed:2 }}",
      "3:25: `at` takes the name of a recorded series, not a number"
    ),
    (
      "{{ growth.sgd.norm | at:growth.spec.stepps | fixed:2 }}",
      "3:25: unknown name `growth.spec.stepps`; the nearest is `growth.spec.steps`"
    ),
    (
      "{{ growth.sgd.norm | at:10 }}",
      "3:4: a number needs a format: `significant:3` or another one"
    ),
    (
      "{{ growth.sgd.norm | fixed:2 }}",
      "3:4: `growth.sgd.norm` is a series; `growth.sgd.norm | at:100` is one value of it, and a figure plots it"
    ),
    ("{{ growth.none | fixed:2 }}", "3:4: `growth.none` is a series; a figure plots it"),
  ])
  func `what is not recorded is refused with what is`(
    template: String, message: String
  ) async {
    #expect(await problems(template) == [message])
  }

  @Test func `a branch that is not taken may ask a loop's series for what it lacks`() async throws {
    let loop = "{% for k in [\"sgd\", \"long\"] %}"
    let guarded =
      "{% if k == \"sgd\" %}{{ growth.[k].norm | at:10 | integer }}{% else %}{{ growth.[k].norm | at:3000 | integer }}{% endif %} "
    #expect(try await page(loop + guarded + "{% endfor %}.") == "2 6000 .")
    let misspelt = "{% if growth.share > 1 %}{{ growth.sgd.norm | at:400 | integer }}{% endif %}."
    #expect(
      await problems(misspelt)
        == [
          "3:47: `growth.sgd.norm` is recorded from 1 to 100 (step), not at 400"
        ])
  }

  @Test func `a listing tells from where to where a series can be read`() {
    let entries = ValueListing(Self.thinned).entries.filter { $0.kind == .series }
    #expect(
      entries.map(\.value) == [
        "at:1 … at:100, 3 points: ‖v‖ against step",
        "at:0 … at:3000, 199 points: ‖v‖ against step", "0 points: y",
        "at:0.0333333 … at:3.33333, 3 points: loss against learning rate η",
        "at:1 … at:2, 2 points: loss (nats) against epoch",
        "at:1 … at:100, 3 points: ‖v‖ against step", "at:5, 1 point: y",
      ])
  }
}
