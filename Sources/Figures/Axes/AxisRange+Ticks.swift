extension AxisRange {
  /// Moves ends that come close to the next tick onto it, so that a label stands there; ends that
  /// the figure asks for stay. `reach` is the share of a step that an end may be moved.
  mutating func close(at ticks: [Double], axis: Axis, reach: Double) {
    guard scale == .linear, ticks.count > 1 else { return }
    let step = ticks[1] - ticks[0]
    let next = ticks[ticks.count - 1] + step
    let previous = ticks[0] - step
    guard (next - upper).isFinite, (lower - previous).isFinite else { return }
    if axis.upperBound == nil, next > upper, next - upper < reach * step { upper = next }
    if axis.lowerBound == nil, previous < lower, lower - previous < reach * step {
      lower = previous
    }
  }
}

extension PanelContent {
  /// Lets the axes of a figure, each about as long as `size` says, end at ticks where these are near:
  /// y axes readily, x axes, whose lines reach from end to end, where a sliver is missing, so that
  /// steps 0 to 199 end at 200.
  static func closeAtTicks(in contents: inout [PanelContent], size: Point) {
    for index in contents.indices where !contents[index].hasEqualUnits {
      let content = contents[index]
      if content.yCategories.isEmpty {
        let ticks = AxisTicks.vertical(for: content, length: size.y)
        contents[index].y.close(at: ticks.map(\.value), axis: content.panel.y, reach: 1.0 / 3)
      }
      if content.xCategories.isEmpty {
        let ticks = AxisTicks.horizontal(for: content, length: size.x)
        contents[index].x.close(at: ticks.map(\.value), axis: content.panel.x, reach: 0.05)
      }
    }
  }
}
