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
      cell.trim(toUnitsOf: content)
      let (x, y) = (content.x, content.y)
      // The margin depends on the labels, these on the room that the margin leaves.
      for _ in 0..<2 {
        (content.x, content.y) = (x, y)
        content.equalizeUnits(in: cell.area)
        (cell.xTicks, cell.yTicks) = AxisTicks.equal(for: content, in: cell.area)
        cell.closeMargin()
      }
      content.equalizeUnits(in: cell.area)
    }
    self.content = content
    self.cell = cell
    map = PlotMap(area: cell.area, x: content.x, y: content.y)
    flags = FlagLabels(content.references, map: map, reach: cell.reach)
  }

  /// From the back to the front: grid, areas, axes, lines and points, texts. Data stand before the
  /// axes, so that a point at zero is seen whole.
  var commands: [DrawCommand] {
    marginBands + grid + areas + heatMap + histograms + referenceLines + axes + series + texts
  }

  /// All that is drawn of the panel's marks.
  var data: [DrawCommand] {
    marginBands + areas + heatMap + histograms + referenceLines + series
  }

  private var series: [DrawCommand] { curves + points + intervals + vectors }

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
