/// The bar right of a heat map that says which colour stands for which value.
struct ColorBar: Equatable, Sendable {
  /// Between the plot area and the bar.
  private static let gap = 16.0
  private static let thickness = 14.0
  /// How far texts may stand out above the plot area, where a title may end.
  private static let overhang = 5.0

  private let scale: ColorScale
  private let ticks: [Tick]
  /// Lines of text, running upwards.
  private let label: [String]

  /// A bar of `length` pixels.
  init(_ scale: ColorScale, length: Double) {
    self.scale = scale
    ticks = AxisTicks.vertical(scale.axis, scale.range, length: length)
    label = TextFit.wrapped(
      scale.axis.label, size: Measure.axisText, width: length, lines: 2)
  }

  /// The room it takes right of the plot area.
  var width: Double {
    labelStart + Double(label.count) * Measure.axisText * Measure.leading
  }

  /// Where the tick labels begin, from the plot area's edge.
  private var textStart: Double {
    Self.gap + Self.thickness + Measure.tickLength + Measure.tickGap
  }

  private var labelStart: Double {
    let widths = ticks.compactMap(\.label).map {
      TextMetrics.width(of: $0, size: Measure.tickText)
    }
    return textStart + (widths.max() ?? 0) + (label.isEmpty ? 0 : Measure.axisGap)
  }

  /// The colours, the ticks with their labels, and what the colours mean.
  func commands(beside area: Rect) -> [DrawCommand] {
    let bar = Rect(
      minX: area.maxX + Self.gap, minY: area.minY, maxX: area.maxX + Self.gap + Self.thickness,
      maxY: area.maxY)
    return colors(in: bar) + marks(beside: bar) + texts(beside: area)
  }

  /// Slices of one logical pixel.
  private func colors(in bar: Rect) -> [DrawCommand] {
    let count = Int(bar.height)
    return (0..<count).map { index in
      let y = bar.maxY - Double(index) - 0.5
      let color = scale.ramp.color(at: (Double(index) + 0.5) / Double(count))
      return .hairline(
        Hairline(
          from: Point(x: bar.minX, y: y), to: Point(x: bar.maxX, y: y), color: color,
          thickness: Raster.pixelsPerPoint))
    }
  }

  private func marks(beside bar: Rect) -> [DrawCommand] {
    scale.range.visible(ticks).map { tick, y in
      let from = Point(x: bar.maxX, y: bar.maxY - y * bar.height)
      return .hairline(.tick(tick, from: from, along: Point(x: 1, y: 0)))
    }
  }

  private func texts(beside area: Rect) -> [DrawCommand] {
    let numbers = scale.range.visible(ticks).compactMap { tick, y -> DrawCommand? in
      guard let label = tick.label else { return nil }
      let at = Point(x: area.maxX + textStart, y: area.maxY - y * area.height)
      var line = TextLine(label, at: at, align: 0, size: Measure.tickText, color: Ink.tickText)
      line.origin.y += max(0, area.minY - Self.overhang - line.box.minY)
      return .text(line)
    }
    let line = Measure.axisText * Measure.leading
    let left = area.maxX + labelStart
    return numbers
      + label.enumerated().map { index, text in
        .text(
          .upward(text, left: left + Double(index) * line, middle: area.center.y))
      }
  }
}
