import Experiments
import Figures
import Foundation
import Runs
import Testing

@testable import Reports

/// The cell that `show --plot --yaml` prints draws what `show --plot` draws.
struct PlotCellTests {
  /// The figures of a page that consists of the cells, in order.
  private func figures(
    of cells: [String], _ records: [RunRecord], looks: MethodLooks
  ) async throws -> [Figure] {
    // Identifiers are for people to choose; here they number the pictures.
    let numbered = cells.enumerated().map { index, cell in
      cell.replacing(#/\nid: [a-z0-9-]+\n/#, with: "\nid: figure-\(index)\n")
    }
    let builder = try ReportBuilder(
      profile: .default, looks: looks, math: .github, jobs: 2,
      encode: { _ in [] },
      draw: { figure in Array((try? JSONEncoder().encode(figure)) ?? Data()) })
    let page = "# A\n\n" + numbered.joined(separator: "\n\n") + "\n"
    let report = try await builder.build(
      records, templates: TemplateFolder(name: "templates", files: ["01-a.md": page]))
    return try cells.indices.map { index in
      let file = report.files.first { $0.path == "figures/figure-\(index).png" }
      return try JSONDecoder().decode(Figure.self, from: Data(try #require(file).bytes))
    }
  }

  private static func committed() throws -> [RunRecord] {
    let runs = RecordedRuns(reportFolder: Package.root.appending(path: "reports").path)
    return try ExperimentCatalog.standard.experiments.map { try runs.record(of: $0.id) }
  }

  @Test(arguments: [
    PlotSettings(), PlotSettings(band: .extremes, log: .x), PlotSettings(band: .none, log: .y),
    PlotSettings(showsSeeds: true, log: PlotSettings.LogAxes.none),
  ])
  func `a page with the cells of every recorded series has the same pictures`(
    settings: PlotSettings
  ) async throws {
    let records = try Self.committed()
    var pictures: [PlotPicture] = []
    for record in records where !record.series.isEmpty {
      pictures += try SeriesPlot(
        of: record, matching: ["*"], looks: .standard, settings: settings
      ).pictures
    }
    // A logarithmic y that is asked for may show nothing of a series, which neither can draw.
    let drawable = pictures.filter { (try? $0.check()) != nil }
    #expect(drawable.count >= 30)
    let drawn = try await figures(of: drawable.map(\.cell), records, looks: .standard)
    #expect(drawn == drawable.map(\.figure))
  }

  @Test func `a cell reads as people write it`() throws {
    let picture = try SeriesPlot(
      of: Samples.growth(), matching: ["*.norm"], looks: .samples,
      settings: PlotSettings(band: .extremes, showsSeeds: true)
    ).pictures[0]
    #expect(
      picture.cell == """
        ```figure
        id: growth-norm
        caption: >-
          ‖v‖ against step.
          Medians over seeds with extremes.
        alt: >-
          2 lines of ‖v‖ against step; last recorded values: adam {{ growth.adam.norm | at:100 | significant:3 }}, sgd {{ growth.sgd.norm | at:100 | significant:3 }}.
        title: "growth.*.norm: the norm"
        x: {scale: log, integer: true}
        curves:
          - {series: growth.adam.norm, label: "adam", style: adam, markers: true}
          - {series: growth.sgd.norm, label: "sgd", style: sgd, band: extremes, seeds: true, markers: true}
        ```
        """)
  }

  @Test(arguments: [
    "it's \"so\" \\ and 50 % of 0.5", "a {{ hole }}", "a {% tag %}", "a 𝐰 without a letter",
    "two  blanks\nand lines ", "# *stars*, `code` | $x$ <b> [a](b)", "",
  ])
  func `texts that mean something elsewhere are what they are`(text: String) async throws {
    let isDrawn = FigureText.fault(in: text.split(whereSeparator: \.isWhitespace).joined()) == nil
    let series = (1...2).map { index in
      Series(
        name: "sgd.n\(index)", explanation: text, x: Quantity("step"),
        y: Quantity(isDrawn ? text.replacing("\n", with: " ") : "y"), positions: [1, 2, 3],
        median: [1, 2, nil])
    }
    let record = Samples.growth().with(series)
    let plot = try SeriesPlot(of: record, matching: ["*"], looks: .samples)
    let drawn = try await figures(
      of: plot.pictures.map(\.cell), [record, Samples.anatomy], looks: .samples)
    #expect(drawn == plot.pictures.map(\.figure))
  }
}
