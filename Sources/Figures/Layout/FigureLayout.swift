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
  /// - Throws: `notDrawable` or `noRoom`.
  init(of figure: Figure) throws(FigureError) {
    try figure.validate()
    var contents = figure.panels.map(PanelContent.init)
    PanelContent.nameReferences(in: &contents)
    PanelContent.closeAtTicks(in: &contents, size: Self.guessedPlotSize(figure))
    if figure.sharesX { PanelContent.share(\.x, among: &contents) }
    if figure.sharesY { PanelContent.share(\.y, among: &contents) }
    if figure.sharesColor { ColorScale.share(among: &contents) }
    PanelContent.agreeOnNotation(in: &contents)

    let (layouts, names) = try Self.named(figure, contents)
    width = figure.width
    height = figure.height
    areas = layouts.map(\.cell.area)
    commands = layouts.flatMap(\.commands) + names
  }

  /// The size of a plot area if little but its axes stood around it.
  private static func guessedPlotSize(_ figure: Figure) -> Point {
    let columns = min(figure.columns, figure.panels.count)
    let rows = (figure.panels.count + columns - 1) / columns
    return Point(
      x: max(Measure.smallestPlot, figure.width / Double(columns) - 90),
      y: max(Measure.smallestPlot, figure.height / Double(rows) - 70))
  }

  /// The panels, and the names of their series by the first plan that has room.
  private static func named(
    _ figure: Figure, _ contents: [PanelContent]
  ) throws(FigureError) -> (layouts: [PanelLayout], names: [DrawCommand]) {
    let entries = LegendEntry.unique(contents.flatMap(\.legendEntries))
    for plan in LabelPlan.preferred(for: contents, entries, width: figure.width) {
      let layouts = try panels(figure, contents, plan)
      if let names = plan.commands(with: layouts, width: figure.width) { return (layouts, names) }
    }
    let last = LabelPlan.legendAbove(entries)
    let layouts = try panels(figure, contents, last)
    return (layouts, last.commands(with: layouts, width: figure.width) ?? [])
  }

  /// The panels with as many rows of texts above their plot areas as they turn out to need.
  private static func panels(
    _ figure: Figure, _ contents: [PanelContent], _ plan: LabelPlan
  ) throws(FigureError) -> [PanelLayout] {
    var flags = contents.contains(where: \.hasFlags) ? 1 : 0
    while true {
      let grid = try PanelGrid(
        of: figure, contents: contents, top: plan.top(width: figure.width), right: plan.right,
        flags: flags)
      let layouts = zip(contents, grid.cells).map { PanelLayout($0, in: $1) }
      let needed = layouts.map(\.flags.rows).max() ?? 0
      if needed <= flags { return layouts }
      flags = needed
    }
  }
}
