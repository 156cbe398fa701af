extension PanelLayout {
  /// The band around zero within which an effect counts as none, and the line at zero.
  var marginBands: [DrawCommand] {
    content.panel.marks.flatMap { mark -> [DrawCommand] in
      guard case .intervals(let intervals) = mark, let zero = map.horizontal(0) else { return [] }
      let line = zeroLine(at: zero)
      guard let margin = intervals.margin, let left = map.horizontal(-margin),
        let right = map.horizontal(margin)
      else { return line }
      let band = Rect(minX: left, minY: cell.area.minY, maxX: right, maxY: cell.area.maxY)
      return [
        .fill(Fill(contours: [band.corners], color: Ink.margin, clip: cell.area))
      ] + line
    }
  }

  /// The line at zero, where the axis shows zero.
  private func zeroLine(at x: Double) -> [DrawCommand] {
    guard (cell.area.minX...cell.area.maxX).contains(x) else { return [] }
    return [
      .hairline(
        Hairline(
          from: Point(x: x, y: cell.area.minY), to: Point(x: x, y: cell.area.maxY),
          color: Ink.reference, thickness: 2))
    ]
  }

  /// Each row's estimate as the method's marker on its interval, the first row on top.
  var intervals: [DrawCommand] {
    content.panel.marks.flatMap { mark -> [DrawCommand] in
      guard case .intervals(let intervals) = mark else { return [] }
      return intervals.rows.enumerated().flatMap { index, row in
        interval(row, position: Double(intervals.rows.count - 1 - index))
      }
    }
  }

  private func interval(_ row: Intervals.Row, position: Double) -> [DrawCommand] {
    guard let low = map.point(row.low, position), let high = map.point(row.high, position),
      let middle = map.point(row.estimate, position)
    else { return [] }
    let style = row.style
    let cap = Point(x: 0, y: 4)
    let paths = [[low, high], [low - cap, low + cap], [high - cap, high + cap]]
    let lines = paths.map {
      DrawCommand.stroke(
        Stroke(path: $0, color: style.color, width: 1.8, cap: .butt, clip: clip))
    }
    guard cell.area.expanded(by: 1).contains(middle) else { return lines }
    return lines + style.marker.commands(at: middle, color: style.color, radius: 4.6, hasRim: false)
  }
}
