import Testing

@testable import Reports

struct FigureProblemTests {
  /// A cell whose first line is line 1 of its template; `yaml` begins at line 5.
  private func problems(_ yaml: String) async -> [String] {
    await Workshop.problems(
      in: ["01-a.md": "# A\n\n{% include \"f.md\" %}\n", "f.md": "```figure\n" + yaml + "\n```\n"])
  }

  private static let texts =
    "id: norms\ncaption: \"Seeds: {{ growth.seeds.count }}\"\nalt: {{}}\n"
    .replacing("{{}}", with: "Ratio {{ growth.sgd.normRatio | fixed:3 }}")
  private static let curve = "{series: growth.sgd.norm, label: a, style: sgd}"

  @Test(arguments: [
    (
      "curvs:\n  - \(curve)",
      ["5:1: unknown key `curvs`; the nearest is `curves`", "2:1: the panel shows nothing"]
    ),
    (
      "curves:\n  - {series: growth.sgd.nrom, label: a, style: sgd}",
      ["6:14: unknown series `growth.sgd.nrom`; the nearest is `growth.sgd.norm`"]
    ),
    (
      "curves:\n  - {series: growth.sgd.norm, label: a, style: sdg}",
      ["6:48: unknown style `sdg`; the nearest is `sgd`"]
    ),
    ("curves:\n  - {series: growth.sgd.norm, style: sgd}", ["6:5: `label` is missing"]),
    (
      "curves:\n  - {series: growth.sgd.norm, label: a, style: sgd, band: quartile}",
      ["6:59: unknown word `quartile`; the nearest is `quartiles`"]
    ),
    (
      "curves:\n  - {series: growth.sgd.norm, label: a, style: sgd, seeds: yes}",
      ["6:60: `seeds` must be `true` or `false`"]
    ),
    (
      "curves:\n  - {series: growth.adam.norm, label: a, style: sgd, band: extremes}",
      ["6:5: `growth.adam.norm` records no spread over seeds"]
    ),
    (
      "curves:\n  - {series: growth.adam.norm, label: a, style: sgd, seeds: true}",
      ["6:5: `growth.adam.norm` records no single seeds"]
    ),
    (
      "curves:\n  - {series: growth.share, label: a, style: sgd}",
      ["6:14: `series` takes a recorded series, not a number"]
    ),
    ("curves: []", ["5:9: `curves` must be a list that is not empty"]),
    (
      "curves:\n  - \(curve)\n  - {series: growth.sgd.loss, label: a, style: sgd}",
      ["2:1: the series disagree on x (`step`, `epoch`); give `x.label`"]
    ),
    ("x: {scale: lg}\ncurves:\n  - \(curve)", ["5:12: unknown word `lg`; the nearest is `log`"]),
    (
      "x: {max: growth.sgd.word}\ncurves:\n  - \(curve)", ["5:10: `max` takes a number, not a text"]
    ),
    (
      "references:\n  - {horizontal: 1, vertical: 2, label: a}",
      [
        "6:5: `horizontal` and `vertical` exclude each other",
        "2:1: no series names the axis; give `x.label`",
      ]
    ),
    (
      "references:\n  - {label: a}",
      [
        "6:5: one of `horizontal`, `vertical`, `curve` is needed",
        "2:1: no series names the axis; give `x.label`",
      ]
    ),
    (
      "references:\n  - {horizontal: 1, label: a}",
      ["2:1: no series names the axis; give `x.label`"]
    ),
    (
      "x: {label: a}\ny: {label: b}\npoints:\n  - {x: [1, 2], y: [1], label: a, style: sgd}",
      ["8:5: `x` has 2 entries and `y` 1"]
    ),
    (
      "x: {label: a}\ny: {label: b}\narrows:\n  - {tail: [1], head: [1, 2], label: a, style: sgd}",
      ["8:12: `tail` must be two coordinates"]
    ),
    (
      "y: {label: b}\nbars: {categories: [a, b], series: [{label: a, style: sgd, values: [1]}]}",
      ["6:37: `values` has 1 entries and `categories` 2"]
    ),
    (
      "x: {label: b}\nintervals: {rows: [{label: a, style: sgd, value: growth.share}]}",
      ["6:50: `value` takes an interval, not a number"]
    ),
    (
      "stack: {layers: [{series: growth.sgd.loss, label: a}]}",
      ["5:18: `growth.sgd.loss` has a position without a value"]
    ),
    (
      "panels:\n  - curves: [\(curve)]\ncurves: [\(curve)]",
      ["2:1: `panels` and `curves` exclude each other"]
    ),
    (
      "curves:\n  - {each: k, series: \"growth.[k].norm\", label: a, style: sgd}",
      ["6:5: `in` is missing"]
    ),
    (
      "curves:\n  - {each: k, in: [sgd, adm], series: \"growth.[k].norm\", label: a, style: sgd}",
      ["6:40: unknown series `growth.adm.norm`; the nearest is `growth.adam.norm`"]
    ),
  ])
  func `a figure that asks for what is not there is refused where it does`(
    yaml: String, messages: [String]
  ) async {
    let problems = await problems(Self.texts + yaml)
    #expect(Set(problems) == Set(messages.map { "f.md:" + $0 }), "\(problems)")
  }

  @Test(arguments: [
    (
      "heatMap: {rows: [{series: growth.sgd.nrom, label: a}]}",
      ["5:27: unknown series `growth.sgd.nrom`; the nearest is `growth.sgd.norm`"]
    ),
    ("heatMap: {color: {label: c}}", ["5:10: `rows` is missing"]),
    (
      "heatMap: {rows: [{values: [1], label: a}]}",
      ["5:18: `values` need `categories` or `x` to stand under"]
    ),
    (
      "heatMap: {rows: [{series: growth.sgd.norm, values: [1], label: a}]}",
      ["5:18: `series` and `values` exclude each other"]
    ),
    (
      "heatMap:\n  categories: [a]\n  color: {label: c}\n  rows: [{series: growth.sgd.norm, label: a}]",
      ["8:10: `categories` and `series` exclude each other"]
    ),
    (
      "heatMap:\n  categories: [a]\n  x: [1]\n  rows: [{values: [1], label: a}]",
      ["6:3: `categories` and `x` exclude each other"]
    ),
    (
      "heatMap:\n  categories: [a, b]\n  color: {label: c}\n  rows: [{values: [1], label: a}]",
      ["8:10: `values` has 1 entries and `categories` 2"]
    ),
    (
      "heatMap:\n  categories: [a]\n  rows: [{values: [1], label: a}]",
      ["6:3: no series names the axis; give `color.label`"]
    ),
    (
      "heatMap:\n  x: [1]\n  color: {label: c}\n  rows: [{values: [1], label: a}]",
      ["2:1: no series names the axis; give `x.label`"]
    ),
    (
      "heatMap:\n  x: [2, 1]\n  color: {label: c}\n  rows: [{values: [1, 2], label: a}]",
      ["6:6: `x` must be increasing numbers"]
    ),
    (
      "heatMap:\n  categories: [a]\n  color: {label: c}\n  rows: [{values: [growth.shre], label: a}]",
      ["8:20: unknown name `growth.shre`; the nearest is `growth.share`"]
    ),
    (
      "heatMap: {ramp: divergin, rows: [{series: growth.sgd.norm, label: a}]}",
      ["5:17: unknown word `divergin`; the nearest is `diverging`"]
    ),
    (
      "x: {label: x}\nheatMap:\n  rows:\n    - {series: growth.sgd.norm, label: a}\n"
        + "    - {series: growth.sgd.loss, label: b}",
      ["7:3: the series disagree on color (`‖v‖`, `loss (nats)`); give `color.label`"]
    ),
  ])
  func `a heat map that asks for what is not there is refused where it does`(
    yaml: String, messages: [String]
  ) async {
    let problems = await problems(Self.texts + yaml)
    #expect(problems == messages.map { "f.md:" + $0 })
  }

  @Test(arguments: [
    ("histogram: {bins: 3}", ["5:12: `samples` is missing"]),
    (
      "x: {label: x}\nhistogram: {samples: [{label: a, style: sgd}]}",
      ["6:23: one of `series`, `values` is needed"]
    ),
    (
      "x: {label: x}\nhistogram: {samples: [{values: [1], seeds: true, label: a, style: sgd}]}",
      ["6:23: `seeds` and `values` exclude each other"]
    ),
    (
      "histogram: {samples: [{values: [1], label: a, style: sgd}]}",
      ["2:1: no series names the axis; give `x.label`"]
    ),
    (
      "histogram: {samples: [{series: growth.sgd.loss, seeds: true, label: a, style: sgd}]}",
      ["5:23: `growth.sgd.loss` records no single seeds"]
    ),
    (
      "histogram:\n  samples: [{series: growth.sgd.norm, label: a, style: sdg}]",
      ["6:56: unknown style `sdg`; the nearest is `sgd`"]
    ),
    (
      "histogram:\n  bins: 2.5\n  samples: [{series: growth.sgd.norm, label: a, style: sgd}]",
      ["6:9: `bins` must be a whole number from 1 to 1000"]
    ),
    (
      "histogram:\n  edges: [1]\n  samples: [{series: growth.sgd.norm, label: a, style: sgd}]",
      ["6:10: `edges` must be at least 2 increasing numbers"]
    ),
    (
      "histogram:\n  edges: [1, 2]\n  bins: 2\n  samples: [{series: growth.sgd.norm, label: a, style: sgd}]",
      ["6:3: `bins` and `edges` exclude each other"]
    ),
    (
      "histogram:\n  height: share\n  samples: [{series: growth.sgd.norm, label: a, style: sgd}]",
      ["6:11: unknown word `share`; the nearest is `shares`"]
    ),
  ])
  func `a histogram that asks for what is not there is refused where it does`(
    yaml: String, messages: [String]
  ) async {
    let problems = await problems(Self.texts + yaml)
    #expect(problems == messages.map { "f.md:" + $0 })
  }

  @Test(arguments: [
    (
      "caption: a\nalt: {{ growth.seeds.count }} b\nid: a",
      ["3:6: `alt` begins with a hole; put the text in quotes, or after `>-`"]
    ),
    (
      "caption: a\nalt: no value\nid: a",
      ["3:6: the alt text needs at least one value hole `{{ … }}`"]
    ),
    (
      "caption: >-\n  Seeds {{ growth.seeds.count }}\nalt: Seeds {{ growth.seeds.count }}\nid: a",
      ["4:6: the alt text repeats the caption; say what is to be seen"]
    ),
    (
      "caption: a\nalt: b {{ growth.seeds.count }}\nid: A b",
      ["4:5: `A b`: an id is at most 100 small letters, digits and hyphens"]
    ),
    ("caption: a\nid: a", ["2:1: `alt` is missing"]),
    ("alt: b {{ growth.seeds.count }}\nid: a", ["2:1: `caption` is missing"]),
    (
      "caption: >-\n  A line\n  and {{ growth.shre | fixed:1 }}\nalt: b {{ growth.seeds.count }}\nid: a",
      ["4:10: unknown name `growth.shre`; the nearest is `growth.share`"]
    ),
    (
      "caption: \"a {{ growth.shre | fixed:1 }}\"\nalt: b {{ growth.seeds.count }}\nid: a",
      ["2:16: unknown name `growth.shre`; the nearest is `growth.share`"]
    ),
    (
      "caption: a $`|x|`$\nalt: b {{ growth.seeds.count }}\nid: a",
      [
        "2:14: a pipe in math; write `\\lVert`, `\\lvert` or `\\mid`",
        "2:16: a pipe in math; write `\\lVert`, `\\lvert` or `\\mid`",
      ]
    ),
    (
      "caption: a\nalt: b $`x`$ {{ growth.seeds.count }}\nid: a",
      ["3:8: math in an alt text is not rendered"]
    ),
    ("id: a\nid: b", ["2:1: not valid YAML: the key `id` is given twice"]),
    ("id: [", ["3:1: not valid YAML: did not find expected node content"]),
    ("just a text", ["2:1: `figure` must be a mapping with keys such as `id`"]),
  ])
  func `a figure whose texts are wrong is refused where they stand`(
    yaml: String, messages: [String]
  ) async {
    let isWhole = yaml.contains("caption") || yaml.contains("alt")
    let problems = await problems(yaml + (isWhole ? "\ncurves: [\(Self.curve)]" : ""))
    #expect(problems == messages.map { "f.md:" + $0 })
  }

  @Test func `an identifier that stands twice is refused at the second place`() async {
    let cell = "```figure\n\(Self.texts)curves: [\(Self.curve)]\n```\n"
    let problems = await Workshop.problems(in: [
      "01-a.md": "# A\n\n" + cell, "02-b.md": "# B\n" + cell,
    ])
    #expect(problems == ["02-b.md:2:1: `norms` already stands at templates/01-a.md:3:1"])
  }

  @Test(arguments: [
    ("curves: [", "01-a.md:6:11: not valid YAML"),
    ("curves: [{series: growth.sgd.nrom, label: a, style: sgd}]", "01-a.md:6:19: unknown series"),
  ])
  func `a figure that is broken is not unknown as well`(line: String, message: String) async {
    let cell = "```figure\n\(Self.texts)\(line)\n```\n"
    let problems = await Workshop.problems("# A\n\nIn {% figref norms %}.\n\n" + cell)
    #expect(problems.count == 1, "\(problems)")
    #expect(!problems[0].contains("unknown figure"))
    let others = await Workshop.problems("# A\n\nIn {% figref nroms %}.\n\n" + cell)
    #expect(others.contains { $0.contains("unknown figure") } == line.contains("nrom,"))
  }

  @Test(arguments: ["{% if growth.share > 0 %}", "{% if growth.share > %}", "{% for k in %}"])
  func `a block that is broken says nothing of the cells in it`(tag: String) async {
    let end = tag.hasPrefix("{% for") ? "endfor" : "endif"
    let closed = tag.contains("0") ? "" : "{% \(end) %}\n"
    let cells =
      "```figure\n\(Self.texts)curves: [\(Self.curve)]\n```\n\n```claim\nclaim: quicker\n```\n"
    let table = "```table\nverdicts: [quicker]\n```\n\nIn {% figref norms %}.\n"
    let found = await Workshop.problems(in: [
      "README.md": "# R\n\n" + table, "01-a.md": "# A\n\n\(tag)\n\n" + cells + closed,
    ])
    #expect(found.count == 1 && found[0].hasPrefix("01-a.md:3:"), "\(found)")
  }

  @Test func `a claim whose box is broken is not without one as well`() async {
    let table = "```table\nverdicts: [quicker]\n```\n"
    let misspelt = await Workshop.problems("# A\n\n```claim\nclaim: quickr\n```\n\n" + table)
    #expect(misspelt == ["01-a.md:4:8: unknown claim `quickr`; the nearest is `quicker`"])
  }

  @Test(arguments: [
    ("{% figref nroms %}", "3:11: unknown figure `nroms`"),
    ("```figrue\na: b\n```", "3:1: unknown cell `figrue`; the nearest is `figure`"),
    ("  ```figure\n  id: a\n  ```", "3:1: a `figure` cell must start at the beginning of a line"),
    ("```figure\nid: a", "3:1: the fence is not closed"),
  ])
  func `a reference or a fence that leads nowhere is refused`(
    template: String, message: String
  ) async {
    let problems = await Workshop.problems("# A\n\n" + template + "\n")
    #expect(problems.first?.hasPrefix("01-a.md:" + message.prefix(20)) == true, "\(problems)")
  }
}
