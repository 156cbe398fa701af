/// Products into existing storage. Each element is one chain of fused multiply-adds over the inner
/// index, in index order, whatever the processor.
extension Matrix {
  /// self ← a·b: [n, k]·[k, m] → [n, m].
  @inline(__always)
  mutating func formProduct(_ a: Matrix, _ b: Matrix) {
    formProduct(a, isTransposed: false, b, isTransposed: false)
  }

  /// self ← a·bᵀ for n rows of a, or all: [n, k]·[m, k]ᵀ → [n, m].
  @inline(__always)
  mutating func formProduct(_ a: Matrix, rows: Range<Int>? = nil, transposed b: Matrix) {
    formProduct(a, rows: rows, isTransposed: false, b, isTransposed: true)
  }

  /// self ← a·(scale∘b): [n, k]·[k, m] → [n, m], row i of b times `scale[i]`, as if that matrix had
  /// been formed.
  @inline(__always)
  mutating func formProduct(_ a: Matrix, _ b: Matrix, scalingRows scale: [Scalar]) {
    formProduct(a, isTransposed: false, b, isTransposed: false, scale: scale)
  }

  /// self ← a·(scale∘b)ᵀ for n rows of a, or all: [n, k]·[m, k]ᵀ → [n, m], row i of b times `scale[i]`,
  /// as if that matrix had been formed.
  @inline(__always)
  mutating func formProduct(
    _ a: Matrix, rows: Range<Int>? = nil, transposed b: Matrix, scalingRows scale: [Scalar]
  ) {
    formProduct(a, rows: rows, isTransposed: false, b, isTransposed: true, scale: scale)
  }

  /// self ← aᵀ·b: [k, n]ᵀ·[k, m] → [n, m].
  @inline(__always)
  mutating func formProduct(transposed a: Matrix, _ b: Matrix) {
    formProduct(a, isTransposed: true, b, isTransposed: false)
  }

  @inline(__always)
  private mutating func formProduct(
    _ a: Matrix, rows aRows: Range<Int>? = nil, isTransposed aIsTransposed: Bool, _ b: Matrix,
    isTransposed bIsTransposed: Bool, scale: [Scalar]? = nil
  ) {
    let aRows = aRows ?? 0..<a.rows
    let (n, k) = aIsTransposed ? (a.columns, aRows.count) : (aRows.count, a.columns)
    precondition(aRows.lowerBound >= 0 && aRows.upperBound <= a.rows, "rows that are not there")
    let (inner, m) = bIsTransposed ? (b.columns, b.rows) : (b.rows, b.columns)
    precondition(k == inner && rows == n && columns == m, "a product of shapes that do not fit")
    precondition(scale.map { $0.count == b.rows } ?? true, "a scale that does not fit the rows")
    guard n > 0, m > 0 else { return }
    let first = aRows.lowerBound * a.columns
    elements.withUnsafeMutableBufferPointer { target in
      a.elements.withUnsafeBufferPointer { left in
        b.elements.withUnsafeBufferPointer { right in
          (scale ?? []).withUnsafeBufferPointer { scale in
            // An inner size of 0 has no elements to point at and gives 0 everywhere.
            guard let c = target.baseAddress, let a = left.baseAddress, let b = right.baseAddress,
              k > 0
            else { return target.update(repeating: 0) }
            let rowScale = scale.isEmpty ? nil : scale.baseAddress
            Scalar.multiply(
              StridedMatrix(
                base: a + first, rows: n, columns: k,
                rowStride: aIsTransposed ? 1 : k, columnStride: aIsTransposed ? n : 1),
              StridedMatrix(
                base: b, rows: k, columns: m,
                rowStride: bIsTransposed ? 1 : m, columnStride: bIsTransposed ? k : 1,
                rowScale: bIsTransposed ? nil : rowScale,
                columnScale: bIsTransposed ? rowScale : nil),
              into: c)
          }
        }
      }
    }
  }
}
