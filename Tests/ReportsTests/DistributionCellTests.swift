import Figures
import Testing

@testable import Reports

/// Heat maps and histograms in figure cells.
struct DistributionCellTests {
  private func panel(_ yaml: String) async throws -> Panel {
    let cell = """
      ```figure
      id: f
      caption: A caption
      alt: Ratio {{ growth.sgd.normRatio | fixed:3 }}
      \(yaml)
      ```

      """
    return try #require(try await Workshop.figures(cell).first?.panels.first)
  }

  @Test func `rows of series stand at the positions of all of them`() async throws {
    let panel = try await panel(
      """
      x: {label: time, scale: log}
      heatMap:
        rows:
          - {each: k, in: [sgd, adam], series: "growth.[k].norm", label: "{{ k }}"}
          - {series: growth.sgd.loss, label: loss}
        color: {label: size, scale: log, max: growth.spec.steps}
        ramp: diverging
      """)
    let norm: [HeatMap.Cell] = [.value(1), .empty, .value(2), .value(3)]
    let map = HeatMap(
      columns: .positions([1, 2, 10, 100]),
      rows: [
        .init(label: "sgd", cells: norm), .init(label: "adam", cells: norm),
        .init(label: "loss", cells: [.value(0.5), .blowUp, .empty, .empty]),
      ],
      color: Axis(label: "size", scale: .log, upperBound: 3000), ramp: .diverging)
    #expect(panel.marks == [.heatMap(map)])
    #expect(panel.x == Axis(label: "time", scale: .log))
    #expect(panel.y == Axis(label: ""))
  }

  @Test func `the series name the x axis and the colours`() async throws {
    let panel = try await panel("heatMap: {rows: [{series: growth.sgd.norm, label: a}]}")
    #expect(panel.x.label == "step")
    guard case .heatMap(let map) = panel.marks[0] else { return #expect(Bool(false)) }
    #expect(map.color == Axis(label: "‖v‖"))
    #expect(map.ramp == nil)
  }

  @Test func `rows of values stand under names or positions`() async throws {
    let named = try await panel(
      """
      heatMap:
        categories: [digits, "seeds: {{ growth.seeds.count }}", wine]
        rows: [{label: a, values: [growth.share, blowUp, empty]}]
        color: {label: share}
      """)
    let row = HeatMap.Row(label: "a", cells: [.value(0.879), .blowUp, .empty])
    #expect(
      named.marks == [
        .heatMap(
          HeatMap(
            columns: .names(["digits", "seeds: 3", "wine"]), rows: [row],
            color: Axis(label: "share")))
      ])
    let placed = try await panel(
      """
      x: {label: η}
      heatMap: {x: [1, 2], rows: [{label: a, values: [collapse, -3]}], color: {label: c}}
      """)
    guard case .heatMap(let map) = placed.marks[0] else { return #expect(Bool(false)) }
    #expect(map.columns == .positions([1, 2]))
    #expect(map.rows[0].cells == [.collapse, .value(-3)])
  }

  @Test func `a histogram takes series, their seeds and values`() async throws {
    let panel = try await panel(
      """
      histogram:
        samples:
          - {series: growth.sgd.norm, label: medians, style: sgd}
          - {series: growth.sgd.norm, seeds: true, label: seeds, style: adam}
          - {values: [growth.share, 2], label: values, style: wn}
        height: shares
        bins: 7
      """)
    let samples: [Histogram.Sample] = [
      .init(label: "medians", style: "sgd", values: [1, 2, 3]),
      .init(label: "seeds", style: "adam", values: [1, 3]),
      .init(label: "values", style: "wn", values: [0.879, 2]),
    ]
    #expect(
      panel.marks == [.histogram(Histogram(samples: samples, bins: .count(7), height: .shares))])
    #expect(panel.x.label == "‖v‖")
    #expect(panel.y.label == "share")
  }

  @Test func `a histogram of values counts between given edges`() async throws {
    let panel = try await panel(
      """
      x: {label: loss}
      histogram: {samples: [{values: [1, 2], label: a, style: sgd}], edges: [0, growth.share, 3]}
      """)
    let sample = Histogram.Sample(label: "a", style: "sgd", values: [1, 2])
    #expect(
      panel.marks == [.histogram(Histogram(samples: [sample], bins: .edges([0, 0.879, 3])))])
    #expect(panel.y.label == "count")
  }

  @Test func `panels can share what colours mean`() async throws {
    let figures = try await Workshop.figures(
      """
      ```figure
      id: f
      caption: A caption
      alt: Ratio {{ growth.sgd.normRatio | fixed:3 }}
      shareColor: true
      panels:
        - heatMap: {rows: [{series: growth.sgd.norm, label: a}]}
        - heatMap: {rows: [{series: growth.adam.norm, label: a}]}
      ```

      """)
    #expect(figures.map(\.sharesColor) == [true])
  }
}
