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
    PanelContent.nameReferences(in: &contents)
    if figure.sharesX { PanelContent.share(\.x, among: &contents) }
    if figure.sharesY { PanelContent.share(\.y, among: &contents) }
    if figure.sharesColor { ColorScale.share(among: &contents) }
    PanelContent.agreeOnNotation(in: &contents)

    var plan = LabelPlan(for: contents, width: figure.width)
    var layouts = try Self.panels(figure, contents, plan)
    if let map = layouts.first?.map, !DirectLabels.fit(plan.direct, beside: map) {
      plan = LabelPlan(for: contents, width: figure.width, allowsDirect: false)
      layouts = try Self.panels(figure, contents, plan)
    }

    width = figure.width
    height = figure.height
    areas = layouts.map(\.cell.area)
    let legend = Legend(plan.legend, width: figure.width - 2 * Measure.edge)
    commands =
      layouts.flatMap(\.commands)
      + legend.commands(left: areas.map(\.minX).min() ?? Measure.edge, top: Measure.edge)
      + (layouts.first.map { DirectLabels.commands(for: plan.direct, beside: $0.map) } ?? [])
  }

  /// The panels with as many rows of texts above their plot areas as they turn out to need.
  private static func panels(
    _ figure: Figure, _ contents: [PanelContent], _ plan: LabelPlan
  ) throws(FigureError) -> [PanelLayout] {
    let legend = Legend(plan.legend, width: figure.width - 2 * Measure.edge)
    let right = DirectLabels.width(of: plan.direct)
    var flags = contents.contains(where: \.hasFlags) ? 1 : 0
    while true {
      let grid = try PanelGrid(
        of: figure, contents: contents, top: legend.height, right: right, flags: flags)
      let layouts = zip(contents, grid.cells).map { PanelLayout($0, in: $1) }
      let needed = layouts.map(\.flags.rows).max() ?? 0
      if needed <= flags { return layouts }
      flags = needed
    }
  }
}
