/// A matrix in row-major order. Shapes are written [rows, columns].
public struct Matrix<Scalar: Real>: Equatable, Sendable {
  public let rows: Int
  public let columns: Int
  /// Row after row; element (i, j) stands at `i * columns + j`.
  public internal(set) var elements: AlignedArray<Scalar>

  /// The matrix with every element `value`.
  ///
  /// - Precondition: no size is negative, as for all that make a matrix.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public init(rows: Int, columns: Int, repeating value: Scalar = 0) {
    self.rows = rows
    self.columns = columns
    elements = AlignedArray(repeating: value, count: Self.count(rows, columns))
  }

  /// The matrix whose element (i, j) is `element(i, j)`.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public init(rows: Int, columns: Int, _ element: (Int, Int) -> Scalar) {
    self.init(rows: rows, columns: columns)
    elements.withUnsafeMutableBufferPointer { elements in
      for row in 0..<rows {
        for column in 0..<columns { elements[row * columns + column] = element(row, column) }
      }
    }
  }

  /// - Throws: `CoreError.shape` unless there are rows × columns elements, and for a negative size.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public init(rows: Int, columns: Int, elements: [Scalar]) throws(CoreError) {
    let (count, isTooLarge) = rows.multipliedReportingOverflow(by: columns)
    guard rows >= 0, columns >= 0, !isTooLarge, elements.count == count else {
      throw .shape(expected: [rows, columns], found: [elements.count], what: "matrix elements")
    }
    self.rows = rows
    self.columns = columns
    self.elements = AlignedArray(elements)
  }

  /// A draw with independent elements from N(0, `standardDeviation`²).
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public init(
    rows: Int, columns: Int, standardDeviation: Double, from stream: inout RandomStream
  ) {
    self.rows = rows
    self.columns = columns
    elements = AlignedArray(
      stream.normals(Self.count(rows, columns), standardDeviation: standardDeviation))
  }

  private static func count(_ rows: Int, _ columns: Int) -> Int {
    precondition(rows >= 0 && columns >= 0, "a matrix of negative size")
    let (count, isTooLarge) = rows.multipliedReportingOverflow(by: columns)
    precondition(!isTooLarge, "a matrix of more elements than can be counted")
    return count
  }

  /// - Precondition: the matrix has that row and that column.
  public subscript(row: Int, column: Int) -> Scalar {
    @inlinable
    get { elements[place(row, column)] }
    @specialized(where Scalar == Float)
    @specialized(where Scalar == Double)
    set { elements[place(row, column)] = newValue }
  }

  @inlinable
  func place(_ row: Int, _ column: Int) -> Int {
    precondition(row >= 0 && row < rows, "a row that is not there")
    precondition(column >= 0 && column < columns, "a column that is not there")
    return row * columns + column
  }

  /// - Precondition: the matrix has that row.
  @inlinable
  public subscript(row row: Int) -> Slice<AlignedArray<Scalar>> {
    precondition(row >= 0 && row < rows, "a row that is not there")
    return elements[row * columns..<(row + 1) * columns]
  }

  public var shape: [Int] { [rows, columns] }

  func hasShape(of other: Matrix) -> Bool {
    rows == other.rows && columns == other.columns
  }

  /// Takes the same elements as rows of another length, without new storage.
  @inline(__always)
  mutating func reshape(rows: Int, columns: Int) {
    precondition(rows * columns == elements.count, "elements that do not fill the shape")
    var taken = AlignedArray<Scalar>(repeating: 0, count: 0)
    swap(&taken, &elements)
    self = Matrix(rows: rows, columns: columns, taken)
  }

  @inline(__always)
  private init(rows: Int, columns: Int, _ elements: consuming AlignedArray<Scalar>) {
    self.rows = rows
    self.columns = columns
    self.elements = elements
  }

  /// The rows with those indices, in that order.
  ///
  /// - Precondition: the matrix has those rows.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func gatheringRows(_ indices: ArraySlice<Int>) -> Matrix {
    var result = Matrix(rows: indices.count, columns: columns)
    result.copyRows(indices, from: self)
    return result
  }

  /// Overwrites some rows with all rows of `source`.
  ///
  /// - Precondition: as many rows as `source` has, of as many columns.
  @inline(__always)
  mutating func replaceRows(_ range: Range<Int>, with source: Matrix) {
    precondition(range.count == source.rows && columns == source.columns, "rows that do not fit")
    let place = range.lowerBound * columns..<range.upperBound * columns
    elements.withUnsafeMutableBufferPointer { elements in
      source.elements.withUnsafeBufferPointer {
        _ = UnsafeMutableBufferPointer(rebasing: elements[place]).update(fromContentsOf: $0)
      }
    }
  }

  /// Overwrites the rows with those of `source` that have the indices.
  ///
  /// - Precondition: as many indices as rows, as many columns in both, and `source` has those rows.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public mutating func copyRows(_ indices: ArraySlice<Int>, from source: Matrix) {
    precondition(indices.count == rows && source.columns == columns, "rows that do not fit")
    let width = columns
    let there = 0..<source.rows
    elements.withUnsafeMutableBufferPointer { target in
      source.elements.withUnsafeBufferPointer { source in
        for (row, index) in indices.enumerated() {
          precondition(there.contains(index), "a row that is not there")
          let from = UnsafeBufferPointer(rebasing: source[index * width..<(index + 1) * width])
          _ = UnsafeMutableBufferPointer(rebasing: target[row * width..<(row + 1) * width])
            .update(fromContentsOf: from)
        }
      }
    }
  }
}
