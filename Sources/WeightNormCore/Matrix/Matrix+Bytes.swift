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
    let width = columns
    elements.withUnsafeMutableBufferPointer { target in
      bytes.withUnsafeBufferPointer { bytes in
        table.withUnsafeBufferPointer { table in
          for (row, index) in indices.enumerated() {
            precondition(
              index >= 0 && (width == 0 || index < bytes.count / width), "a row that is not there")
            let source = UnsafeBufferPointer(rebasing: bytes[index * width..<(index + 1) * width])
            let place = UnsafeMutableBufferPointer(
              rebasing: target[row * width..<(row + 1) * width])
            for column in source.indices { place[column] = table[Int(source[column])] }
          }
        }
      }
    }
  }
}
