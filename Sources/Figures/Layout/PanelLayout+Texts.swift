extension PanelLayout {
  var tickLabels: [DrawCommand] {
    (cell.showsXTickLabels ? xTickLabels : []) + (cell.showsYTickLabels ? yTickLabels : [])
  }

  private var xTickLabels: [DrawCommand] {
    let names = content.xCategories.count
    let slot = cell.area.width / Double(max(1, names)) - Measure.nameGap
    return content.x.visible(cell.xTicks).flatMap { tick, x -> [DrawCommand] in
      guard let label = tick.label else { return [] }
      let lines =
        names == 0
        ? [label]
        : TextFit.wrapped(label, size: Measure.tickText, width: slot, lines: cell.nameLines)
      let top = Point(
        x: cell.area.minX + x * cell.area.width,
        y: cell.area.maxY + Measure.tickLength + Measure.tickGap)
      guard names > 0 || fits(label, at: top.x) else { return [] }
      return stacked(lines, under: top, size: Measure.tickText, color: Ink.tickText)
    }
  }

  /// Whether a label has to be moved by no more than half the gap to its neighbour to stay within
  /// the panel's reach.
  private func fits(_ label: String, at x: Double) -> Bool {
    let half = TextMetrics.width(of: label, size: Measure.tickText) / 2 - Measure.labelGap / 2
    return x - half >= cell.reach.lowerBound && x + half <= cell.reach.upperBound
  }

  private var yTickLabels: [DrawCommand] {
    let end = cell.area.minX - Measure.tickLength - Measure.tickGap
    // A plot area begins at a whole pixel, up to half a one before the widest name would end.
    let room = end - cell.reach.lowerBound - cell.yLabelDepth + 0.5
    return content.y.visible(cell.yTicks).compactMap { tick, y in
      guard let label = tick.label else { return nil }
      let text = TextFit.truncated(label, size: Measure.tickText, width: room)
      let at = Point(x: end, y: cell.area.maxY - y * cell.area.height)
      return .text(
        TextLine(text, at: at, align: 1, size: Measure.tickText, color: Ink.tickText))
    }
  }

  var titleText: [DrawCommand] {
    let line = Measure.titleText * Measure.leading
    let rows =
      flags.rows == 0 ? 0 : Double(flags.rows) * Measure.directSpacing + Measure.flagGap
    return cell.title.enumerated().map { index, text in
      let above = Double(cell.title.count - 1 - index) * line
      let fitting = TextFit.truncated(
        text, size: Measure.titleText, width: cell.reach.upperBound - cell.area.minX)
      let at = Point(x: cell.area.minX, y: cell.area.minY - rows - above - 5 - line / 2)
      return .text(
        TextLine(fitting, at: at, align: 0, size: Measure.titleText, color: Ink.text))
    }
  }

  var axisLabels: [DrawCommand] { xAxisLabel + yAxisLabel }

  private var xAxisLabel: [DrawCommand] {
    let ticks = PanelGrid.Heights.tickLabels(lines: cell.showsXTickLabels ? cell.nameLines : 0)
    let top = Point(
      x: cell.area.center.x, y: cell.area.maxY + ticks + Measure.axisGap)
    return stacked(cell.xLabel, under: top, size: Measure.axisText, color: Ink.text)
  }

  private var yAxisLabel: [DrawCommand] {
    let line = Measure.axisText * Measure.leading
    return cell.yLabel.enumerated().map { index, text in
      .text(
        .upward(
          text, left: cell.reach.lowerBound + Double(index) * line, middle: cell.area.center.y))
    }
  }

  /// Lines centred under a point, kept within the panel's reach.
  private func stacked(
    _ lines: [String], under top: Point, size: Double, color: Color
  ) -> [DrawCommand] {
    lines.enumerated().map { index, text in
      let room = cell.reach.upperBound - cell.reach.lowerBound
      let fitting = TextFit.truncated(text, size: size, width: room)
      let half = TextMetrics.width(of: fitting, size: size) / 2
      let x = min(max(top.x, cell.reach.lowerBound + half), cell.reach.upperBound - half)
      let y = top.y + (Double(index) + 0.5) * size * Measure.leading
      return .text(TextLine(fitting, at: Point(x: x, y: y), align: 0.5, size: size, color: color))
    }
  }
}

extension TextLine {
  /// An axis label that runs upwards, `left` being the edge of its line and `middle` halfway up it.
  static func upward(_ text: String, left: Double, middle: Double) -> TextLine {
    let width = TextMetrics.width(of: text, size: Measure.axisText)
    let origin = Point(
      x: left + TextMetrics.ascent * Measure.axisText + 1, y: middle + width / 2)
    return TextLine(
      text: text, origin: origin, size: Measure.axisText, color: Ink.text, isVertical: true)
  }
}
