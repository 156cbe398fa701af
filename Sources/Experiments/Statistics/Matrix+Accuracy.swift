internal import WeightNormCore

extension Matrix {
  /// The share of rows whose greatest element is their label's.
  func accuracy(labels: [Int]) -> Double {
    let right = elements.withSpan { logits in
      labels.indices.count { row in
        let places = row * columns..<(row + 1) * columns
        return places.max { logits[$0] < logits[$1] } == places.lowerBound + labels[row]
      }
    }
    return Double(right) / Double(labels.count)
  }
}
