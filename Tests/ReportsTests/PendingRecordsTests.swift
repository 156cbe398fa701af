import Experiments
import Figures
import Runs
import Testing

@testable import Reports

/// What is told of templates before the runs that fill them.
struct PendingRecordsTests {
  /// The problems of templates while the records of `pending` experiments are still to be made.
  private func problems(
    in files: [String: String], pending: Set<String> = ["growth", "anatomy"]
  ) async -> [String] {
    let records = Samples.records.filter { !pending.contains($0.experiment) }
    let undecided = [Samples.roleOfG, Samples.fixedBudget, Samples.quicker].map { verdict in
      var verdict = verdict
      (verdict.outcome, verdict.evidence) = (nil, [])
      return verdict
    }
    return await Workshop.builder.problems(
      in: TemplateFolder(name: "templates", files: files), records: records,
      undecided: pending.contains("anatomy") ? undecided : [], pending: pending
    ).map { String($0.description.dropFirst("templates/".count)) }
  }

  private func problems(_ template: String, pending: Set<String> = ["growth"]) async -> [String] {
    await problems(in: ["01-a.md": "# A\n\n" + template + "\n"], pending: pending)
  }

  private static let texts = "id: a\ncaption: a\nalt: \"{{ growth.share | fixed:2 }}\"\n"

  @Test(arguments: [
    "{{ growth.share | fixed:2 }} of {{ growth.anything.at.all }}",
    "{{ growth.a.b | at:400 | fixed:2 }} and {{ growth.a.b | at:growth.spec.steps | fixed:2 }}",
    "{% if growth.a | at:4 > 1 %}a{% endif %}",
    "{% for arm in growth.spec.arms %}\n- {{ arm.name }}\n{% endfor %}",
    "{% if growth.share > 1 and growth.a.b %}\nso\n{% else %}\nnot so\n{% endif %}",
    "{% for e in claims.role-of-g.evidence %}\n- {{ e.label }}: {{ e.value | plain }}\n{% endfor %}",
    "```figure\n\(texts)curves: [{series: growth.no.such, label: a, style: sgd}]\n```",
    "```figure\n\(texts)points: [{series: growth.no.such, label: a, style: sgd}]\n```",
    "```figure\n\(texts)x: {min: growth.low, max: 1}\ncurves: [{series: growth.a, label: a, style: sgd}]\n```",
    "```figure\n\(texts)intervals: {rows: [{label: a, style: sgd, value: growth.e}]}\nx: {label: x}\n```",
    "```figure\n\(texts)stack: {layers: [{label: a, series: growth.a}]}\n```",
    "```figure\n\(texts)heatMap: {rows: [{label: a, series: growth.a}]}\n```",
    "```figure\n\(texts)heatMap: {categories: [a], color: {label: c}, rows: [{label: a, values: [growth.a]}]}\n```",
    "```figure\n\(texts)histogram: {samples: [{label: a, style: sgd, series: growth.a}]}\n```",
    "```figure\n\(texts)curves: [{each: k, in: growth.names, series: \"growth.[k].a\", label: \"{{ k }}\", style: \"{{ k }}\"}]\n```",
    "{% for k in growth.names %}\n```figure\nid: \"norm-{{ k }}\"\ncaption: \"{{ k }}\"\nalt: \"{{ growth.[k] }}\"\n"
      + "curves: [{series: growth.a, label: a, style: sgd}]\n```\n{% endfor %}\n\n{% figref norm-1 %}",
    "{% if growth.share > 1 %}\na\n{% else %}\n```figure\n\(texts)curves: [{series: growth.a, label: a, style: sgd}]\n```\n"
      + "{% endif %}\n\n{% figref a %} and [it](#fig-a) and [the picture](figures/a.png)",
    "```table\ncolumns: [a, b]\nrows:\n  - {each: k, in: growth.names, row: [\"{{ k }}\", \"{{ growth.[k] }}\"]}\n```",
    "```claim\nclaim: role-of-g\n```\n\n{{ claims.role-of-g.statement }} {{ claims.quicker.outcome }}",
  ])
  func `what only a run can tell is no mistake before it`(template: String) async {
    #expect(await problems(template, pending: ["growth", "anatomy"]) == [])
  }

  @Test(arguments: [
    (
      "{{ grwoth.share | plain }}",
      "3:4: unknown name `grwoth.share`; known are anatomy, claims, report"
    ),
    (
      "{{ anatomy.k2.cosine | at:4 | fixed:2 }}", "3:4: `at` takes a recorded series, not a number"
    ),
    ("{{ growth.share | fxied:2 }}", "3:19: unknown filter `fxied`; the nearest is `fixed`"),
    (
      "{{ anatomy.k3.cosine | plain }}",
      "3:4: unknown name `anatomy.k3.cosine`; the nearest is `anatomy.k2.cosine`"
    ),
    (
      "It is 0.5 long.",
      "3:7: `0.5` is typed by hand; write a value, `{{ … }}`. What no run measured (a setting, a version, a"
        + " section, money, a quotation) stands in a source block, `{% source %}0.5{% endsource %}`,"
        + " or as code in backticks"
    ),
    (
      "{% if growth.a > 1 %}{{ anatomy.typo }}{% endif %}",
      "3:25: unknown name `anatomy.typo`; known are anatomy.k, anatomy.k2, anatomy.seeds, anatomy.spec, anatomy.title"
    ),
    (
      "{% for k in growth.a %}\n{{ k }} {{ anatomy.typo }}\n{% endfor %}",
      "4:12: unknown name `anatomy.typo`; known are anatomy.k, anatomy.k2, anatomy.seeds, anatomy.spec, anatomy.title"
    ),
    (
      "{% if claims.role-of-g.outcome == \"suported\" %}\na\n{% endif %}",
      "3:32: unknown word `suported`; the nearest is `supported`"
    ),
    (
      "```claim\nclaim: role-of-h\n```",
      "4:8: unknown claim `role-of-h`; the nearest is `role-of-g`"
    ),
    ("{% figref nothing %}", "3:11: unknown figure `nothing`; there is none"),
    ("[there](02-b.md)", "3:7: the link `02-b.md` leads nowhere in the reports"),
    (
      "```figure\n\(texts)curves: [{series: growth.a, label: 𝐰, style: sgd}]\n```",
      "7:36: figures have no letter for `𝐰` (U+1D430); type `w`"
    ),
    (
      "```figure\n\(texts)curves: [{series: growth.a, label: a, style: red}]\n```",
      "7:46: unknown style `red`; known are \(StyleTable.samples.names.joined(separator: ", "))"
    ),
    (
      "```figure\n\(texts)curvs: [{series: growth.a, label: a, style: sgd}]\n```",
      "7:1: unknown key `curvs`; the nearest is `curves`"
    ),
    (
      "```figure\n\(texts)x: {min: 2, max: 1}\ncurves: [{series: growth.a, label: a, style: sgd}]\n```",
      "7:4: x.min, 2, is not below x.max, 1"
    ),
    (
      "```figure\n\(texts)curves: [{series: growth.a, label: a #1, style: sgd}]\n```",
      "7:38: ` #` begins a comment here and cuts the text before it; put the text in quotes or after `>-`, or the comment on a line of its own"
    ),
  ])
  func `what needs no run is told before it`(template: String, message: String) async {
    let expected = "01-a.md:" + message
    let found = await problems(template)
    #expect(found.contains(expected), "\(found)")
  }

  @Test func `an identifier that stands twice is told before a run`() async {
    let cell = "```figure\n\(Self.texts)curves: [{series: growth.a, label: a, style: sgd}]\n```\n"
    let found = await problems(in: ["01-a.md": "# A\n\n" + cell, "02-b.md": "# B\n\n" + cell])
    #expect(found == ["02-b.md:3:1: `a` already stands at templates/01-a.md:3:1"])
  }

  /// The templates and the records of the package.
  private static func shipped() throws -> (templates: TemplateFolder, records: [RunRecord]) {
    let runs = RecordedRuns(reportFolder: Package.root.appending(path: "reports").path)
    return (
      try TemplateFolder(readingFrom: Package.root.appending(path: "templates").path),
      try ExperimentCatalog.standard.experiments.map { try runs.record(of: $0.id) }
    )
  }

  /// The claims of some records, as they are where these are missing.
  private static func undecided(_ records: [RunRecord]) -> [Verdict] {
    records.flatMap(\.verdicts).map { verdict in
      var verdict = verdict
      (verdict.outcome, verdict.reason, verdict.evidence) = (nil, nil, [])
      return verdict
    }
  }

  /// Whatever is at hand, no mistake is found in templates that have none.
  @Test(arguments: [1, 6, 11, 15])
  func `the shipped templates have no mistake, whatever runs are still to be made`(
    _ part: Int
  ) async throws {
    let (templates, records) = try Self.shipped()
    let names = records.map(\.experiment)
    let pending = Set(
      names.enumerated().filter { ($0.offset * 7 + part * 5) % 16 < part }.map(\.element))
    let problems = try await ReportBuilder(profile: .default, looks: .standard, jobs: 1).problems(
      in: templates, records: records.filter { !pending.contains($0.experiment) },
      undecided: Self.undecided(records.filter { pending.contains($0.experiment) }),
      pending: pending)
    #expect(problems.isEmpty, "pending \(pending.sorted()): \(problems)")
  }

  /// It runs fewer experiments, and of `convergence` one cell without the arms that take something off
  /// each batch.
  @Test func `the shipped templates ask the quick profile for nothing that it lacks`() async throws
  {
    let (templates, records) = try Self.shipped()
    let run = Set(ExperimentCatalog.standard.experiments(of: .quick).map(\.id))
    let lacking = records.map(\.experiment).filter { !run.contains($0) }
    func isLacking(_ name: String) -> Bool {
      name.contains(#/^fashion-mnist|^digits-adam|\b(?:mobn-wn|bn)\b/#)
    }
    let quick = records.filter { !lacking.contains($0.experiment) }.map { whole in
      RunRecord(
        experiment: whole.experiment, title: whole.title, profile: "quick",
        specification: whole.specification, seeds: whole.seeds,
        values: whole.values.filter { !isLacking($0.name) },
        series: whole.series.filter { !isLacking($0.name) }, verdicts: whole.verdicts)
    }
    let problems = try await ReportBuilder(profile: .quick, looks: .standard, jobs: 1).problems(
      in: templates, records: quick,
      undecided: Self.undecided(records.filter { lacking.contains($0.experiment) }), pending: [])
    #expect(problems.isEmpty, "\(problems)")
  }
}
