internal import WeightNormCore

/// A positive definite quadratic ½(w − w₀)ᵀH(w − w₀), as of least squares, and its exact minima.
struct Quadratic: Sendable {
  /// H, row after row.
  let curvature: [[Double]]
  /// w₀.
  let minimum: [Double]
  /// Hw₀.
  let linear: [Double]

  /// The excess of ½·mean (w·x − y)² over its least value: H = XᵀX/n, Hw₀ = Xᵀy/n.
  ///
  /// - Precondition: the columns of x are independent.
  init(leastSquares x: Matrix<Double>, _ y: [Double]) {
    let columns = (0..<x.columns).map { column in (0..<x.rows).map { x[$0, column] } }
    let n = Double(x.rows)
    curvature = columns.map { a in columns.map { a.dot($0) / n } }
    linear = columns.map { $0.dot(y) / n }
    guard let solution = Self.solve(curvature, linear) else {
      preconditionFailure("least squares of dependent columns")
    }
    minimum = solution
  }

  private init(curvature: [[Double]], linear: [Double], minimum: [Double]) {
    self.curvature = curvature
    self.linear = linear
    self.minimum = minimum
  }

  /// The same with ½Σλᵢwᵢ² added, but for a constant.
  ///
  /// - Precondition: one λ ≥ 0 a coordinate.
  func penalized(by penalties: [Double]) -> Quadratic {
    precondition(penalties.count == linear.count, "not one penalty a coordinate")
    var matrix = curvature
    for (index, penalty) in penalties.enumerated() { matrix[index][index] += penalty }
    guard let solution = Self.solve(matrix, linear) else {
      preconditionFailure("penalties of \(penalties) leave no minimum")
    }
    return Quadratic(curvature: matrix, linear: linear, minimum: solution)
  }

  func excess(_ w: [Double]) -> Double {
    let d = w.subtracting(minimum)
    return 0.5 * d.dot(curvature.map { $0.dot(d) })
  }

  /// H(w − w₀).
  func gradient(_ w: [Double]) -> [Double] {
    let d = w.subtracting(minimum)
    return curvature.map { $0.dot(d) }
  }

  /// The least point of length g: (H + μI)w = Hw₀ with the μ > −λ_min for which ‖w‖ = g, found by
  /// bisection. ‖w‖ falls as μ grows.
  func minimum(ofLength g: Double) -> [Double] {
    var low = -curvature.enumerated().map { $1[$0] }.maximum
    var high = 1.0
    while let w = shifted(by: high), w.norm > g { high *= 2 }
    var middle = (low + high) / 2
    while low < middle, middle < high {
      if let w = shifted(by: middle), w.norm <= g { high = middle } else { low = middle }
      middle = (low + high) / 2
    }
    return shifted(by: high) ?? minimum
  }

  /// The least point with the penalty ½λ‖w‖², as of ridge regression: (H + λI)⁻¹Hw₀.
  ///
  /// - Precondition: λ ≥ 0.
  func minimum(penalty: Double) -> [Double] {
    guard let solution = shifted(by: penalty) else {
      preconditionFailure("a penalty of \(penalty) leaves no minimum")
    }
    return solution
  }

  /// The largest eigenvalue of H, by power iteration: 2 over it is the largest stable rate of plain
  /// gradient descent.
  var largestCurvature: Double {
    largestEigenvalue { direction in curvature.map { $0.dot(direction) } }
  }

  /// The least eigenvalue of H, by the same iteration on λmaxI − H.
  var leastCurvature: Double {
    let largest = largestCurvature
    return largest
      - largestEigenvalue { direction in
        direction.scaled(by: largest).subtracting(curvature.map { $0.dot(direction) })
      }
  }

  /// Of a positive semidefinite map, by power iteration.
  private func largestEigenvalue(of map: ([Double]) -> [Double]) -> Double {
    var direction = linear.scaled(by: 1 / linear.norm)
    var value = 0.0
    for _ in 0..<1000 {
      let image = map(direction)
      value = image.norm
      direction = image.scaled(by: 1 / value)
    }
    return value
  }

  /// (H + μI)⁻¹Hw₀, or nil where H + μI is not positive definite.
  private func shifted(by mu: Double) -> [Double]? {
    var matrix = curvature
    for index in matrix.indices { matrix[index][index] += mu }
    return Self.solve(matrix, linear)
  }

  /// The solution of Aw = c by Cholesky's method, or nil where A is not positive definite.
  static func solve(_ a: [[Double]], _ c: [Double]) -> [Double]? {
    let n = c.count
    var lower = [[Double]](repeating: [], count: n)
    for row in 0..<n {
      for column in 0...row {
        let inner = lower[row].prefix(column).indices.reduce(a[row][column]) {
          $0 - lower[row][$1] * (column == row ? lower[row][$1] : lower[column][$1])
        }
        if column < row {
          lower[row].append(inner / lower[column][column])
        } else {
          guard inner > 0 else { return nil }
          lower[row].append(inner.squareRoot())
        }
      }
    }
    var w = c
    for row in 0..<n {
      for column in 0..<row { w[row] -= lower[row][column] * w[column] }
      w[row] /= lower[row][row]
    }
    for row in (0..<n).reversed() {
      for below in row + 1..<n { w[row] -= lower[below][row] * w[below] }
      w[row] /= lower[row][row]
    }
    return w
  }
}
