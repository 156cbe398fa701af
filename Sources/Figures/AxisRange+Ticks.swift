extension AxisRange {
  /// The share of a step within which an end is moved to the next tick.
  private static let reach = 1.0 / 3

  /// Moves ends that come close to the next tick onto it, so that a label stands there; ends that
  /// the figure asks for stay.
  mutating func close(at ticks: [Double], axis: Axis) {
    guard scale == .linear, ticks.count > 1 else { return }
    let step = ticks[1] - ticks[0]
    let next = ticks[ticks.count - 1] + step
    let previous = ticks[0] - step
    guard (next - upper).isFinite, (lower - previous).isFinite else { return }
    if axis.upperBound == nil, next > upper, next - upper < Self.reach * step { upper = next }
    if axis.lowerBound == nil, previous < lower, lower - previous < Self.reach * step {
      lower = previous
    }
  }
}

extension PanelContent {
  /// Lets the y axes of a figure, each about `length` pixels long, end at ticks where these are near.
  static func closeAtTicks(in contents: inout [PanelContent], length: Double) {
    for index in contents.indices {
      let content = contents[index]
      guard content.yCategories.isEmpty, !content.hasEqualUnits else { continue }
      let ticks = AxisTicks.vertical(for: content, length: length)
      contents[index].y.close(at: ticks.map(\.value), axis: content.panel.y)
    }
  }
}
