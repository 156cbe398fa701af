import Figures
import Runs
import Testing

@testable import Reports

struct SeriesPlotTests {
  /// The only picture of a plot.
  private func plot(
    _ patterns: String..., settings: PlotSettings = PlotSettings(),
    of record: RunRecord = Samples.growth()
  ) throws -> PlotPicture {
    let pictures = try SeriesPlot(
      of: record, matching: patterns, looks: .samples, settings: settings
    ).pictures
    try #require(pictures.count == 1)
    return pictures[0]
  }

  private func curves(_ plot: PlotPicture) -> [Curve] {
    plot.figure.panels.flatMap(\.marks).compactMap { mark in
      if case .curve(let curve) = mark { curve } else { nil }
    }
  }

  private func record(_ series: [Series]) -> RunRecord {
    RunRecord(
      experiment: "growth", title: "", profile: "default", specification: .object([:]),
      seeds: [0], values: [], series: series)
  }

  private func series(_ name: String, at positions: [Double] = [0, 1, 2]) -> Series {
    Series(
      name: name, explanation: "", x: Quantity("step"), y: Quantity("y"), positions: positions,
      median: positions.map { $0 })
  }

  @Test(arguments: ["growth.*.norm", "*.norm", "????*.norm", "growth.*norm"])
  func `a pattern matches names with and without the experiment`(pattern: String) throws {
    let figure = try plot(pattern).figure
    #expect(figure.panels.map(\.title) == ["growth.*.norm: the norm"])
    let panel = figure.panels[0]
    #expect(panel.x == Axis(label: "step", scale: .log, integerTicks: true))
    #expect(panel.y == Axis(label: "‖v‖"))
  }

  @Test func `lines have short labels, their methods' looks, quartiles and markers`() throws {
    let plot = try plot("*.norm")
    #expect(
      curves(plot) == [
        Curve(
          label: "adam", style: "adam", x: [1, 10, 100], y: [1, 2, 3], hasMarkers: true),
        Curve(
          label: "sgd", style: "sgd", x: [1, 10, 100], y: [1, 2, 3],
          band: Band(lower: [0.5, 1.5, 2.5], upper: [1.5, 2.5, 3.5]), hasMarkers: true),
      ])
    #expect(
      plot.summary
        == "2 series, medians over seeds with quartiles; taken to be logarithmic: step"
        + " (--log none makes all axes linear)")
  }

  @Test func `patterns give the order, and a series stands once`() throws {
    let labels = curves(try plot("sgd.norm", "*.norm")).map(\.label)
    #expect(labels == ["sgd", "adam"])
  }

  @Test func `a band, seeds and scales are shown as they are asked for`() throws {
    let settings = PlotSettings(band: .extremes, showsSeeds: true, log: .y)
    let plot = try self.plot("sgd.norm", settings: settings)
    let curve = try #require(curves(plot).first)
    #expect(curve.band == Band(lower: [0, 1, 2], upper: [2, 3, 4]))
    #expect(curve.seeds == [[1, nil, 3]])
    #expect(plot.figure.panels[0].y.scale == .log)
    #expect(plot.figure.panels[0].x.scale == .linear)
    let bare = try self.plot(
      "sgd.norm", settings: PlotSettings(band: .none, log: PlotSettings.LogAxes.none))
    #expect(curves(bare).allSatisfy { $0.band == nil && $0.seeds.isEmpty })
    #expect(bare.figure.panels[0].x.scale == .linear)
    #expect(bare.summary == "1 series, medians over seeds")
  }

  @Test func `what is not recorded or has no place is said`() throws {
    let settings = PlotSettings(showsSeeds: true, log: .xy)
    #expect(
      try plot("a", settings: settings, of: record([series("a")])).summary
        == "1 series; no single seeds are recorded;"
        + " medians left out of a logarithmic axis, not being positive: 1")
  }

  @Test func `every quantity has a panel, and panels of one x share it`() throws {
    let figure = try plot("sgd.*", "adam.*").figure
    #expect(figure.panels.map(\.y.label) == ["loss (nats)", "‖v‖"])
    #expect(figure.columns == 1 && !figure.sharesX)
    #expect(figure.height > Figure(panels: []).height)
    let twice = try plot(
      "*",
      of: record([
        series("a"),
        Series(
          name: "b", explanation: "", x: Quantity("step"), y: Quantity("z"), positions: [0, 5],
          median: [1, 2]),
      ])
    ).figure
    #expect(twice.sharesX)
    #expect(twice.panels.map(\.title) == ["growth.a", "growth.b"])
  }

  @Test func `series of one method in a panel have the looks for series`() throws {
    let all = ["wn.l1", "wn.l2", "adam.l1"].map { series($0) }
    let styles = curves(try plot("*", of: record(all))).map(\.style)
    #expect(styles == ["adam", "series-1", "series-3"])
  }

  @Test func `an experiment without series says so`() {
    #expect(throws: ReportError.recordsNoSeries(experiment: "growth")) {
      try plot("*", of: record([]))
    }
  }

  @Test(arguments: [
    ("*.nrm", ["growth.adam.norm", "growth.sgd.norm"]), ("sgd.los", ["growth.sgd.loss"]),
    ("grwth.sgd.loss", ["growth.sgd.loss"]), ("norm", ["growth.adam.norm", "growth.sgd.norm"]),
    ("completely", []),
  ])
  func `a pattern that matches nothing is told the nearest names`(
    pattern: String, nearest: [String]
  ) {
    let error = ReportError.noSeries(pattern: pattern, experiment: "growth", nearest: nearest)
    #expect(throws: error) { try plot("*", pattern) }
  }

  @Test func `the name of a single value is no series`() {
    let error = ReportError.notSeries(pattern: "sgd.normRatio", experiment: "growth")
    #expect(throws: error) { try plot("sgd.normRatio") }
  }

  @Test func `a plot replaces an older one and leaves nothing beside it`() throws {
    let scratch = try Scratch()
    try scratch.put("p.png", "old")
    try plot("*").write(to: scratch.path + "/p.png")
    let bytes = try FileBytes.read(scratch.path + "/p.png")
    #expect(bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]))
    #expect(try scratch.files() == ["p.png"])
  }
}
