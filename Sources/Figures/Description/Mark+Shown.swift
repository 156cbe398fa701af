extension Mark {
  /// This mark without what lies off an x axis: values that nobody sees, such as those at step 0 of
  /// a logarithmic axis, don't widen the y axis.
  func shown(on x: AxisRange) -> Mark {
    switch self {
    case .curve(let curve): .curve(curve.shown(on: x))
    case .points(let points): .points(points.shown(on: x))
    default: self
    }
  }
}

extension Curve {
  fileprivate func shown(on range: AxisRange) -> Curve {
    let isShown = x.map(range.shows)
    func visible(_ values: [Double?]) -> [Double?] { zip(values, isShown).map { $1 ? $0 : nil } }
    var curve = self
    curve.y = visible(y)
    curve.band = band.map { Band(lower: visible($0.lower), upper: visible($0.upper)) }
    curve.seeds = seeds.map(visible)
    return curve
  }
}

extension Points {
  fileprivate func shown(on range: AxisRange) -> Points {
    let places = zip(x, y).filter { range.shows($0.0) }
    var points = self
    points.x = places.map(\.0)
    points.y = places.map(\.1)
    return points
  }
}

extension AxisRange {
  /// Whether a value has a place on the axis, its ends included.
  fileprivate func shows(_ value: Double) -> Bool {
    fraction(value).map { (-1e-9...1 + 1e-9).contains($0) } ?? false
  }
}
