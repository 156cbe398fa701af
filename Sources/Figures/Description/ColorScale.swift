import Foundation

/// What the colours of a panel stand for: a range of values and the ramp along it.
struct ColorScale: Equatable, Sendable {
  var axis: Axis
  var range: AxisRange
  var ramp: ColorRamp

  /// The scale of a heat map, or nil where it has no value to show.
  init?(of heatMap: HeatMap) {
    let shown = heatMap.values.filter { heatMap.color.scale.position(of: $0) != nil }
    guard let low = shown.min(), let high = shown.max() else { return nil }
    axis = heatMap.color
    range = AxisRange(of: shown, axis: axis)
    let isSigned = axis.scale == .linear && low < 0 && high > 0
    ramp = heatMap.ramp ?? (isSigned ? .diverging : .sequential)
    center()
  }

  /// A diverging ramp has its middle at zero, on a logarithmic axis at one; the further end of the
  /// range decides.
  private mutating func center() {
    guard ramp == .diverging, let lower = axis.scale.position(of: range.lower),
      let upper = axis.scale.position(of: range.upper)
    else { return }
    let reach = max(abs(lower), abs(upper))
    range.lower = axis.scale.value(at: -reach)
    range.upper = axis.scale.value(at: reach)
  }

  /// The colour of a value, that of the nearer end beyond the range; nil where a logarithmic axis
  /// has no such value.
  func color(of value: Double) -> Color? {
    range.fraction(value).map(ramp.color)
  }

  /// Gives all heat maps of a figure the union of their ranges.
  static func share(among contents: inout [PanelContent]) {
    for scale in Axis.Scale.allCases {
      let colors = contents.compactMap(\.color).filter { $0.axis.scale == scale }
      guard let lower = colors.map(\.range.lower).min(),
        let upper = colors.map(\.range.upper).max()
      else { continue }
      let ramp = colors.contains { $0.ramp == .diverging } ? ColorRamp.diverging : .sequential
      for index in contents.indices {
        guard var color = contents[index].color, color.axis.scale == scale else { continue }
        color.range.lower = lower
        color.range.upper = upper
        color.ramp = ramp
        color.center()
        contents[index].color = color
      }
    }
  }
}
