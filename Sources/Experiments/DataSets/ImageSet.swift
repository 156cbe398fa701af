internal import Tables
internal import WeightNormCore

/// A classification task on grey images that are kept as bytes, since as inputs they would take four
/// times the memory.
struct ImageSet: Sendable {
  let train: IDXImages
  let test: IDXImages
  /// The input for each value of a pixel: (x/255 − mean)/deviation over all training pixels.
  let inputs: [Float]

  init(train: IDXImages, test: IDXImages) {
    self.train = train
    self.test = test
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
}

extension ImageSet: TrainingData {
  var inputSize: Int { train.side * train.side }
  var trainLabels: [Int] { train.labels }
  var testLabels: [Int] { test.labels }
  /// Too many to be held at once.
  var heldTrainInputs: Matrix<Float>? { nil }
  var testBatchSize: Int { min(1000, testLabels.count) }

  func copyTrainRows(_ rows: ArraySlice<Int>, into batch: inout Matrix<Float>) {
    batch.copyRows(rows, of: train.pixels, through: inputs)
  }

  func copyTestRows(_ rows: ArraySlice<Int>, into batch: inout Matrix<Float>) {
    batch.copyRows(rows, of: test.pixels, through: inputs)
  }
}
