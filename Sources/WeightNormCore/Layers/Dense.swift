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
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
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

  /// ∂L/∂w = (∂L/∂t)ᵀ·x.
  @inline(__always)
  func backward(
    _ x: Matrix<Scalar>, outputGradient: Matrix<Scalar>, into gradient: inout LayerGradient<Scalar>
  ) {
    gradient.matrix.formProduct(transposed: outputGradient, x)
  }
}

extension Matrix {
  /// Adds a vector to each row; where it rectifies, what is not above 0 becomes 0 then, and NaN stays.
  @inline(__always)
  mutating func addToRows(_ vector: [Scalar], rectifying: Bool = false) {
    precondition(vector.count == columns, "a vector that does not fit the rows")
    let (rows, columns) = (rows, columns)
    elements.withUnsafeMutableBufferPointer { elements in
      vector.withUnsafeBufferPointer { vector in
        guard let t = elements.baseAddress, let vector = vector.baseAddress else { return }
        if rectifying {
          Scalar.rectifyRows(rows, columns, vector, t)
        } else {
          Scalar.addToRows(rows, columns, vector, t)
        }
      }
    }
  }

  /// sum ← Σ over rows: row i goes to partial sum i mod 4, in row order, and the four are added as
  /// (0 + 1) + (2 + 3).
  @inline(__always)
  func sumRows(into sum: inout [Scalar]) {
    precondition(sum.count == columns, "a vector that does not fit the rows")
    elements.withUnsafeBufferPointer { elements in
      sum.withUnsafeMutableBufferPointer { sum in
        guard let x = elements.baseAddress, let sums = sum.baseAddress else {
          return sum.update(repeating: 0)
        }
        Scalar.sumRows(rows, columns, x, sums)
      }
    }
  }
}
