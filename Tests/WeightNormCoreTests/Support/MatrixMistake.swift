@testable import WeightNormCore

/// What a program can do wrong with a matrix or an aligned array.
enum MatrixMistake: String, Codable, CaseIterable, Sendable {
  case columnBeyond, columnBelow, rowBeyond, rowBelow, farAway, writtenBeyond
  case sliceBeyond, sliceBelow, sliceFarAway
  case negativeRows, negativeBoth, drawnNegative, tooLarge
  case gatheredBeyond, gatheredFarAway, gatheredBelow
  case copiedOtherCount, copiedOtherWidth
  case bytesBeyond, bytesBelow, bytesFarAway, bytesOtherCount, shortTable
  case elementBeyond, elementBelow, elementWrittenBeyond, elementsBeyond
  case negativeCount, countWithoutMemory
  case otherFeatures, otherInnerSize, otherLengths

  var message: String {
    switch self {
    case .columnBeyond, .columnBelow, .farAway, .writtenBeyond: "a column that is not there"
    case .rowBeyond, .rowBelow, .sliceBeyond, .sliceBelow, .sliceFarAway, .gatheredBeyond,
      .gatheredFarAway, .gatheredBelow, .bytesBeyond, .bytesBelow, .bytesFarAway:
      "a row that is not there"
    // The standard library checks these.
    case .elementBeyond, .elementBelow, .elementWrittenBeyond, .elementsBeyond: "Fatal error"
    case .negativeRows, .negativeBoth, .drawnNegative: "a matrix of negative size"
    case .tooLarge: "a matrix of more elements than can be counted"
    case .copiedOtherCount, .copiedOtherWidth, .bytesOtherCount, .shortTable: "rows that do not fit"
    case .negativeCount, .countWithoutMemory: "a count of elements that no memory holds"
    case .otherFeatures: "features that do not fit"
    case .otherInnerSize: "a product of shapes that do not fit"
    case .otherLengths: "a dot product of different lengths"
    }
  }

  func make() throws {
    var matrix = Matrix<Double>(rows: 2, columns: 3, repeating: 1)
    switch self {
    case .columnBeyond: _ = matrix[0, 3]
    case .columnBelow: _ = matrix[1, -1]
    case .rowBeyond: _ = matrix[2, 0]
    case .rowBelow: _ = matrix[-1, 3]
    case .farAway: _ = matrix[1, .max]
    case .writtenBeyond: matrix[0, 4] = 1
    case .sliceBeyond: _ = matrix[row: 2]
    case .sliceBelow: _ = matrix[row: -1]
    case .sliceFarAway: _ = matrix[row: .max]
    case .negativeRows: _ = Matrix<Float>(rows: -1, columns: 3)
    case .negativeBoth: _ = Matrix<Float>(rows: -2, columns: -3) { _, _ in 1 }
    case .drawnNegative:
      var stream = RandomStream(seed: 1)
      _ = Matrix<Float>(rows: -2, columns: -3, standardDeviation: 1, from: &stream)
    case .tooLarge: _ = Matrix<Float>(rows: 1 << 40, columns: 1 << 40)
    case .gatheredBeyond: _ = matrix.gatheringRows([0, 40])
    case .gatheredFarAway: _ = matrix.gatheringRows([.max])
    case .gatheredBelow: _ = matrix.gatheringRows([-1])
    case .copiedOtherCount: matrix.copyRows([0], from: matrix)
    case .copiedOtherWidth: matrix.copyRows([0, 0], from: Matrix(rows: 2, columns: 2))
    default: try makeMore()
    }
  }

  private func makeMore() throws {
    var array = AlignedArray<Float>(repeating: 1, count: 3)
    switch self {
    case .bytesBeyond: copyBytes([2])
    case .bytesBelow: copyBytes([-1])
    case .bytesFarAway: copyBytes([.max])
    case .bytesOtherCount: copyBytes([0, 0])
    case .shortTable: copyBytes([0], entries: 255)
    case .elementBeyond: _ = array[3]
    case .elementBelow: _ = array[-1]
    case .elementWrittenBeyond: array[3] = 1
    case .elementsBeyond: _ = array[2..<4]
    case .negativeCount: _ = AlignedArray<Float>(repeating: 1, count: -1)
    case .countWithoutMemory: _ = AlignedArray<Double>(repeating: 1, count: 1 << 61)
    case .otherFeatures:
      let fitted = FeatureStandardization<Float>(fitting: Matrix(rows: 2, columns: 3))
      _ = fitted(Matrix(rows: 2, columns: 2))
    case .otherInnerSize:
      var result = Matrix<Double>(rows: 2, columns: 2)
      result.formProduct(Matrix(rows: 2, columns: 3), Matrix(rows: 2, columns: 2))
    case .otherLengths: _ = Reduction.dot([1.0, 2], [1.0])
    default: break
    }
  }

  private func copyBytes(_ indices: ArraySlice<Int>, entries: Int = 256) {
    var batch = Matrix<Float>(rows: 1, columns: 3)
    batch.copyRows(
      indices, of: [1, 2, 3, 4, 5, 6], through: [Float](repeating: 0, count: entries))
  }
}
