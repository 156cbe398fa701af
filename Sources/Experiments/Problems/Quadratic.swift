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
    let columns = x.columnVectors
    let n = Double(x.rows)
    self.init(
      columns.map { a in columns.map { a.dot($0) / n } }, columns.map { $0.dot(y) / n },
      orStop: "least squares of dependent columns")
  }

  private init(_ curvature: [[Double]], _ linear: [Double], orStop reason: String) {
    guard let minimum = Self.solve(curvature, linear) else { preconditionFailure(reason) }
    self.curvature = curvature
    self.linear = linear
    self.minimum = minimum
  }

  /// The same with ½Σλᵢwᵢ² added, but for a constant.
  ///
  /// - Precondition: one λ ≥ 0 a coordinate.
  func penalized(by penalties: [Double]) -> Quadratic {
    precondition(penalties.count == linear.count, "not one penalty a coordinate")
    return Quadratic(
      shifted(by: penalties), linear, orStop: "penalties of \(penalties) leave no minimum")
  }

  /// The least point with the penalty ½λ‖w‖², as of ridge regression: (H + λI)⁻¹Hw₀.
  ///
  /// - Precondition: λ ≥ 0.
  func minimum(penalty: Double) -> [Double] { penalized(by: linear.map { _ in penalty }).minimum }

  func excess(_ w: [Double]) -> Double { 0.5 * w.subtracting(minimum).dot(gradient(w)) }

  /// H(w − w₀).
  func gradient(_ w: [Double]) -> [Double] { applied(to: w.subtracting(minimum)) }

  /// The least point of length g: (H + μI)w = Hw₀ with the μ > −λ_min for which ‖w‖ = g, found by
  /// bisection. ‖w‖ falls as μ grows.
  func minimum(ofLength g: Double) -> [Double] {
    // Nil where H + μI is not positive definite.
    func w(_ mu: Double) -> [Double]? { Self.solve(shifted(by: linear.map { _ in mu }), linear) }
    var low = -curvature.enumerated().map { $1[$0] }.maximum
    var high = 1.0
    while let w = w(high), w.norm > g { high *= 2 }
    var middle = (low + high) / 2
    while low < middle, middle < high {
      if let w = w(middle), w.norm <= g { high = middle } else { low = middle }
      middle = (low + high) / 2
    }
    return w(high) ?? minimum
  }

  /// The largest eigenvalue of H, by power iteration: 2 over it is the largest stable rate of plain
  /// gradient descent.
  var largestCurvature: Double { largestEigenvalue(of: applied) }

  /// The least eigenvalue of H, by the same iteration on λmaxI − H.
  var leastCurvature: Double {
    let largest = largestCurvature
    return largest - largestEigenvalue { $0.scaled(by: largest).subtracting(applied(to: $0)) }
  }

  /// Of a positive semidefinite map, by power iteration.
  private func largestEigenvalue(of map: ([Double]) -> [Double]) -> Double {
    var image = linear
    var value = image.norm
    for _ in 0..<1000 {
      image = map(image.scaled(by: 1 / value))
      value = image.norm
    }
    return value
  }

  private func applied(to vector: [Double]) -> [Double] { curvature.map { $0.dot(vector) } }

  /// H with numbers added along its diagonal.
  private func shifted(by shifts: [Double]) -> [[Double]] {
    var matrix = curvature
    for (index, shift) in shifts.enumerated() { matrix[index][index] += shift }
    return matrix
  }

  /// The solution of Aw = c by Cholesky's method, or nil where A is not positive definite.
  static func solve(_ a: [[Double]], _ c: [Double]) -> [Double]? {
    var lower = [[Double]](repeating: [], count: c.count)
    var w = c
    for row in c.indices {
      for column in 0...row {
        let inner = (0..<column).reduce(a[row][column]) { $0 - lower[row][$1] * lower[column][$1] }
        if column < row {
          lower[row].append(inner / lower[column][column])
        } else {
          guard inner > 0 else { return nil }
          lower[row].append(inner.squareRoot())
        }
      }
      w[row] = (0..<row).reduce(w[row]) { $0 - lower[row][$1] * w[$1] } / lower[row][row]
    }
    for row in c.indices.reversed() {
      w[row] = (row + 1..<c.count).reduce(w[row]) { $0 - lower[$1][row] * w[$1] } / lower[row][row]
    }
    return w
  }
}
