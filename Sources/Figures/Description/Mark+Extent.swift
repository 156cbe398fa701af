extension Mark {
  /// The values that an x axis of that scale has to show.
  func xValues(on scale: Axis.Scale) -> [Double] {
    switch self {
    case .curve(let curve): curve.x
    case .points(let points): points.x
    case .reference(let reference): reference.xValues
    case .bars(let bars): [-0.5, Double(max(1, bars.categories.count)) - 0.5]
    case .intervals(let intervals):
      intervals.rows.flatMap { [$0.low, $0.estimate, $0.high] } + [0]
        + (intervals.margin.map { [-$0, $0] } ?? [])
    case .stack(let stack): stack.x
    case .heatMap(let heatMap):
      heatMap.spans(on: scale).compactMap(\.self).flatMap { [$0.lower, $0.upper] }
    case .histogram(let histogram): histogram.binned(on: scale).edges
    case .arrow(let arrow): [arrow.tail[0], arrow.head[0]]
    case .circle(let circle): circle.extent(of: 0)
    }
  }

  /// The values that the y axis has to show beside an x axis of that scale. A predicted curve is shown as far as it stays within
  /// what was measured, so it doesn't count.
  func yValues(on scale: Axis.Scale) -> [Double] {
    switch self {
    case .curve(let curve): curve.yValues
    case .points(let points): points.y
    case .reference(let reference): reference.yValues
    case .bars(let bars): bars.series.flatMap(\.values).compactMap(\.self)
    case .intervals(let intervals): [-0.5, Double(max(1, intervals.rows.count)) - 0.5]
    case .stack(let stack): [0, stack.top]
    case .heatMap(let heatMap): [-0.5, Double(max(1, heatMap.rows.count)) - 0.5]
    case .histogram(let histogram): histogram.binned(on: scale).yValues
    case .arrow(let arrow): [arrow.tail[1], arrow.head[1]]
    case .circle(let circle): circle.extent(of: 1)
    }
  }
}

extension Curve {
  fileprivate var yValues: [Double] {
    let edges = (band?.lower ?? []) + (band?.upper ?? [])
    return (y + edges + seeds.flatMap(\.self)).compactMap(\.self)
  }
}

extension Reference {
  fileprivate var xValues: [Double] {
    if case .vertical(let x) = form { [x] } else { [] }
  }

  fileprivate var yValues: [Double] {
    if case .horizontal(let y) = form { [y] } else { [] }
  }
}

extension Circle {
  fileprivate func extent(of dimension: Int) -> [Double] {
    [center[dimension] - radius, center[dimension] + radius]
  }
}

extension Stack {
  /// The height of the whole stack; shares that add up to one but for rounding end at one.
  fileprivate var top: Double {
    let totals = x.indices.map { index in layers.reduce(0) { $0 + $1.values[index] } }
    let top = totals.max() ?? 1
    return abs(top - 1) < 1e-6 ? 1 : top
  }
}
