internal import WeightNormCore

extension Matrix<Double> {
  /// Its columns, from the first to the last.
  var columnVectors: [[Double]] {
    (0..<columns).map { column in (0..<rows).map { self[$0, column] } }
  }
}
