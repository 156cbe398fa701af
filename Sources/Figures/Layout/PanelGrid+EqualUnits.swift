extension PanelGrid.Cell {
  /// Takes from the plot area what a picture with equal units on both axes would leave empty, and
  /// centres the rest in its place. A very long or high picture keeps some room beside it, and the
  /// y label has its length.
  mutating func trim(toUnitsOf content: PanelContent) {
    guard content.x.scale == .linear, content.y.scale == .linear else { return }
    let ratio = (content.x.upper - content.x.lower) / (content.y.upper - content.y.lower)
    let aspect = min(max(ratio, 0.5), 2.5)
    let width = min(area.width, (area.height * aspect).rounded())
    let height = min(area.height, max((area.width / aspect).rounded(), longestYLabel))
    let left = area.minX + ((area.width - width) / 2).rounded()
    let top = area.minY + ((area.height - height) / 2).rounded()
    area = Rect(minX: left, minY: top, maxX: left + width, maxY: top + height)
  }

  /// Puts the y label right beside the tick labels, and moves the left end of the plot area where
  /// that takes more room than there is.
  mutating func closeMargin() {
    let needed = Measure.tickLength + Measure.tickGap + widestYTick + yLabelDepth
    let start = max(reach.lowerBound, area.minX - needed)
    reach = start...max(start, reach.upperBound)
    area.minX = min(max(area.minX, start + needed), area.maxX - Measure.smallestPlot)
  }

  /// What the y label takes of the margin.
  var yLabelDepth: Double {
    guard !yLabel.isEmpty else { return 0 }
    return Double(yLabel.count) * Measure.axisText * Measure.leading + 2
  }

  private var longestYLabel: Double {
    yLabel.map { TextMetrics.width(of: $0, size: Measure.axisText) }.max() ?? 0
  }

  private var widestYTick: Double {
    guard showsYTickLabels else { return 0 }
    let widths = yTicks.compactMap(\.label).map {
      TextMetrics.width(of: $0, size: Measure.tickText)
    }
    return (widths.max() ?? 0).rounded(.up)
  }
}
