import Foundation

extension HeatMap {
  /// Where a column begins and ends on x.
  struct Span: Equatable {
    var lower: Double
    var upper: Double
  }

  /// The span of each column on an x axis of that scale; nil for a position that it doesn't have.
  func spans(on scale: Axis.Scale) -> [Span?] {
    switch columns {
    case .names(let names):
      return names.indices.map { Span(lower: Double($0) - 0.5, upper: Double($0) + 0.5) }
    case .positions(let positions):
      let places = positions.map(scale.position)
      let edges = Self.edges(around: places.compactMap(\.self), scale).map(scale.value)
      let missing = places.count - max(0, edges.count - 1)
      // Positions increase, so those that a logarithmic axis lacks come first.
      return places.indices.map { index in
        guard index >= missing else { return nil }
        return Span(lower: edges[index - missing], upper: edges[index - missing + 1])
      }
    }
  }

  /// The ends of columns around increasing places of a ruler, one more than there are places.
  private static func edges(around places: [Double], _ scale: Axis.Scale) -> [Double] {
    guard let first = places.first, let last = places.last else { return [] }
    guard places.count > 1 else {
      let half = scale == .log ? log10(2) / 2 : first == 0 ? 1 : abs(first) / 2
      return [first - half, first + half]
    }
    let inner = zip(places, places.dropFirst()).map { $0 / 2 + $1 / 2 }
    return [first - (inner[0] - first)] + inner + [last + (last - inner[inner.count - 1])]
  }

  /// How many columns there are.
  var columnCount: Int {
    switch columns {
    case .names(let names): names.count
    case .positions(let positions): positions.count
    }
  }

  /// The values of all cells that have one.
  var values: [Double] {
    rows.flatMap(\.cells).compactMap { if case .value(let value) = $0 { value } else { nil } }
  }
}
