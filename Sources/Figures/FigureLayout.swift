/// A figure as a list of things to draw: the pure half of drawing. The same figure gives the same
/// list on every host.
struct FigureLayout: Equatable, Sendable {
  let width: Double
  let height: Double
  let commands: [DrawCommand]
  /// The plot area of every panel.
  let areas: [Rect]

  /// All texts.
  var labels: [TextLine] {
    commands.compactMap { if case .text(let line) = $0 { line } else { nil } }
  }

  init(width: Double, height: Double, commands: [DrawCommand], areas: [Rect]) {
    self.width = width
    self.height = height
    self.commands = commands
    self.areas = areas
  }

  /// Lays out `figure`.
  ///
  /// - Throws: `unknownStyle`, `notDrawable` or `noRoom`.
  init(of figure: Figure) throws(FigureError) {
    try figure.validate()
    var contents = figure.panels.map(PanelContent.init)
    if figure.sharesX { PanelContent.share(\.x, among: &contents) }
    if figure.sharesY { PanelContent.share(\.y, among: &contents) }

    let plan = LabelPlan(for: contents, width: figure.width, height: figure.height)
    let legend = Legend(plan.legend, width: figure.width - 2 * Measure.edge)
    let right = DirectLabels.width(of: plan.direct)
    var flags = contents.contains(where: \.hasFlags) ? 1 : 0
    var layouts = try Self.panels(figure, contents, legend: legend, right: right, flags: flags)
    while let needed = layouts.map(\.flags.rows).max(), needed > flags {
      flags = needed
      layouts = try Self.panels(figure, contents, legend: legend, right: right, flags: flags)
    }

    width = figure.width
    height = figure.height
    areas = layouts.map(\.cell.area)
    let left = areas.map(\.minX).min() ?? Measure.edge
    commands =
      layouts.flatMap(\.commands)
      + legend.commands(left: left, top: Measure.edge)
      + (layouts.first.map { DirectLabels.commands(for: plan.direct, beside: $0.map) } ?? [])
  }

  private static func panels(
    _ figure: Figure, _ contents: [PanelContent], legend: Legend, right: Double, flags: Int
  ) throws(FigureError) -> [PanelLayout] {
    let grid = try PanelGrid(
      of: figure, contents: contents, top: legend.height, right: right, flags: flags)
    return zip(contents, grid.cells).map { PanelLayout($0, in: $1) }
  }
}
