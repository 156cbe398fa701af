/// A histogram counted out.
struct BinnedHistogram: Equatable {
  /// Ascending values on the axis, one more than there are bins.
  var edges: [Double]
  /// For each sample the height of each bin: a count or a share.
  var heights: [[Double]]

  /// What a y axis has to show; up to 1 where all bins are empty.
  var yValues: [Double] {
    let all = heights.flatMap(\.self)
    return all.contains { $0 > 0 } ? all : [0, 1]
  }
}

extension Histogram {
  /// The bins and their heights on an x axis of that scale, which may lack some of the values.
  func binned(on scale: Axis.Scale) -> BinnedHistogram {
    let places = samples.map { $0.values.compactMap(scale.position) }
    let edges =
      switch bins {
      case .automatic: BinEdges.automatic(places)
      case .count(let count): BinEdges.even(places, count: count)
      case .edges(let edges): edges.compactMap(scale.position)
      }
    let heights = zip(samples, places).map { sample, places in
      let counts = Self.counts(of: places, between: edges)
      let total = height == .counts ? 1 : Double(max(1, sample.values.count))
      return counts.map { Double($0) / total }
    }
    return BinnedHistogram(edges: edges.map(scale.value), heights: heights)
  }

  private static func counts(of places: [Double], between edges: [Double]) -> [Int] {
    var counts = [Int](repeating: 0, count: max(0, edges.count - 1))
    for place in places {
      if let bin = bin(of: place, between: edges) { counts[bin] += 1 }
    }
    return counts
  }

  /// A value that rounding put a hair below an edge counts as on it.
  private static func bin(of place: Double, between edges: [Double]) -> Int? {
    guard edges.count > 1, let first = edges.first, let last = edges.last else { return nil }
    let slack = (last - first) * 1e-12
    guard place >= first - slack, place <= last + slack else { return nil }
    var low = 0
    var high = edges.count - 1
    while high - low > 1 {
      let middle = (low + high) / 2
      if edges[middle] <= place + slack { low = middle } else { high = middle }
    }
    return low
  }
}
