internal import WeightNormCore

/// What the coordinates (g, v) make of a matrix of second derivatives in w, unit by unit.
///
/// With u = v/‖v‖ a step of (g, v) moves w by u·dg + (g/‖v‖)(I − uuᵀ)dv, so that the matrix in (g, v) has,
/// besides the zeros along each v, the eigenvalues of
///
/// ```
/// D·G·D,   D = uuᵀ + (g/‖v‖)(I − uuᵀ) for the weights of a unit, 1 for its bias
/// ```
struct PolarCoordinates: Sendable {
  private struct Unit: Sendable {
    /// The place of the unit's first weight.
    let first: Int
    let direction: [Double]
    /// g/‖v‖.
    let ratio: Double
  }

  private var units: [Unit] = []

  /// - Precondition: all layers are weight-normalized.
  init(of network: MLP<Double>) {
    var first = 0
    for layer in network.layers {
      guard let dense = layer.weightNorm else { preconditionFailure("a layer without g and v") }
      let ratios = zip(dense.magnitude, dense.directionNorms).map { $0 / $1 }
      for (unit, ratio) in ratios.enumerated() {
        let v = Array(dense.direction[row: unit])
        units.append(Unit(first: first, direction: v.scaled(by: 1 / v.norm), ratio: ratio))
        first += v.count + 1
      }
    }
  }

  /// Whether D is the identity but for roundings of g to single precision.
  var changeNothing: Bool { units.allSatisfy { ($0.ratio - 1).magnitude < 1e-6 } }

  /// D·G·D of a symmetric G.
  func applied(to matrix: Matrix<Double>) -> Matrix<Double> {
    scalingRows(of: scalingRows(of: matrix).transposed)
  }

  /// D·G.
  private func scalingRows(of matrix: Matrix<Double>) -> Matrix<Double> {
    let size = matrix.columns
    var matrix = matrix
    for unit in units {
      var along = [Double](repeating: 0, count: size)
      for (row, part) in unit.direction.enumerated() {
        along = zip(along, matrix[row: unit.first + row]).map { $0 + part * $1 }
      }
      for (row, part) in unit.direction.enumerated() {
        let pull = (1 - unit.ratio) * part
        for column in 0..<size {
          let element = matrix[unit.first + row, column]
          matrix[unit.first + row, column] = unit.ratio * element + pull * along[column]
        }
      }
    }
    return matrix
  }
}
