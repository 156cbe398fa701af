/// Shifts and scales each feature to mean 0 and variance 1: x ← (x − mean)/deviation.
public struct FeatureStandardization<Scalar: Real>: Equatable, Sendable {
  /// One per column.
  public let means: [Scalar]
  /// Population standard deviations, one per column; exactly 0 for a column of equal numbers.
  public let deviations: [Scalar]

  /// The statistics of the rows of x [rows, columns], in two passes in row order.
  ///
  /// Edge cases:
  /// - Means and deviations of 0 for no rows.
  /// - No finite mean of a column that holds NaN or infinity.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public init(fitting x: Matrix<Scalar>) {
    let count = Scalar(Swift.max(x.rows, 1))
    var sums = [Scalar](repeating: 0, count: x.columns)
    x.sumRows(into: &sums)
    let means = sums.map { $0 / count }
    var squares = [Scalar](repeating: 0, count: x.columns)
    for row in 0..<x.rows {
      for column in 0..<x.columns {
        let difference = x[row, column] - means[column]
        squares[column] += difference * difference
      }
    }
    // The mean of equal numbers can be off by a rounding, which is not a deviation.
    for column in 0..<x.columns
    where (0..<x.rows).allSatisfy({ x[$0, column] == x[0, column] }) {
      squares[column] = 0
    }
    self.means = means
    deviations = squares.map { ($0 / count).squareRoot() }
  }

  /// The standardized rows of x: [rows, columns]. A feature that did not vary is shifted only.
  ///
  /// - Precondition: x has as many columns as the data that were fitted.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func callAsFunction(_ x: Matrix<Scalar>) -> Matrix<Scalar> {
    precondition(x.columns == means.count, "features that do not fit")
    var result = x
    for row in 0..<x.rows {
      for column in 0..<x.columns {
        let deviation = deviations[column]
        result[row, column] = (x[row, column] - means[column]) / (deviation > 0 ? deviation : 1)
      }
    }
    return result
  }
}
