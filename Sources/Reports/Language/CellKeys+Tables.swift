extension CellKeys {
  private static let tableSample = """
    columns: [rule, final over first length]
    rows:
      - [gradient descent, "{{ growth.sgd.normRatio | fixed:2 }}"]
      - [Adam, "{{ growth.adam.normRatio | fixed:2 }}"]
    """

  static let table = CellKeys(
    "table", title: "table",
    "Rows of texts, or the verdicts of claims. The texts are Markdown; holes are filled.",
    in: .table, at: [], of: tableSample, alternatives: ["columns", "rows", "verdicts"],
    [
      LanguageEntry(
        key: "columns", "the heads, a list of texts",
        """
        columns: [rule, growth]
        rows: [[SGD, "{{ growth.sgd.normRatio | fixed:2 }}"]]
        """),
      LanguageEntry(
        key: "rows", "lists of as many texts, or `row` beside `each` and `in`",
        """
        columns: [rule, growth]
        rows:
          - {each: k, in: [sgd, adam], row: ["{{ k }}", "{{ growth.[k].normRatio | fixed:2 }}"]}
        """),
      LanguageEntry(
        key: "verdicts",
        """
        the verdicts of all claims, `all`, of the notebook's, `own`, of one kind, or of a list of claims, \
        with links to boxes
        """,
        "verdicts: law"),
    ])

  static let tableRow = CellKeys(
    "rows", title: "table: rows", "A row beside `each` and `in`.", in: .table, at: ["rows", "0"],
    of: """
      columns: [rule, final over first length]
      rows:
        - each: k
          in: [sgd, adam]
          row: ["{{ k }}", "{{ growth.[k].normRatio | fixed:2 }}"]
      """,
    [
      LanguageEntry(
        key: "row", "a list of texts",
        "row: [\"rule {{ k }}\", \"{{ growth.[k].decreases | percent:0 }}\"]")
    ])

  static let claim = CellKeys(
    "claim", title: "claim",
    """
    What is claimed, by whom, the verdict with its reason, and the numbers that decided it. A claim \
    has one box in the whole report.
    """, in: .claim, at: [], of: "claim: norm-growth",
    [
      LanguageEntry(
        key: "claim", "the claim, by its name; `wnreport list` lists them", "claim: role-of-g")
    ])

  /// In every list of a cell.
  static let items = CellKeys(
    "each", title: "each and in",
    """
    An item of any list may stand for several: one a value of `in`. The names in it have the value \
    in brackets, `[k]`, its texts in holes, `{{ k }}`. It makes panels, lines, points, bars, rows, \
    and items within items.
    """, at: ["curves", "0"],
    of: figureSample(
      """
      x: {scale: log}
      curves:
        - each: k
          in: [sgd, adam, nesterov]
          series: growth.[k].norm
          label: "rule {{ k }}"
          style: "{{ k }}"
      """),
    [
      LanguageEntry(
        key: "each", "a name for the value",
        """
        each: rule
        series: growth.[rule].norm
        label: "{{ rule }}"
        style: "{{ rule }}"
        """),
      LanguageEntry(
        key: "in", "a list of words, or the name of a recorded list",
        """
        each: arm
        in: growth.spec.network.arms
        series: growth.[arm.name].norm
        label: "{{ arm.name }}, η = {{ arm.rate | significant:2 }}"
        style: "{{ arm.name }}"
        """),
    ])

  static let textItem = CellKeys(
    "each", title: "each in lists of texts",
    "In `categories` an item with `each` and `in` has its text under a key.",
    at: ["bars", "categories", "0"], of: eachSample,
    [
      LanguageEntry(
        key: "label", "the text", "label: \"{{ k }} of {{ growth.spec.arms.count }}\"")
    ])

  static let numberItem = CellKeys(
    "each", title: "each in lists of numbers",
    "In `values`, `x`, `y` and other lists of numbers an item with `each` and `in` has its number "
      + "under a key.",
    at: ["bars", "series", "0", "values", "0"], of: eachSample,
    [LanguageEntry(key: "value", "the number or the name", "value: growth.[k].decreases")])

  private static let eachSample = figureSample(
    """
    y: {label: final over first length}
    bars:
      categories:
        - {each: k, in: [sgd, adam], label: "rule {{ k }}"}
      series:
        - label: growth
          style: series-1
          values:
            - {each: k, in: [sgd, adam], value: "growth.[k].normRatio"}
    """)

  /// Those of figures, then those of the other cells, in the order of the reference.
  static let all: [CellKeys] = [
    .figure, .panel, .axis, .curve, .points, .reference, .referenceCurve, .bars, .barSeries,
    .intervals, .intervalRow, .stack, .layer, .heatMap, .heatMapRow, .histogram, .sample, .arrow,
    .circle, .path, .items, .textItem, .numberItem, .table, .tableRow, .claim,
  ]
}
