import Testing

@testable import WeightNormCore

struct MatrixTests {
  private func counting(_ rows: Int, _ columns: Int) throws -> Matrix<Double> {
    try Matrix(rows: rows, columns: columns, elements: (0..<rows * columns).map(Double.init))
  }

  @Test func `elements stand row after row`() throws {
    var matrix = try counting(2, 3)
    #expect(matrix[1, 2] == 5)
    #expect(Array(matrix[row: 1]) == [3, 4, 5])
    #expect(matrix.shape == [2, 3])
    matrix[0, 1] = 9
    #expect(matrix.elements == [0, 9, 2, 3, 4, 5])
  }

  @Test func `rows are gathered in the order asked for`() throws {
    let order = [9, 2, 0, 2]
    let gathered = try counting(3, 2).gatheringRows(order[1...])
    #expect(gathered.elements == [4, 5, 0, 1, 4, 5])
    #expect(try counting(3, 2).gatheringRows([]).shape == [0, 2])
  }

  @Test func `rows are copied over those that are there`() throws {
    var batch = Matrix<Double>(rows: 2, columns: 2, repeating: 7)
    batch.copyRows([2, 1], from: try counting(3, 2))
    #expect(batch.elements == [4, 5, 2, 3])
  }

  @Test func `rows of bytes are looked up`() {
    let table = (0..<256).map { Double($0) / 2 }
    let bytes: [UInt8] = [99, 0, 1, 2, 3, 254, 255]
    var batch = Matrix<Double>(rows: 3, columns: 2)
    batch.copyRows([2, 0, 2], of: bytes[1...], through: table)
    #expect(batch.elements == [127, 127.5, 0, 0.5, 127, 127.5])
    var wide = Matrix<Float>(rows: 1, columns: 3)
    wide.copyRows([1], of: bytes[1...], through: table.map { Float($0) })
    #expect(wide.elements == [1.5, 127, 127.5])
  }

  @Test func `a vector is added to each row, and rows are summed`() throws {
    var matrix = try counting(3, 2)
    matrix.addToRows([10, 20])
    #expect(matrix.elements == [10, 21, 12, 23, 14, 25])
    var sum = [-1.0, -1]
    matrix.sumRows(into: &sum)
    #expect(sum == [36, 69])
  }

  @Test(arguments: [[0, 0], [0, 3], [3, 0]])
  func `empty shapes are fine`(_ shape: [Int]) {
    var matrix = Matrix<Float>(rows: shape[0], columns: shape[1])
    matrix.addToRows([Float](repeating: 1, count: shape[1]))
    var sum = [Float](repeating: 5, count: shape[1])
    matrix.sumRows(into: &sum)
    #expect(sum.allSatisfy { $0 == 0 })
    #expect(matrix.rowNorms().allSatisfy { $0 == 0 })
  }
}
