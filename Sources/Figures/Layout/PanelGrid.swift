/// Where the panels of a figure stand: plot areas of one size, with room around them for what is
/// written there.
struct PanelGrid: Equatable, Sendable {
  /// One panel's plot area and what is written around it.
  struct Cell: Equatable, Sendable {
    var area: Rect
    /// How far its texts may reach to the left and right.
    var reach: ClosedRange<Double>
    var xTicks: [Tick]
    var yTicks: [Tick]
    /// Lines of text; none where a neighbour shows the same.
    var title: [String]
    var xLabel: [String]
    var yLabel: [String]
    /// Lines that a name under the x axis may take.
    var nameLines: Int
    var showsXTickLabels: Bool
    var showsYTickLabels: Bool
    /// Nil where there are no colours, or where a neighbour shows the same bar.
    var colorBar: ColorBar?
  }

  var cells: [Cell]

  /// Divides a figure after `top` is taken off for a legend and `right` for labels at line ends;
  /// `flags` rows of texts stand above each plot area, for vertical reference lines.
  ///
  /// - Throws: `noRoom`.
  init(
    of figure: Figure, contents: [PanelContent], top: Double, right: Double, flags: Int
  ) throws(FigureError) {
    let grid = try Self(Plan(figure, contents), top: top, right: right, flags: flags)
    // Titles are broken for a usual margin; wide names of y leave less, and then they are broken again.
    guard let room = grid.titleRoom else {
      self = grid
      return
    }
    let plan = Plan(figure, contents, titleWidth: room)
    self = (try? Self(plan, top: top, right: right, flags: flags)) ?? grid
  }

  /// The room above the narrowest panel, where a title is too long for its own; nil where all fit.
  private var titleRoom: Double? {
    func room(_ cell: Cell) -> Double { cell.reach.upperBound - cell.area.minX }
    let isCut = cells.contains { cell in
      cell.title.contains { TextMetrics.width(of: $0, size: Measure.titleText) > room(cell) }
    }
    return isCut ? cells.map(room).min() : nil
  }

  private init(
    _ plan: Plan, top: Double, right: Double, flags: Int
  ) throws(FigureError) {
    let (figure, contents) = (plan.figure, plan.contents)
    let heights = Heights(plan, top: top, flags: flags)
    guard heights.plot >= Measure.smallestPlot else {
      throw .noRoom(width: figure.width, height: figure.height)
    }
    let names = contents.map(\.yCategories.count).max() ?? 0
    guard Double(names) * Measure.nameSpacing <= heights.plot else {
      throw .noRoom(width: figure.width, height: figure.height)
    }
    let yTicks = contents.map { AxisTicks.vertical(for: $0, length: heights.plot) }
    // Margins depend on the labels along x, these on the width that margins leave.
    let guess = Widths(
      plan, yTicks: yTicks, plotHeight: heights.plot, right: right,
      guess: plan.guessedPlotWidth)
    let widths = Widths(
      plan, yTicks: yTicks, plotHeight: heights.plot, right: right, guess: guess.plot)
    guard widths.plot >= Measure.smallestPlot else {
      throw .noRoom(width: figure.width, height: figure.height)
    }
    cells = contents.indices.map { index in
      Cell(
        plan, index: index, heights: heights, widths: widths, yTicks: yTicks[index])
    }
  }

  /// What is written where, before sizes are known.
  struct Plan {
    let figure: Figure
    let contents: [PanelContent]
    let columns: Int
    let rows: Int
    /// The width of titles, where the guessed one is too much.
    private let titleWidth: Double?

    init(_ figure: Figure, _ contents: [PanelContent], titleWidth: Double? = nil) {
      self.figure = figure
      self.contents = contents
      self.titleWidth = titleWidth
      columns = min(figure.columns, contents.count)
      rows = (contents.count + columns - 1) / columns
    }

    /// The width of a plot area if nothing but a usual margin were beside it.
    var guessedPlotWidth: Double { max(40, figure.width / Double(columns) - 90) }

    /// Whether no panel stands below this one with the same x axis.
    func showsX(_ index: Int) -> Bool {
      let below = index + columns
      guard figure.sharesX, below < contents.count else { return true }
      return contents[index].x != contents[below].x
        || contents[index].xCategories != contents[below].xCategories
    }

    /// Whether no panel stands left of this one with the same y axis.
    func showsY(_ index: Int) -> Bool {
      guard figure.sharesY, !index.isMultiple(of: columns) else { return true }
      return contents[index].y != contents[index - 1].y
        || contents[index].yCategories != contents[index - 1].yCategories
    }

    /// The bar for a panel's colours, unless the panel to its right shows the same.
    func colorBar(_ index: Int, length: Double) -> ColorBar? {
      guard let color = contents[index].color else { return nil }
      let right = index + 1
      let hasRight = right < contents.count && !right.isMultiple(of: columns)
      if figure.sharesColor, hasRight, contents[right].color == color { return nil }
      return ColorBar(color, length: length)
    }

    /// A shared axis is named once, unless the names differ.
    func xLabel(_ index: Int) -> [String] {
      let label = contents[index].panel.x.label
      if !showsX(index), contents[index + columns].panel.x.label == label { return [] }
      return TextFit.wrapped(label, size: Measure.axisText, width: guessedPlotWidth, lines: 2)
    }

    /// Panels of a row that show the same quantity bear its name once, on the left.
    func yLabel(_ index: Int, plotHeight: Double) -> [String] {
      let label = contents[index].panel.y.label
      let first = index - index % columns
      let row = contents[first..<min(first + columns, contents.count)]
      if index > first, row.allSatisfy({ $0.panel.y.label == label }) { return [] }
      return TextFit.wrapped(label, size: Measure.axisText, width: plotHeight, lines: 2)
    }

    func title(_ index: Int) -> [String] {
      guard let title = contents[index].panel.title else { return [] }
      return TextFit.balanced(
        title, size: Measure.titleText, width: titleWidth ?? guessedPlotWidth, lines: 2)
    }

    /// The lines that the names under an x axis take; 1 where it has numbers.
    func nameLines(_ index: Int) -> Int {
      let names = contents[index].xCategories
      // A little narrower than the place will be, so that nothing is cut that might fit.
      let slot = 0.92 * guessedPlotWidth / Double(max(1, names.count)) - Measure.nameGap
      return names.map {
        TextFit.wrapped($0, size: Measure.tickText, width: slot, lines: 3).count
      }.max() ?? 1
    }
  }
}
