internal import WeightNormCore

extension TridiagonalMatrix {
  /// The tridiagonal matrix with the eigenvalues of a symmetric one, by Householder's reflections from the
  /// last row to the first (Martin, Reinsch & Wilkinson 1968).
  ///
  /// ```
  /// A ← A − q·uᵀ − u·qᵀ,  q = p − (u·p/2h)·u,  p = Au/h,  h = ‖u‖²/2
  /// ```
  /// Only the lower triangle is read. The update of one reflection is made while the product Au of the next
  /// one is formed, so that the matrix passes through memory once a row.
  ///
  /// - Precondition: a square matrix.
  init(similarTo matrix: Matrix<Double>) {
    precondition(matrix.rows == matrix.columns, "a matrix that is not square")
    let size = matrix.rows
    var diagonal = [Double](repeating: 0, count: size)
    var offDiagonal = [Double](repeating: 0, count: max(size - 1, 0))
    var a = Array(matrix.elements)
    var reflection = Reflection(size: size)
    a.withUnsafeMutableBufferPointer { a in
      guard let a = a.baseAddress else { return }
      for row in (0..<size).reversed() {
        let elements = a + row * size
        reflection.apply(to: elements, row: row)
        diagonal[row] = elements[row]
        guard row > 0 else { return }
        offDiagonal[row - 1] = reflection.replace(by: elements, a, size: size, row: row)
      }
    }
    self.init(diagonal: diagonal, offDiagonal: offDiagonal)
  }
}

/// One of Householder's reflections, still to be applied to the rows above: A ← A − q·uᵀ − u·qᵀ.
private struct Reflection {
  private var u: [Double]
  private var q: [Double]
  /// Whether it changes nothing.
  private var isIdentity = true

  init(size: Int) {
    u = [Double](repeating: 0, count: size)
    q = u
  }

  /// Takes one row up to its diagonal.
  func apply(to elements: UnsafeMutablePointer<Double>, row: Int) {
    if isIdentity { return }
    u.withUnsafeBufferPointer { u in
      q.withUnsafeBufferPointer { q in
        guard let u = u.baseAddress, let q = q.baseAddress else { return }
        VectorKernel.add(-q[row], u, to: elements, count: row + 1)
        VectorKernel.add(-u[row], q, to: elements, count: row + 1)
      }
    }
  }

  /// Applies it to all rows above, and becomes the reflection that leaves of `elements`, the row below them,
  /// nothing but the last element before the diagonal, which it returns.
  mutating func replace(
    by elements: UnsafeMutablePointer<Double>, _ a: UnsafeMutablePointer<Double>, size: Int,
    row: Int
  ) -> Double {
    let rest = VectorKernel.dot(elements, elements, count: row - 1)
    let last = elements[row - 1]
    let length = (rest + last * last).squareRoot()
    let image = rest == 0 ? last : last > 0 ? -length : length
    // A row that is tridiagonal already asks for no reflection.
    let h = rest == 0 ? 0 : length * length - last * image
    var next = [Double](UnsafeBufferPointer(start: elements, count: row))
    next[row - 1] = last - image
    if rest == 0 { next = next.map { _ in 0 } }
    var p = product(next, a, size: size)
    isIdentity = h == 0
    if isIdentity { return image }
    for index in p.indices { p[index] /= h }
    let pull = next.dot(p) / (2 * h)
    u = next
    q = zip(p, next).map { $0 - pull * $1 }
    return image
  }

  /// A·vector for the rows above, each of them brought up to date first.
  private func product(
    _ vector: [Double], _ a: UnsafeMutablePointer<Double>, size: Int
  ) -> [Double] {
    var product = [Double](repeating: 0, count: vector.count)
    product.withUnsafeMutableBufferPointer { product in
      vector.withUnsafeBufferPointer { vector in
        guard let p = product.baseAddress, let v = vector.baseAddress else { return }
        for row in vector.indices {
          let elements = a + row * size
          apply(to: elements, row: row)
          VectorKernel.add(v[row], elements, to: p, count: row)
          p[row] += VectorKernel.dot(elements, v, count: row + 1)
        }
      }
    }
    return product
  }
}
