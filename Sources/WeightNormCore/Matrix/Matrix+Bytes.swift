extension Matrix {
  /// Overwrites the rows with rows of bytes, each byte replaced by its entry in `table`: inputs that
  /// are kept as bytes take a quarter of the memory.
  ///
  /// `bytes` holds row after row, each as long as one of this matrix, and `indices` chooses among them.
  ///
  /// - Precondition: as many indices as rows, 256 entries, and `bytes` has those rows.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public mutating func copyRows(
    _ indices: ArraySlice<Int>, of bytes: ArraySlice<UInt8>, through table: [Scalar]
  ) {
    precondition(indices.count == rows && table.count == 256, "rows that do not fit")
    let (rows, columns) = (rows, columns)
    guard rows > 0, columns > 0 else { return }
    let there = 0..<bytes.count / columns
    precondition(indices.allSatisfy(there.contains), "a row that is not there")
    elements.withUnsafeMutableBufferPointer { target in
      bytes.withUnsafeBufferPointer { bytes in
        table.withUnsafeBufferPointer { table in
          indices.withUnsafeBufferPointer { indices in
            guard let x = target.baseAddress, let bytes = bytes.baseAddress,
              let table = table.baseAddress, let indices = indices.baseAddress
            else { return }
            Scalar.lookUp(rows, columns, indices, bytes, table, x)
          }
        }
      }
    }
  }
}
