/// One panel as things to draw.
struct PanelLayout: Equatable, Sendable {
  let content: PanelContent
  let cell: PanelGrid.Cell
  let map: PlotMap
  let flags: FlagLabels

  init(_ content: PanelContent, in cell: PanelGrid.Cell) {
    var content = content
    var cell = cell
    if content.hasEqualUnits {
      content.equalizeUnits(in: cell.area)
      (cell.xTicks, cell.yTicks) = AxisTicks.equal(for: content, in: cell.area)
    }
    self.content = content
    self.cell = cell
    map = PlotMap(area: cell.area, x: content.x, y: content.y)
    flags = FlagLabels(content.references, map: map, reach: cell.reach)
  }

  /// From the back to the front: grid, areas, lines, axes, texts.
  var commands: [DrawCommand] {
    marginBands + grid + areas + heatMap + histograms + referenceLines + curves + points
      + intervals + vectors + axes + texts
  }

  /// Where data may be drawn: the plot area and half a line's width around it, so that a line
  /// along the edge keeps its weight.
  var clip: Rect { cell.area.expanded(by: Measure.curve) }

  /// Where markers may be drawn, which are never cut at the edge.
  var markerClip: Rect { cell.area.expanded(by: 2 * Measure.markerRadius) }

  private var texts: [DrawCommand] {
    titleText + flags.commands(above: cell.area.minY) + tickLabels + axisLabels
      + (cell.colorBar?.commands(beside: cell.area) ?? [])
  }
}
