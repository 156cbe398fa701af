internal import WeightNormCore

/// How a unit's weight vector w lies to the covariance C of its gradient over examples.
///
/// ```
/// uncentred: C = mean δ²·x·xᵀ,   centred: C = mean δ²·x·xᵀ − m·mᵀ,  m = mean δ·x
/// ```
struct UnitAlignment: Sendable {
  /// |cos(w, e₁)| with the first eigenvector of C.
  let cosine: Double
  /// The share of ‖w‖² in the first five eigenvectors.
  let share: Double
  /// uᵀCu/λ₁ with u = w/‖w‖: 1 where w is the first eigenvector.
  let quotient: Double
  /// λ₂/λ₁.
  let gap: Double
  /// Of the eigenvectors.
  let residual: Double

  /// So many eigenvectors share w.
  static let vectors = 5

  init(of weight: [Double], to covariance: Matrix<Double>) {
    let found = DominantEigenvectors(of: covariance, count: Self.vectors)
    let unit = weight.scaled(by: 1 / weight.norm)
    let parts = found.vectors.map { unit.dot($0) }
    let row = Matrix(rows: 1, columns: unit.count) { unit[$1] }
    cosine = parts[0].magnitude
    share = parts.dot(parts)
    quotient = Array(row.times(covariance).elements).dot(unit) / found.values[0]
    gap = found.values.count > 1 ? found.values[1] / found.values[0] : 0
    residual = found.residual
  }
}

/// The gradients of one unit over the rows of a batch.
struct UnitGradients: Sendable {
  /// mean δ²·x·xᵀ.
  let secondMoment: Matrix<Double>
  /// mean δ·x.
  private let mean: [Double]

  /// From δ of a layer, [rows, outputSize], and its x, [rows, inputSize]; nil for a unit whose signal is
  /// 0 in every row.
  init?(unit: Int, signals: Matrix<Double>, inputs: Matrix<Double>) {
    let rows = (0..<signals.rows).filter { signals[$0, unit] != 0 }
    guard !rows.isEmpty else { return nil }
    let scale = (1 / Double(signals.rows)).squareRoot()
    let gradients = inputs.gatheringRows(rows[...])
    let factors = rows.map { scale * signals[$0, unit] }
    let scaled = gradients.scalingRows(by: factors)
    secondMoment = scaled.transposedTimes(scaled)
    let ones = Matrix(rows: 1, columns: rows.count, repeating: scale)
    mean = Array(ones.times(scaled).elements)
  }

  /// C about the mean gradient; nil for a gradient that is the same in every row but for rounding.
  var covariance: Matrix<Double>? {
    func trace(_ matrix: Matrix<Double>) -> Double {
      (0..<matrix.rows).reduce(0) { $0 + matrix[$1, $1] }
    }
    let covariance = Matrix(rows: mean.count, columns: mean.count) {
      secondMoment[$0, $1] - mean[$0] * mean[$1]
    }
    return trace(covariance) > 1e-12 * trace(secondMoment) ? covariance : nil
  }
}

extension Matrix<Double> {
  /// Row i times factor i.
  fileprivate func scalingRows(by factors: [Double]) -> Matrix {
    Matrix(rows: rows, columns: columns) { factors[$0] * self[$0, $1] }
  }
}
