/// An affine map in the standard parameterization: y = x·wᵀ + b.
///
/// Shapes: x [batchSize, inputSize], weight w [outputSize, inputSize], bias b [outputSize],
/// y [batchSize, outputSize]. One row of w is the weight vector of one unit.
public struct Dense<Scalar: Real>: Equatable, Sendable {
  public var weight: Matrix<Scalar>
  public var bias: [Scalar]

  /// - Throws: `CoreError.shape` unless there is one bias a row of `weight`.
  public init(weight: Matrix<Scalar>, bias: [Scalar]) throws(CoreError) {
    guard bias.count == weight.rows else {
      throw .shape(expected: [weight.rows], found: [bias.count], what: "bias")
    }
    self.weight = weight
    self.bias = bias
  }

  public var inputSize: Int { weight.columns }
  public var outputSize: Int { weight.rows }

  /// y ← x·wᵀ + b.
  @inline(__always)
  func forward(_ x: Matrix<Scalar>, into y: inout Matrix<Scalar>) {
    y.formProduct(x, transposed: weight)
    y.addToRows(bias)
  }

  /// ∂L/∂w = (∂L/∂y)ᵀ·x and ∂L/∂b = Σ over rows of ∂L/∂y.
  @inline(__always)
  func backward(
    _ x: Matrix<Scalar>, outputGradient: Matrix<Scalar>, into gradient: inout LayerGradient<Scalar>
  ) {
    gradient.matrix.formProduct(transposed: outputGradient, x)
    outputGradient.sumRows(into: &gradient.bias)
  }
}

extension Matrix {
  /// Adds a vector to each row.
  @inline(__always)
  mutating func addToRows(_ vector: [Scalar]) {
    precondition(vector.count == columns, "a vector that does not fit the rows")
    elements.withUnsafeMutableBufferPointer { elements in
      vector.withUnsafeBufferPointer { vector in
        for start in stride(from: 0, to: elements.count, by: Swift.max(vector.count, 1)) {
          for column in 0..<vector.count { elements[start + column] += vector[column] }
        }
      }
    }
  }

  /// sum ← Σ over rows, in row order.
  @inline(__always)
  func sumRows(into sum: inout [Scalar]) {
    precondition(sum.count == columns, "a vector that does not fit the rows")
    sum.withUnsafeMutableBufferPointer { sum in
      elements.withUnsafeBufferPointer { elements in
        sum.update(repeating: 0)
        for start in stride(from: 0, to: elements.count, by: Swift.max(sum.count, 1)) {
          for column in 0..<sum.count { sum[column] += elements[start + column] }
        }
      }
    }
  }
}
