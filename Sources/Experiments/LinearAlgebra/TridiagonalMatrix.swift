/// A symmetric tridiagonal matrix.
struct TridiagonalMatrix: Equatable, Sendable {
  private(set) var diagonal: [Double]
  /// Below the diagonal, and above it: element i stands between i and i + 1.
  private(set) var offDiagonal: [Double]

  /// - Precondition: one element fewer off the diagonal than on it.
  init(diagonal: [Double], offDiagonal: [Double]) {
    precondition(offDiagonal.count == max(diagonal.count - 1, 0), "no tridiagonal matrix")
    self.diagonal = diagonal
    self.offDiagonal = offDiagonal
  }

  /// All eigenvalues, decreasing, each with an error of a few ulp of the greatest in size.
  func eigenvalues() -> [Double] {
    var matrix = self
    matrix.diagonalize { _, _, _ in }
    return matrix.diagonal.sorted(by: >)
  }

  /// All eigenvalues, decreasing, and Qᵀ·rows for the matrix Q of their eigenvectors: with the identity
  /// for `rows` these are the eigenvectors, with its last column their last components. There are as
  /// many rows of `width` elements as the matrix has, one after the other.
  func eigensystem(carrying rows: [Double], width: Int) -> (values: [Double], rows: [[Double]]) {
    precondition(rows.count == diagonal.count * width, "other rows than the matrix has")
    var matrix = self
    var rows = rows
    rows.withUnsafeMutableBufferPointer { rows in
      matrix.diagonalize { index, sine, cosine in
        let (upper, lower) = (index * width, (index + 1) * width)
        for column in 0..<width {
          let (a, b) = (rows[upper + column], rows[lower + column])
          rows[lower + column] = sine * a + cosine * b
          rows[upper + column] = cosine * a - sine * b
        }
      }
    }
    let order = diagonal.indices.sorted { matrix.diagonal[$0] > matrix.diagonal[$1] }
    return (
      order.map { matrix.diagonal[$0] },
      order.map { Array(rows[$0 * width..<($0 + 1) * width]) }
    )
  }

  /// The implicit QL algorithm with Wilkinson's shift (Bowdler, Martin, Reinsch & Wilkinson 1968; Dubrulle
  /// 1970). `rotate` is told each rotation of the rows i and i + 1 with its sine and cosine.
  private mutating func diagonalize(_ rotate: (Int, Double, Double) -> Void) {
    let size = zip(diagonal, [0] + offDiagonal).map { max($0.magnitude, $1.magnitude) }.maximum
    var e = offDiagonal + [0]
    for first in diagonal.indices {
      while true {
        let last = block(from: first, e, size: size)
        if last == first { break }
        sweep(first, last, &e, rotate)
      }
    }
    offDiagonal = offDiagonal.map { _ in 0 }
  }

  /// The last row of the block that begins there: its element towards the next row is nothing beside its
  /// neighbours, or beside the whole matrix.
  private func block(from first: Int, _ e: [Double], size: Double) -> Int {
    (first..<diagonal.count - 1).first { row in
      let neighbours = diagonal[row].magnitude + diagonal[row + 1].magnitude
      return e[row].magnitude <= 0x1p-53 * neighbours + 0x1p-60 * size
    } ?? diagonal.count - 1
  }

  private mutating func sweep(
    _ first: Int, _ last: Int, _ e: inout [Double], _ rotate: (Int, Double, Double) -> Void
  ) {
    var g = (diagonal[first + 1] - diagonal[first]) / (2 * e[first])
    let root = (g * g + 1).squareRoot()
    g = diagonal[last] - diagonal[first] + e[first] / (g < 0 ? g - root : g + root)
    var (sine, cosine, shift) = (1.0, 1.0, 0.0)
    for row in (first..<last).reversed() {
      let (f, b) = (sine * e[row], cosine * e[row])
      let length = (f * f + g * g).squareRoot()
      e[row + 1] = length
      guard length > 0 else {
        diagonal[row + 1] -= shift
        e[last] = 0
        return
      }
      (sine, cosine) = (f / length, g / length)
      g = diagonal[row + 1] - shift
      let rise = (diagonal[row] - g) * sine + 2 * cosine * b
      shift = sine * rise
      diagonal[row + 1] = g + shift
      g = cosine * rise - b
      rotate(row, sine, cosine)
    }
    diagonal[first] -= shift
    e[first] = g
    e[last] = 0
  }
}
