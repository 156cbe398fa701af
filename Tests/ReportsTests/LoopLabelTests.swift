import Figures
import Testing

@testable import Reports

/// Labels, numbers and panels that a loop within a figure makes.
struct LoopLabelTests {
  private func cell(_ yaml: String) -> String {
    """
    ```figure
    id: norms
    caption: Norms
    alt: Ratio {{ growth.sgd.normRatio | fixed:3 }}
    \(yaml)
    ```

    """
  }

  private func panels(_ yaml: String) async throws -> [Panel] {
    try #require(try await Workshop.figures(cell(yaml)).first).panels
  }

  private func problems(_ yaml: String) async -> [String] {
    await Workshop.problems("# A\n\n" + cell(yaml)).map { String($0.dropFirst("01-a.md:".count)) }
  }

  @Test func `categories and values of bars`() async throws {
    let panels = try await panels(
      """
      y: {label: cosine}
      bars:
        categories: [{each: k, in: [k2, k.16], label: "at {{ k }}"}, other]
        series:
          - each: arm
            in: growth.spec.arms
            label: "{{ arm.name }}, rate {{ arm.rate | plain }}"
            style: "{{ arm.name }}"
            values: [{each: k, in: [k2, k.16], value: "anatomy.[k].cosine"}, arm.rate]
      """)
    let series = [
      Bars.Series(label: "sgd, rate 0.5", style: "sgd", values: [0.96, 0.19, 0.5]),
      Bars.Series(label: "adam, rate 0.01", style: "adam", values: [0.96, 0.19, 0.01]),
    ]
    let bars = Bars(categories: ["at k2", "at k.16", "other"], series: series)
    #expect(panels.map(\.marks) == [[.bars(bars)]])
  }

  @Test func `rows, points and panels, and loops in them`() async throws {
    let panels = try await panels(
      """
      panels:
        - each: k
          in: [sgd, adam]
          title: "rule {{ k }}"
          curves: [{each: rule, in: [sgd, adam], series: "growth.[rule].norm",
            label: "{{ rule }} beside {{ k }}", style: "{{ rule }}"}]
      """)
    #expect(panels.map(\.title) == ["rule sgd", "rule adam"])
    let labels = panels[1].marks.compactMap { if case .curve(let c) = $0 { c.label } else { nil } }
    #expect(labels == ["sgd beside adam", "adam beside adam"])
    let rows = try await self.panels(
      """
      x: {label: a}
      intervals:
        rows: [{each: k, in: [adam], label: "effect of {{ k }}", style: "{{ k }}",
          value: "growth.[k].effect"}]
      """)
    guard case .intervals(let intervals) = rows[0].marks[0] else { throw Mismatch() }
    #expect(intervals.rows.map(\.label) == ["effect of adam"])
    let points = try await self.panels(
      """
      x: {label: a}
      y: {label: b}
      points:
        - {label: p, style: sgd, x: [{each: x, in: growth.spec.rates, value: x}], y: [1, 2]}
      """)
    #expect(
      points[0].marks == [.points(Points(label: "p", style: "sgd", x: [0.1, 0.25], y: [1, 2]))])
  }

  @Test func `cells of a heat map`() async throws {
    let panels = try await panels(
      """
      heatMap:
        categories: [{each: k, in: [k2, k.16], label: "{{ k }}"}, none]
        rows:
          - each: arm
            in: [sgd, adam]
            label: "{{ arm }}"
            values: [{each: k, in: [k2, k.16], value: "anatomy.[k].cosine"}, empty]
        color: {label: cosine}
      """)
    guard case .heatMap(let map) = panels[0].marks[0] else { throw Mismatch() }
    #expect(map.columns == .names(["k2", "k.16", "none"]))
    #expect(map.rows.map(\.label) == ["sgd", "adam"])
    #expect(
      map.rows.map(\.cells) == Array(repeating: [.value(0.96), .value(0.19), .empty], count: 2))
  }

  @Test(arguments: [
    ("[{each: k, label: a}]", "9:16: `in` is missing"),
    ("[{each: k, in: [x], value: a}]", "9:16: `label` is missing"),
    ("[{each: k, in: [x], label: a, style: sgd}]", "9:45: unknown key `style`; known are label"),
    ("[{each: k, in: [x], label: \"{{ j }}\"}]", "9:46: unknown name `j`"),
    ("[{each: k, in: growth.spec.empty, label: a}]", "9:30: the list is empty"),
    ("[{each: growth, in: [x], label: a}]", "9:23: `growth` already names something else"),
    (
      "[{each: k, in: [x, y], label: \"{{ k }}\"}]",
      "11:7: `values` has 1 entries and `categories` 2"
    ),
    (
      "[{each: k, in: [x], label: \"at [k]\"}]",
      "9:46: `[k]` is for names; in a text the loop variable is a hole, `{{ k }}`, and brackets are"
        + " `{{ \"[k]\" }}`"
    ),
  ])
  func `what is wrong with a loop in a list is said where it stands`(
    categories: String, message: String
  ) async {
    let problems = await problems(
      """
      y: {label: a}
      bars:
        categories: \(categories)
        series:
          - {label: a, style: sgd, values: [1]}
      """)
    #expect(problems.contains { $0.hasPrefix(message) }, "\(problems)")
  }

  @Test func `brackets in a text are refused where a variable stands in them, and nowhere else`()
    async throws
  {
    let rows = "rows: [{each: k, in: [a], row: [\"{{ k }} [k](#x) [j] {{ \\\"[k]\\\" }}\"]}]"
    let page = try await Workshop.page(
      "<a name=\"x\"></a>\n\n```table\ncolumns: [\"[k]\"]\n\(rows)\n```")
    #expect(page.contains("| a [k](#x) [j] "))
  }

  private struct Mismatch: Error {}
}
