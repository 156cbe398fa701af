extension PanelLayout {
  /// Light lines at labelled ticks, lighter ones at minor ticks of a logarithmic axis.
  var grid: [DrawCommand] {
    let area = cell.area
    let vertical = visible(cell.xTicks, on: content.x).compactMap { tick, x -> DrawCommand? in
      guard content.xCategories.isEmpty else { return nil }
      let at = area.minX + x * area.width
      return gridLine(Point(x: at, y: area.minY), Point(x: at, y: area.maxY), tick)
    }
    let horizontal = visible(cell.yTicks, on: content.y).compactMap { tick, y -> DrawCommand? in
      guard content.yCategories.isEmpty else { return nil }
      let at = area.maxY - y * area.height
      return gridLine(Point(x: area.minX, y: at), Point(x: area.maxX, y: at), tick)
    }
    return vertical + horizontal
  }

  /// Minor ticks have no grid line: eight of them a decade would be a hatching.
  private func gridLine(_ from: Point, _ to: Point, _ tick: Tick) -> DrawCommand? {
    guard tick.label != nil else { return nil }
    return .hairline(Hairline(from: from, to: to, color: Ink.grid))
  }

  /// The left and the bottom spine with their ticks.
  var axes: [DrawCommand] {
    let area = cell.area
    let corner = Point(x: area.minX, y: area.maxY)
    let spines = [
      Hairline(from: Point(x: area.minX, y: area.minY), to: corner, color: Ink.spine, thickness: 2),
      Hairline(from: corner, to: Point(x: area.maxX, y: area.maxY), color: Ink.spine, thickness: 2),
    ]
    return (xTickLines + yTickLines + spines).map(DrawCommand.hairline)
  }

  private var xTickLines: [Hairline] {
    guard content.xCategories.isEmpty else { return [] }
    return visible(cell.xTicks, on: content.x).map { tick, x in
      let from = Point(x: cell.area.minX + x * cell.area.width, y: cell.area.maxY)
      return tickLine(tick, from: from, along: Point(x: 0, y: 1))
    }
  }

  private var yTickLines: [Hairline] {
    guard content.yCategories.isEmpty else { return [] }
    return visible(cell.yTicks, on: content.y).map { tick, y in
      let from = Point(x: cell.area.minX, y: cell.area.maxY - y * cell.area.height)
      return tickLine(tick, from: from, along: Point(x: -1, y: 0))
    }
  }

  private func tickLine(_ tick: Tick, from: Point, along: Point) -> Hairline {
    let isMinor = tick.label == nil
    let length = isMinor ? Measure.minorTickLength : Measure.tickLength
    return Hairline(
      from: from, to: from + along * length, color: Ink.spine, thickness: isMinor ? 1 : 2)
  }

  /// Ticks between the ends of the axis, with their place on it from 0 to 1.
  func visible(_ ticks: [Tick], on range: AxisRange) -> [(tick: Tick, fraction: Double)] {
    ticks.compactMap { tick in
      guard let fraction = range.fraction(tick.value), (-1e-6...1.000001).contains(fraction) else {
        return nil
      }
      return (tick, min(max(fraction, 0), 1))
    }
  }
}
