internal import WeightNormCore

/// The greatest eigenvalues of a symmetric positive semidefinite matrix C with their eigenvectors, by the
/// Lanczos method with full reorthogonalization.
///
/// Of an eigenvalue that occurs more than once it finds one eigenvector.
struct DominantEigenvectors: Sendable {
  /// Decreasing.
  let values: [Double]
  /// Of length one, perpendicular to each other.
  let vectors: [[Double]]
  /// The greatest ‖Cq − λq‖/λ₁ among them.
  let residual: Double

  /// The first `count` of them, or as many as the matrix has. Steps go on until the residual of each is
  /// below the tolerance, or there is no direction left.
  ///
  /// - Precondition: a square matrix that is not 0.
  init(of matrix: Matrix<Double>, count: Int, tolerance: Double = 1e-8) {
    precondition(matrix.rows == matrix.columns, "a matrix that is not square")
    var basis = LanczosBasis(matrix)
    while !basis.isComplete, !basis.hasConverged(count, tolerance) { basis.step() }
    let found = basis.eigenvectors(count)
    let residuals = zip(found.values, found.vectors).map { value, vector in
      basis.image(of: vector).subtracting(vector.scaled(by: value)).norm
    }
    values = found.values
    vectors = found.vectors
    residual = residuals.maximum / found.values[0]
  }
}

/// An orthonormal basis of the vectors that come of one by products with a matrix, in which the matrix is
/// tridiagonal.
private struct LanczosBasis {
  private let matrix: Matrix<Double>
  private let size: Int
  /// Row after row.
  private var basis: [Double] = []
  private var alphas: [Double] = []
  private var betas: [Double] = []
  /// The next vector of the basis, of any length.
  private var next: [Double]

  /// Steps between two looks at the residuals.
  private static let stride = 8
  /// A remainder this small beside the matrix is rounding: the basis spans what can be reached.
  private static let remainder = 1e-13

  init(_ matrix: Matrix<Double>) {
    self.matrix = matrix
    size = matrix.rows
    var stream = RandomStream(named: "lanczos")
    next = stream.direction(size)
    step()
  }

  private var steps: Int { alphas.count }

  var isComplete: Bool {
    let scale = alphas.map(\.magnitude).maximum
    return steps == size || next.norm <= Self.remainder * scale
  }

  mutating func step() {
    let length = next.norm
    if steps > 0 { betas.append(length) }
    let vector = next.scaled(by: 1 / length)
    next = image(of: vector)
    alphas.append(next.dot(vector))
    basis += vector
    // Twice is enough (Parlett 1980).
    for _ in 0..<2 { removeBasis() }
  }

  private mutating func removeBasis() {
    let (count, steps) = (size, steps)
    basis.withUnsafeBufferPointer { basis in
      next.withUnsafeMutableBufferPointer { next in
        guard let basis = basis.baseAddress, let next = next.baseAddress else { return }
        for row in 0..<steps {
          let vector = basis + row * count
          let part = VectorKernel.dot(vector, next, count: count)
          VectorKernel.add(-part, vector, to: next, count: count)
        }
      }
    }
  }

  /// C·vector.
  func image(of vector: [Double]) -> [Double] {
    var image = [Double](repeating: 0, count: size)
    image.withUnsafeMutableBufferPointer { image in
      matrix.elements.withUnsafeBufferPointer { elements in
        guard let y = image.baseAddress, let c = elements.baseAddress else { return }
        for (row, factor) in vector.enumerated() {
          VectorKernel.add(factor, c + row * size, to: y, count: size)
        }
      }
    }
    return image
  }

  private var tridiagonal: TridiagonalMatrix {
    TridiagonalMatrix(diagonal: alphas, offDiagonal: betas)
  }

  /// ‖Cq − λq‖ is the length of what is left of the last step times the last component of q in the basis.
  func hasConverged(_ count: Int, _ tolerance: Double) -> Bool {
    guard steps % Self.stride == 0, steps >= count else { return false }
    let last = [Double](repeating: 0, count: steps - 1) + [1]
    let (values, components) = tridiagonal.eigensystem(carrying: last, width: 1)
    let length = next.norm
    return components.prefix(count).allSatisfy {
      length * $0[0].magnitude <= tolerance * values[0]
    }
  }

  func eigenvectors(_ count: Int) -> (values: [Double], vectors: [[Double]]) {
    var identity = [Double](repeating: 0, count: steps * steps)
    for row in 0..<steps { identity[row * steps + row] = 1 }
    let (values, components) = tridiagonal.eigensystem(carrying: identity, width: steps)
    let found = min(count, steps)
    let vectors = components.prefix(found).map { combination($0) }
    return (Array(values.prefix(found)), vectors)
  }

  /// The vector with those components in the basis.
  private func combination(_ components: [Double]) -> [Double] {
    var sum = [Double](repeating: 0, count: size)
    sum.withUnsafeMutableBufferPointer { sum in
      basis.withUnsafeBufferPointer { basis in
        guard let sum = sum.baseAddress, let basis = basis.baseAddress else { return }
        for (row, component) in components.enumerated() {
          VectorKernel.add(component, basis + row * size, to: sum, count: size)
        }
      }
    }
    return sum
  }
}
