/// Where data stand on paper: the plot area and the ranges of its two axes.
struct PlotMap: Equatable, Sendable {
  var area: Rect
  var x: AxisRange
  var y: AxisRange

  /// The place of a data point, or nil where an axis has no such value.
  func point(_ x: Double, _ y: Double) -> Point? {
    guard let across = horizontal(x), let down = vertical(y) else { return nil }
    return Point(x: across, y: down)
  }

  func horizontal(_ value: Double) -> Double? {
    x.fraction(value).map { area.minX + $0 * area.width }
  }

  func vertical(_ value: Double) -> Double? {
    y.fraction(value).map { area.maxY - $0 * area.height }
  }

  /// The place of a vector's end; both axes are linear, so there is always one.
  func point(_ coordinates: [Double]) -> Point {
    point(coordinates[0], coordinates[1]) ?? area.center
  }

  /// The foot of bars: zero, or the lower end where zero is not on the axis.
  var baseline: Double {
    guard let zero = vertical(0) else { return area.maxY }
    return min(max(zero, area.minY), area.maxY)
  }

  /// Unbroken stretches of a line; a nil, or a value that an axis can't show, breaks it.
  func stretches(x: [Double], y: [Double?]) -> [[Point]] {
    var stretches: [[Point]] = [[]]
    for (x, y) in zip(x, y) {
      if let y, let point = point(x, y) {
        stretches[stretches.count - 1].append(point)
      } else if stretches.last?.isEmpty == false {
        stretches.append([])
      }
    }
    return stretches.filter { !$0.isEmpty }
  }
}
