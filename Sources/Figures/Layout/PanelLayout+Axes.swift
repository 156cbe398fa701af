extension PanelLayout {
  /// Light lines at labelled ticks, lighter ones at minor ticks of a logarithmic axis.
  var grid: [DrawCommand] {
    guard content.heatMap == nil else { return [] }
    let area = cell.area
    let vertical = content.x.visible(cell.xTicks).compactMap { tick, x -> DrawCommand? in
      guard content.xCategories.isEmpty else { return nil }
      let at = area.minX + x * area.width
      return gridLine(Point(x: at, y: area.minY), Point(x: at, y: area.maxY), tick)
    }
    let horizontal = content.y.visible(cell.yTicks).compactMap { tick, y -> DrawCommand? in
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

  /// The left and the bottom spine with their ticks. The cells of a heat map have edges enough.
  var axes: [DrawCommand] {
    let area = cell.area
    let corner = Point(x: area.minX, y: area.maxY)
    let spines = [
      Hairline(from: Point(x: area.minX, y: area.minY), to: corner, color: Ink.spine, thickness: 2),
      Hairline(from: corner, to: Point(x: area.maxX, y: area.maxY), color: Ink.spine, thickness: 2),
    ]
    let lines = xTickLines + yTickLines + (content.heatMap == nil ? spines : [])
    return lines.map(DrawCommand.hairline)
  }

  private var xTickLines: [Hairline] {
    guard content.xCategories.isEmpty else { return [] }
    return content.x.visible(cell.xTicks).map { tick, x in
      let from = Point(x: cell.area.minX + x * cell.area.width, y: cell.area.maxY)
      return .tick(tick, from: from, along: Point(x: 0, y: 1))
    }
  }

  private var yTickLines: [Hairline] {
    guard content.yCategories.isEmpty else { return [] }
    return content.y.visible(cell.yTicks).map { tick, y in
      let from = Point(x: cell.area.minX, y: cell.area.maxY - y * cell.area.height)
      return .tick(tick, from: from, along: Point(x: -1, y: 0))
    }
  }
}

extension Hairline {
  /// A tick with its length in the direction of a unit vector.
  static func tick(_ tick: Tick, from: Point, along: Point) -> Hairline {
    let isMinor = tick.label == nil
    let length = isMinor ? Measure.minorTickLength : Measure.tickLength
    return Hairline(
      from: from, to: from + along * length, color: isMinor ? Ink.minorTick : Ink.spine,
      thickness: 2)
  }
}

extension AxisRange {
  /// Ticks between the ends of the axis, with their place on it from 0 to 1.
  func visible(_ ticks: [Tick]) -> [(tick: Tick, fraction: Double)] {
    ticks.compactMap { tick in
      guard let fraction = fraction(tick.value), (-1e-6...1.000001).contains(fraction) else {
        return nil
      }
      return (tick, min(max(fraction, 0), 1))
    }
  }
}
