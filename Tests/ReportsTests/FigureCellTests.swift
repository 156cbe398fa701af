import Figures
import Testing

@testable import Reports

struct FigureCellTests {
  /// A figure cell with the texts that every one needs.
  private func cell(_ yaml: String) -> String {
    """
    ```figure
    id: norms
    caption: Norms of {{ growth.seeds.count }} seeds
    alt: Ratio {{ growth.sgd.normRatio | fixed:3 }} [low]
    \(yaml)
    ```

    """
  }

  private func panel(_ yaml: String) async throws -> Panel {
    let figure = try #require(try await Workshop.figures(cell(yaml)).first)
    return try #require(figure.panels.first)
  }

  private let curves = "curves:\n  - {series: growth.sgd.norm, label: SGD, style: sgd}"

  @Test func `a figure becomes an anchor, a picture and a numbered caption`() async throws {
    let page = try await Workshop.page("before\n" + cell(curves) + "after")
    #expect(
      page == """
        before

        <a name="fig-norms"></a>
        ![Ratio 0.013 \\[low\\]](figures/norms.png)

        **Figure 1.** Norms of 3 seeds

        after
        """)
  }

  @Test func `a curve takes its series with quartiles and the axes' names`() async throws {
    let panel = try await panel(curves)
    #expect(panel.x == Axis(label: "step"))
    #expect(panel.y == Axis(label: "‖v‖"))
    let band = Band(lower: [0.5, 1.5, 2.5], upper: [1.5, 2.5, 3.5])
    let curve = Curve(label: "SGD", style: "sgd", x: [1, 10, 100], y: [1, 2, 3], band: band)
    #expect(panel.marks == [.curve(curve)])
  }

  @Test func `a curve shows what is asked for`() async throws {
    let panel = try await panel(
      """
      title: Growth
      x: {label: t, scale: log, min: 1, max: growth.spec.steps, integer: true}
      curves:
        - {series: growth.sgd.norm, label: a, style: sgd, band: extremes, seeds: true,
           markers: true}
        - {series: growth.sgd.norm, label: b, style: sgd, band: none}
        - {series: growth.adam.norm, label: c, style: adam}
      """)
    #expect(panel.title == "Growth")
    #expect(
      panel.x
        == Axis(label: "t", scale: .log, lowerBound: 1, upperBound: 3000, integerTicks: true))
    let curves = panel.marks.compactMap { if case .curve(let curve) = $0 { curve } else { nil } }
    #expect(curves[0].band == Band(lower: [0, 1, 2], upper: [2, 3, 4]))
    #expect(curves[0].seeds == [[1, nil, 3]])
    #expect(curves[0].hasMarkers)
    #expect(curves[1].band == nil)
    #expect(curves[2].band == nil)
  }

  @Test func `an item with each stands for one item per value`() async throws {
    let panel = try await panel(
      """
      curves:
        - {each: k, in: [sgd, adam], series: "growth.[k].norm", label: "{{ k }}", style: "{{ k }}"}
      """)
    let labels = panel.marks.compactMap { if case .curve(let c) = $0 { c.label } else { nil } }
    #expect(labels == ["sgd", "adam"])
  }

  @Test func `references, points, arrows and circles take numbers and names`() async throws {
    let panel = try await panel(
      """
      x: {label: a}
      y: {label: b}
      references:
        - {horizontal: growth.share, label: h}
        - {vertical: 3, label: v}
        - {curve: {x: [1, growth.spec.steps], y: [1, 7.5]}, label: c}
      points:
        - {x: [1, 2], y: [growth.share, 4], label: p, style: sgd, shape: blowUp}
      arrows:
        - {label: w, style: sgd, tail: [0, 0], head: [growth.share, -1], dashed: true}
      circles:
        - {label: unit, center: [0, 0], radius: 1}
      """)
    #expect(
      panel.marks == [
        .circle(Circle(label: "unit", center: [0, 0], radius: 1)),
        .reference(Reference(label: "h", form: .horizontal(y: 0.879))),
        .reference(Reference(label: "v", form: .vertical(x: 3))),
        .reference(Reference(label: "c", form: .curve(x: [1, 3000], y: [1, 7.5]))),
        .points(Points(label: "p", style: "sgd", x: [1, 2], y: [0.879, 4], shape: .blowUp)),
        .arrow(
          Arrow(label: "w", style: "sgd", tail: [0, 0], head: [0.879, -1], isDashed: true)),
      ])
  }

  @Test func `a path takes its two coordinates from two series`() async throws {
    let panel = try await panel(
      """
      x: {label: a}
      y: {label: b}
      paths:
        - {x: growth.sgd.norm, y: growth.adam.norm, label: p, style: sgd}
      """)
    #expect(
      panel.marks == [
        .curve(
          Curve(label: "p", style: "sgd", x: [1, 2, 3], y: [1, 2, 3], hasMarkers: true))
      ])
  }

  @Test func `a path of series that do not go together is refused`() async {
    let problems = await Workshop.problems(
      """
      # A

      ```figure
      id: f
      caption: c
      alt: "{{ growth.share | fixed:2 }}"
      x: {label: a}
      y: {label: b}
      paths:
        - {x: growth.sgd.norm, y: growth.sgd.loss, label: p, style: sgd}
      ```

      """)
    #expect(problems == ["01-a.md:10:5: `x` has 3 entries and `y` 2"])
  }

  @Test func `points of a series leave its gaps out`() async throws {
    let panel = try await panel(
      "points:\n  - {series: growth.sgd.loss, label: p, style: sgd}")
    #expect(panel.marks == [.points(Points(label: "p", style: "sgd", x: [1], y: [0.5]))])
    #expect(panel.y.label == "loss (nats)")
  }

  @Test func `bars, intervals and stacks take their values by name`() async throws {
    let bars = try await panel(
      """
      y: {label: b}
      bars:
        categories: [one, two]
        series: [{label: s, style: sgd, values: [growth.share, 2]}]
      """)
    let series = Bars.Series(label: "s", style: "sgd", values: [0.879, 2])
    #expect(bars.marks == [.bars(Bars(categories: ["one", "two"], series: [series]))])
    let forest = try await panel(
      """
      x: {label: effect}
      intervals: {margin: 0.1, rows: [{label: r, style: adam, value: growth.adam.effect}]}
      """)
    let row = Intervals.Row(
      label: "r", style: "adam", estimate: 2.06, low: 1.868, high: 2.243)
    #expect(forest.marks == [.intervals(Intervals(rows: [row], margin: 0.1))])
    let stack = try await panel("stack: {layers: [{series: growth.sgd.norm, label: l}]}")
    let layer = Stack.Layer(label: "l", values: [1, 2, 3])
    #expect(stack.marks == [.stack(Stack(x: [1, 10, 100], layers: [layer]))])
  }

  @Test func `small multiples share what is asked for`() async throws {
    let figure = try #require(
      try await Workshop.figures(
        cell(
          """
          columns: 2
          shareX: true
          width: 900
          panels:
            - each: k
              in: [sgd, adam]
              title: "{{ k }}"
              curves: [{series: "growth.[k].norm", label: a, style: sgd}]
          """)
      ).first)
    #expect(figure.panels.map(\.title) == ["sgd", "adam"])
    #expect(figure.columns == 2)
    #expect(figure.sharesX && !figure.sharesY)
    #expect(figure.width == 900)
  }

  @Test func `figures are counted per chapter and linked from everywhere`() async throws {
    func figure(_ id: String) -> String {
      cell(curves).replacing("id: norms", with: "id: \(id)")
    }
    let report = try await Workshop.report([
      "01-a.md": "# A\n\n{% figref c %} {% figref b %}\n" + figure("a") + figure("b"),
      "02-b.md": "# B\n\n{% figref c %}, {% figref a %}\n" + figure("c"),
      "README.md": "# R\n\n{% figref b %}\n",
    ])
    let pages = report.files.filter { $0.kind == .chapter }.map {
      String(decoding: $0.bytes, as: UTF8.self)
    }
    #expect(pages[0].contains("[Figure 1 of chapter 2](02-b.md#fig-c) [Figure 2](#fig-b)\n"))
    #expect(pages[1].contains("[Figure 1](#fig-c), [Figure 1 of chapter 1](01-a.md#fig-a)\n"))
    #expect(pages[2].contains("[Figure 2 of chapter 1](01-a.md#fig-b)\n"))
    #expect(
      report.files.filter { $0.kind == .figure }.map(\.path) == [
        "figures/a.png", "figures/b.png", "figures/c.png",
      ])
  }

  @Test func `a figure in a branch that is not taken is read but neither drawn nor counted`()
    async throws
  {
    let hidden = cell(curves).replacing("id: norms", with: "id: hidden")
    let template = """
      {% if growth.share > 1 %}
      {% figref hidden %}
      \(hidden)
      {% endif %}
      \(cell(curves))
      """
    let page = try await Workshop.page(template)
    #expect(page.contains("**Figure 1.**") && !page.contains("hidden"))
  }

  @Test func `a loop makes a figure a value, with names and links that follow it`() async throws {
    let page = try await Workshop.page(
      """
      {% for k in ["sgd", "adam"] %}
      See {% figref norms-[k] %}.

      ```figure
      id: norms-{{ k }}
      caption: >-
        {% if growth.sgd.grows %}It grows: {% else %}It shrinks: {% endif %}
        by $`\\lVert v \\rVert`$
      alt: "{{ k }} with {{ growth.seeds.count }} seeds"
      curves:
        - series: growth.[k].norm
          label: "{{ k }}"
          style: "{{ k }}"
      ```
      {% endfor %}
      """)
    #expect(
      page == """
        See [Figure 1](#fig-norms-sgd).

        <a name="fig-norms-sgd"></a>
        ![sgd with 3 seeds](figures/norms-sgd.png)

        **Figure 1.** It grows: by $`\\lVert v \\rVert`$

        See [Figure 2](#fig-norms-adam).

        <a name="fig-norms-adam"></a>
        ![adam with 3 seeds](figures/norms-adam.png)

        **Figure 2.** It grows: by $`\\lVert v \\rVert`$
        """)
  }
}
