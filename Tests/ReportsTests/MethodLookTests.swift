import Figures
import Runs
import Testing

@testable import Reports

/// The looks that a report is handed.
struct MethodLookTests {
  private static let own = MethodLooks([[MethodLook("mine", "purple", "dotted", "star")]])

  private static var record: RunRecord {
    let series = Series(
      name: "large.mine.loss", explanation: "", x: Quantity("step"), y: Quantity("loss"),
      positions: [0, 1, 2], median: [3, 2, 1])
    return RunRecord(
      experiment: "other", title: "", profile: Profile.default.rawValue,
      specification: .object([:]), seeds: [0], values: [], series: [series])
  }

  private static func curves(_ figure: Figure) -> [Curve] {
    figure.panels.flatMap(\.marks).compactMap { mark in
      if case .curve(let curve) = mark { curve } else { nil }
    }
  }

  @Test func `a method of somebody else looks as it is asked for`() async throws {
    let style = try #require(try StyleTable(Self.own).method(named: "mine"))
    let plot = try SeriesPlot(of: Self.record, matching: ["*"], looks: Self.own)
    #expect(plot.pictures.flatMap { Self.curves($0.figure) }.map(\.style) == [style])
    let template = """
      # A

      ```figure
      id: a
      caption: a
      alt: "{{ other.seeds.count }} seed"
      curves: [{series: other.large.mine.loss, label: a, style: mine}]
      ```

      """
    let builder = try ReportBuilder(
      profile: .default, looks: Self.own, jobs: 1,
      draw: { figure in
        #expect(Self.curves(figure).map(\.style) == [style])
        return []
      })
    let report = try await builder.build(
      [Self.record], templates: TemplateFolder(name: "templates", files: ["01-a.md": template]))
    #expect(report.files.contains { $0.path == "figures/a.png" })
  }

  @Test func `a series of no method that has a look has one of those for series`() throws {
    let plot = try SeriesPlot(of: Self.record, matching: ["*"], looks: .samples)
    #expect(plot.pictures.flatMap { Self.curves($0.figure) }.map(\.style) == ["series-1"])
  }

  @Test func `looks that figures cannot have are refused`() throws {
    let looks = MethodLooks([[MethodLook("mine", "pink", "dotted", "star")]])
    let error = ReportError.unusableLooks(
      reason: "the style \"mine\": there is no colour \"pink\"; use one of black, blue, vermillion,"
        + " green, purple, orange, sky")
    #expect(throws: error) { try ReportBuilder(profile: .default, looks: looks, jobs: 1) }
    #expect(throws: error) { try SeriesPlot(of: Self.record, matching: ["*"], looks: looks) }
    let alike = MethodLooks([["a", "b"].map { MethodLook($0, "blue", "solid", "disc") }])
    #expect(
      throws: ReportError.unusableLooks(
        reason: "the styles \"a\" and \"b\" look the same; give one another colour, dash or marker")
    ) { try ReportBuilder(profile: .default, looks: alike, jobs: 1) }
  }
}
