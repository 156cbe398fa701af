internal import WeightNormCore

/// Numbers that stand for many.
extension [Double] {
  /// NaN for no element.
  package var mean: Double { reduce(0, +) / Double(count) }

  /// The median; 0 for no element.
  package var median: Double {
    let sorted = sorted()
    guard !sorted.isEmpty else { return 0 }
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }

  /// The greatest element; −∞ for none, NaN where an element is NaN.
  package var maximum: Double { reduce(-.infinity) { $0 > $1 || $0.isNaN ? $0 : $1 } }

  /// The least element; ∞ for none, NaN where an element is NaN.
  package var minimum: Double { -map { -$0 }.maximum }

  /// The place of the least element, the first of equal ones; nil for no element.
  package var indexOfLeast: Int? { indices.min { self[$0] < self[$1] } }
}

extension [Double] {
  /// The least-squares slope of the logarithm of these on that of `positions`.
  ///
  /// - Precondition: as many positive positions as positive elements.
  package func logarithmicSlope(on positions: [Double]) -> Double {
    let a = positions.map(Elementary.log)
    let b = map(Elementary.log)
    let da = a.map { $0 - a.mean }
    let db = b.map { $0 - b.mean }
    return Reduction.dot(da, db) / Reduction.dot(da, da)
  }
}

extension Double {
  /// Nil for what no record holds.
  package var ifFinite: Double? { isFinite ? self : nil }
}
