internal import WeightNormCore

/// A matrix that the core's kernels change in place, column by column.
struct ColumnBlock: Sendable {
  let rows: Int
  let columns: Int
  private var elements: [Double]

  init(_ matrix: Matrix<Double>) {
    (rows, columns) = (matrix.rows, matrix.columns)
    elements = Array(matrix.elements)
  }

  var matrix: Matrix<Double> {
    get throws(CoreError) { try Matrix(rows: rows, columns: columns, elements: elements) }
  }

  /// Σ over rows.
  var sums: [Double] {
    var sums = [Double](repeating: 0, count: columns)
    Double.sumRows(rows, columns, elements, &sums)
    return sums
  }

  /// Σ over rows of products with the same element of another one.
  func dots(_ other: ColumnBlock) -> [Double] {
    precondition(rows == other.rows && columns == other.columns, "blocks that do not fit")
    var dots = [Double](repeating: 0, count: columns)
    Double.columnDots(rows, columns, elements, other.elements, &dots)
    return dots
  }

  mutating func add(_ vector: [Double]) {
    precondition(vector.count == columns, "a vector that does not fit")
    Double.addToRows(rows, columns, vector, &elements)
  }

  mutating func scale(by factors: [Double]) {
    precondition(factors.count == columns, "a vector that does not fit")
    Double.scaleColumns(rows, columns, factors, &elements)
  }

  /// The greater of the element plus that of the vector and 0.
  mutating func rectify(adding vector: [Double]) {
    precondition(vector.count == columns, "a vector that does not fit")
    Double.rectifyRows(rows, columns, vector, &elements)
  }

  /// Makes 0 of what stands where another one is not positive.
  mutating func mask(where other: ColumnBlock) {
    precondition(rows == other.rows && columns == other.columns, "blocks that do not fit")
    Double.passPositive(elements.count, other.elements, &elements)
  }

  /// Subtracts the columns of another one times their factors.
  mutating func subtract(_ factors: [Double], times other: ColumnBlock) {
    precondition(rows == other.rows && columns == other.columns, "blocks that do not fit")
    precondition(factors.count == columns, "a vector that does not fit")
    Double.turnColumns(rows, columns, pull: factors, other.elements, &elements)
  }
}
