internal import WeightNormCore

/// As few rows as make the same regression as many: k + 2 for k inputs.
///
/// A mean squared error knows its rows only by the means and covariances of inputs and target. Rows
/// that share these have the same loss, gradients and variances at all weights and biases, and cost a
/// fraction.
struct CondensedRegression {
  let x: Matrix<Double>
  let y: [Double]

  /// By the triangular factor R of the centred columns C = QR: the rows √m·HR + means have the same
  /// covariances CᵀC/n, where the columns of H are orthonormal and sum to 0.
  init(_ x: Matrix<Double>, _ y: [Double]) {
    let columns = x.columnVectors + [y]
    let count = columns.count + 1
    let basis = (1..<count).map { Self.helmert($0, of: count) }
    var directions: [[Double]] = []
    var condensed: [[Double]] = []
    for column in columns {
      let mean = column.mean
      var rest = column.map { ($0 - mean) * (Double(count) / Double(column.count)).squareRoot() }
      var image = [Double](repeating: mean, count: count)
      for (direction, vector) in zip(directions, basis) {
        let part = direction.dot(rest)
        rest = rest.subtracting(direction.scaled(by: part))
        image = image.adding(vector.scaled(by: part))
      }
      let norm = rest.norm
      precondition(norm > 0, "a column that depends on those before it")
      condensed.append(image.adding(basis[directions.count].scaled(by: norm)))
      directions.append(rest.scaled(by: 1 / norm))
    }
    self.x = Matrix(rows: count, columns: x.columns) { condensed[$1][$0] }
    self.y = condensed[x.columns]
  }

  /// Helmert's vector (1, …, 1, −i, 0, …)/√(i(i + 1)), with i ones.
  private static func helmert(_ i: Int, of count: Int) -> [Double] {
    let length = Double(i * (i + 1)).squareRoot()
    return (0..<count).map { $0 < i ? 1 / length : $0 == i ? -Double(i) / length : 0 }
  }
}
