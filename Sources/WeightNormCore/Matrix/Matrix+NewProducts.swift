/// Products in new storage, for the experiments; see `formProduct`.
extension Matrix<Double> {
  /// self·other: [n, k]·[k, m] → [n, m].
  ///
  /// - Precondition: shapes that fit, as for all products.
  package func times(_ other: Matrix) -> Matrix {
    var product = Matrix(rows: rows, columns: other.columns)
    product.formProduct(self, other)
    return product
  }

  /// self·(scale∘other): [n, k]·[k, m] → [n, m], row i of the other one times `scale[i]`.
  package func times(_ other: Matrix, scalingRows scale: [Double]) -> Matrix {
    var product = Matrix(rows: rows, columns: other.columns)
    product.formProduct(self, other, scalingRows: scale)
    return product
  }

  /// self·otherᵀ: [n, k]·[m, k]ᵀ → [n, m].
  package func times(transposed other: Matrix) -> Matrix {
    var product = Matrix(rows: rows, columns: other.rows)
    product.formProduct(self, transposed: other)
    return product
  }

  /// selfᵀ·other: [k, n]ᵀ·[k, m] → [n, m].
  package func transposedTimes(_ other: Matrix) -> Matrix {
    var product = Matrix(rows: columns, columns: other.columns)
    product.formProduct(transposed: self, other)
    return product
  }
}
