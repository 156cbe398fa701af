internal import WeightNormCore

/// The first principal components of the rows of a matrix.
struct PrincipalComponents: Sendable {
  /// Each with the variance of its own: [rows, count], all means 0.
  let scores: Matrix<Double>
  /// Each divided by its standard deviation: means 0 and the identity for their covariance.
  let whitened: Matrix<Double>

  /// - Precondition: as many components of variance.
  init(of x: Matrix<Double>, count: Int) {
    let share = 1 / Double(x.rows)
    let ones = Matrix<Double>(rows: 1, columns: x.rows, repeating: share)
    let means = ones.times(x)
    let centred = Matrix(rows: x.rows, columns: x.columns) { x[$0, $1] - means[0, $1] }
    let moments = centred.transposedTimes(centred)
    let covariance = Matrix(rows: x.columns, columns: x.columns) { share * moments[$0, $1] }
    // No step is spared: the covariance has to be the identity to the last digits.
    let found = DominantEigenvectors(of: covariance, count: count, tolerance: 1e-15)
    precondition(found.values.count == count, "fewer components of variance")
    let axes = Matrix(rows: count, columns: x.columns) { found.vectors[$0][$1] }
    let scores = centred.times(transposed: axes)
    self.scores = scores
    whitened = Matrix(rows: x.rows, columns: count) {
      scores[$0, $1] / found.values[$1].squareRoot()
    }
  }
}
