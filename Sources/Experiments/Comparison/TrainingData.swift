internal import WeightNormCore

/// Rows to train on and rows to test on.
protocol TrainingData: Sendable {
  var inputSize: Int { get }
  var trainLabels: [Int] { get }
  var testLabels: [Int] { get }
  /// The inputs of all rows to train on, where they are held as such.
  var heldTrainInputs: Matrix<Float>? { get }
  /// Rows that an evaluation on the test rows takes at a time: all of them are a multiple of it.
  var testBatchSize: Int { get }

  /// Overwrites the batch, which has as many rows, with the inputs of rows to train on.
  func copyTrainRows(_ rows: ArraySlice<Int>, into batch: inout Matrix<Float>)
  func copyTestRows(_ rows: ArraySlice<Int>, into batch: inout Matrix<Float>)
}

extension TrainingData {
  /// The inputs of some rows to train on.
  func gatheringTrainRows(_ rows: ArraySlice<Int>) -> Matrix<Float> {
    var batch = Matrix<Float>(rows: rows.count, columns: inputSize)
    copyTrainRows(rows, into: &batch)
    return batch
  }

  /// The loss of the network on all rows to train on.
  ///
  /// - Precondition: their inputs are held at once.
  /// - Throws: `CoreError` for an undefined direction, or a loss that is not finite.
  func trainLoss(of network: MLP<Float>) throws(CoreError) -> Double {
    guard let inputs = heldTrainInputs else {
      preconditionFailure("inputs that are not held at once have no loss on all of them")
    }
    return Double(try network.loss(inputs, .labels(trainLabels)).finiteLoss())
  }

  /// The share of test rows that the network classifies right.
  ///
  /// - Throws: `CoreError` for an undefined direction.
  func testAccuracy(of network: MLP<Float>) throws(CoreError) -> Double {
    precondition(testLabels.count % testBatchSize == 0, "parts of unequal size")
    var batch = Matrix<Float>(rows: testBatchSize, columns: inputSize)
    let all = Array(testLabels.indices)
    return try stride(from: 0, to: all.count, by: testBatchSize).map { first throws(CoreError) in
      let rows = all[first..<first + testBatchSize]
      copyTestRows(rows, into: &batch)
      return try network(batch).accuracy(labels: Array(testLabels[rows.indices]))
    }.mean
  }
}

extension Float {
  /// This loss.
  ///
  /// - Throws: `CoreError.nonFinite` for one that left the finite numbers.
  func finiteLoss() throws(CoreError) -> Float {
    guard isFinite else { throw .nonFinite(what: "the loss", index: 0) }
    return self
  }
}
