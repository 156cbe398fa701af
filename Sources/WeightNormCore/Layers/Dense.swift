/// An affine map in the standard parameterization: y = x·wᵀ + b.
///
/// Shapes: x [batchSize, inputSize], weight w [outputSize, inputSize], bias b [outputSize],
/// y [batchSize, outputSize]. One row of w is the weight vector of one unit.
public struct Dense<Scalar: Real>: Codable, Equatable, Sendable {
  /// - Precondition: a new value has one row a bias.
  public var weight: Matrix<Scalar> { didSet { checkShape() } }
  /// - Precondition: a new value has one element per row of `weight`.
  public var bias: [Scalar] { didSet { checkShape() } }

  /// - Throws: `CoreError.shape` unless there is one bias a row of `weight`.
  public init(weight: Matrix<Scalar>, bias: [Scalar]) throws(CoreError) {
    guard bias.count == weight.rows else {
      throw .shape(expected: [weight.rows], found: [bias.count], what: "bias")
    }
    self.weight = weight
    self.bias = bias
  }

  private func checkShape() {
    precondition(bias.count == weight.rows, "a parameter of another shape")
  }

  public var inputSize: Int { weight.columns }
  public var outputSize: Int { weight.rows }

  /// t ← x·wᵀ.
  @inline(__always)
  func forward(_ x: Matrix<Scalar>, into t: inout Matrix<Scalar>) {
    t.formProduct(x, transposed: weight)
  }

  /// ∂L/∂w = (∂L/∂t)ᵀ·x.
  @inline(__always)
  func backward(
    _ x: Matrix<Scalar>, outputGradient: Matrix<Scalar>, into gradient: inout LayerGradient<Scalar>
  ) {
    gradient.matrix.formProduct(transposed: outputGradient, x)
  }
}

extension Matrix {
  /// Adds a vector to each row.
  @inline(__always)
  mutating func addToRows(_ vector: [Scalar]) {
    precondition(vector.count == columns, "a vector that does not fit the rows")
    elements.withUnsafeMutableBufferPointer { elements in
      vector.withUnsafeBufferPointer { vector in
        // Rows of one element are one long run.
        if vector.count == 1 {
          let value = vector[0]
          for index in elements.indices { elements[index] += value }
          return
        }
        for start in stride(from: 0, to: elements.count, by: Swift.max(vector.count, 1)) {
          let row = UnsafeMutableBufferPointer(rebasing: elements[start..<start + vector.count])
          for column in row.indices { row[column] += vector[column] }
        }
      }
    }
  }

  /// sum ← Σ over rows: row i goes to partial sum i mod 4, in row order, and the four are added as
  /// (0 + 1) + (2 + 3).
  @inline(__always)
  func sumRows(into sum: inout [Scalar]) {
    precondition(sum.count == columns, "a vector that does not fit the rows")
    let whole = columns & ~15
    elements.withUnsafeBufferPointer { elements in
      sum.withUnsafeMutableBufferPointer { sum in
        guard let base = elements.baseAddress, let target = sum.baseAddress else {
          return sum.update(repeating: 0)
        }
        for column in stride(from: 0, to: whole, by: 16) {
          let total = Self.total(rows) { row in
            UnsafeRawPointer(base + row * columns + column)
              .loadUnaligned(as: SIMD16<Scalar>.self)
          }
          UnsafeMutableRawPointer(target + column).storeBytes(of: total, as: SIMD16<Scalar>.self)
        }
        for column in whole..<columns {
          // One lane of a vector of two, so that both cases are the same sums.
          target[column] =
            Self.total(rows) { SIMD2(base[$0 &* columns &+ column], 0) }[0]
        }
      }
    }
  }

  /// Σ of the vectors `row(0)`, … in the order of `sumRows`.
  @inline(__always)
  private static func total<Vector: SIMD>(_ rows: Int, _ row: (Int) -> Vector) -> Vector
  where Vector.Scalar == Scalar {
    var partial = (Vector.zero, Vector.zero, Vector.zero, Vector.zero)
    let whole = rows & ~3
    for first in stride(from: 0, to: whole, by: 4) {
      partial.0 += row(first)
      partial.1 += row(first + 1)
      partial.2 += row(first + 2)
      partial.3 += row(first + 3)
    }
    if whole < rows { partial.0 += row(whole) }
    if whole + 1 < rows { partial.1 += row(whole + 1) }
    if whole + 2 < rows { partial.2 += row(whole + 2) }
    return (partial.0 + partial.1) + (partial.2 + partial.3)
  }
}
