internal import WeightNormCore

/// A classification task, split and centred.
struct LabeledData: Sendable {
  let trainInputs: Matrix<Float>
  let trainLabels: [Int]
  let testInputs: Matrix<Float>
  let testLabels: [Int]

  /// Splits rows and subtracts the scalar mean of all training inputs.
  /// `train` and `test` hold the row numbers of each part, in order.
  init(
    inputs: [Float], inputSize: Int, labels: [Int], train: ArraySlice<Int>, test: ArraySlice<Int>
  ) {
    let sum = train.reduce(0.0) { sum, row in
      inputs[row * inputSize..<(row + 1) * inputSize].reduce(sum) { $0 + Double($1) }
    }
    let mean = Float(sum / Double(train.count * inputSize))
    let all = Matrix<Float>(rows: labels.count, columns: inputSize) {
      inputs[$0 * inputSize + $1] - mean
    }
    trainInputs = all.gatheringRows(train)
    trainLabels = train.map { labels[$0] }
    testInputs = all.gatheringRows(test)
    testLabels = test.map { labels[$0] }
  }

  private init(trainInputs: Matrix<Float>, trainLabels: [Int], testing other: LabeledData) {
    self.trainInputs = trainInputs
    self.trainLabels = trainLabels
    testInputs = other.testInputs
    testLabels = other.testLabels
  }

  /// The same with fewer rows to train on.
  ///
  /// - Precondition: there are so many.
  func trainingOn(first count: Int) -> LabeledData {
    LabeledData(
      trainInputs: trainInputs.gatheringRows(Array(0..<count)[...]),
      trainLabels: Array(trainLabels.prefix(count)), testing: self)
  }
}

extension LabeledData: TrainingData {
  var inputSize: Int { trainInputs.columns }
  var heldTrainInputs: Matrix<Float>? { trainInputs }
  var testBatchSize: Int { testLabels.count }

  func copyTrainRows(_ rows: ArraySlice<Int>, into batch: inout Matrix<Float>) {
    batch.copyRows(rows, from: trainInputs)
  }

  func copyTestRows(_ rows: ArraySlice<Int>, into batch: inout Matrix<Float>) {
    batch.copyRows(rows, from: testInputs)
  }
}
