internal import WeightNormCore

/// A classification task on grey images that are kept as bytes, since as inputs they would take four
/// times the memory.
struct ImageSet: Sendable {
  /// Image after image.
  let trainPixels: ArraySlice<UInt8>
  let trainLabels: [Int]
  let testPixels: ArraySlice<UInt8>
  let testLabels: [Int]
  /// Pixels of one image.
  let imageSize: Int
  /// The input for each value of a pixel: (x/255 − mean)/deviation over all training pixels.
  let inputs: [Float]

  init(train: IDXImages, test: IDXImages) {
    trainPixels = train.pixels
    trainLabels = train.labels
    testPixels = test.pixels
    testLabels = test.labels
    imageSize = train.side * train.side
    inputs = Self.standardized(train.pixels)
  }

  /// Sums of whole numbers, so that their order does not matter.
  static func standardized(_ pixels: ArraySlice<UInt8>) -> [Float] {
    var counts = [Int](repeating: 0, count: 256)
    for pixel in pixels { counts[Int(pixel)] += 1 }
    let sum = counts.indices.reduce(0) { $0 + counts[$1] * $1 }
    let squares = counts.indices.reduce(0) { $0 + counts[$1] * $1 * $1 }
    let mean = Double(sum) / Double(pixels.count)
    let deviation = (Double(squares) / Double(pixels.count) - mean * mean).squareRoot()
    return (0..<256).map { Float((Double($0) - mean) / deviation) }
  }

  func copyTrainRows(_ rows: ArraySlice<Int>, into batch: inout Matrix<Float>) {
    batch.copyRows(rows, of: trainPixels, through: inputs)
  }

  func copyTestRows(_ rows: ArraySlice<Int>, into batch: inout Matrix<Float>) {
    batch.copyRows(rows, of: testPixels, through: inputs)
  }
}
