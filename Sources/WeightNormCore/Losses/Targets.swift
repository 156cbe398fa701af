/// What a batch should give, and with it the loss that training minimizes, a mean over the rows of the
/// batch.
///
/// ```
/// values: L = ½·mean ‖y − target‖²            (half the squared error, summed over outputs)
/// labels: L = mean −log softmax(y)[label]     (cross entropy, in nats)
/// ```
public enum Targets<Scalar: Real>: Equatable, Sendable {
  /// One row of values an example: [batchSize, outputSize].
  case values(Matrix<Scalar>)
  /// One class an example, in 0..<outputSize: [batchSize].
  case labels([Int])

  /// The number of examples.
  public var count: Int {
    switch self {
    case .values(let matrix): matrix.rows
    case .labels(let labels): labels.count
    }
  }
}

extension Targets {
  /// - Throws: `CoreError.shape` unless there is one row of values or one label a row of the batch,
  ///   `CoreError.label` for one that names no output, `CoreError.emptyBatch` for no rows.
  @inline(__always)
  func check(rows: Int, outputs: Int) throws(CoreError) {
    guard rows > 0 else { throw .emptyBatch }
    switch self {
    case .values(let values):
      guard values.rows == rows, values.columns == outputs else {
        throw .shape(expected: [rows, outputs], found: values.shape, what: "targets")
      }
    case .labels(let labels):
      guard labels.count == rows else {
        throw .shape(expected: [rows], found: [labels.count], what: "labels")
      }
      for (row, label) in labels.enumerated() where label < 0 || label >= outputs {
        throw .label(label, row: row, outputs: outputs)
      }
    }
  }

  /// The loss of outputs y, and ∂L/∂y: [batchSize, outputSize], as a part of a loss of one's own.
  ///
  /// - Throws: `CoreError.shape`, `CoreError.label` for targets that do not fit the outputs,
  ///   `CoreError.emptyBatch` for no rows.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func lossAndGradient(
    at outputs: Matrix<Scalar>
  ) throws(CoreError) -> (loss: Scalar, outputGradient: Matrix<Scalar>) {
    try check(rows: outputs.rows, outputs: outputs.columns)
    var gradient = outputs
    let loss = lossReplacingOutputsByGradient(&gradient)
    return (loss, gradient)
  }

  /// The loss of outputs y: [batchSize, outputSize]. Overwrites y with ∂L/∂y.
  ///
  /// ```
  /// values: L = ½·mean ‖y − target‖²,           ∂L/∂y = (y − target)/batchSize
  /// labels: L = mean −log softmax(y)[label],    ∂L/∂y = (softmax(y) − onehot(label))/batchSize
  /// ```
  ///
  /// - Precondition: they passed `check`.
  @inline(__always)
  func lossReplacingOutputsByGradient(_ y: inout Matrix<Scalar>) -> Scalar {
    switch self {
    case .values(let targets): squaredError(&y, targets)
    case .labels(let labels): crossEntropy(&y, labels)
    }
  }

  @inline(__always)
  private func squaredError(_ y: inout Matrix<Scalar>, _ targets: Matrix<Scalar>) -> Scalar {
    precondition(y.hasShape(of: targets), "targets that do not fit the outputs")
    let scale = 1 / Scalar(y.rows)
    return y.elements.withUnsafeMutableBufferPointer { y in
      targets.elements.withUnsafeBufferPointer { targets in
        for index in y.indices { y[index] -= targets[index] }
        let errors = UnsafeBufferPointer(y)
        let sum = Reduction.dot(errors, errors)
        for index in y.indices { y[index] *= scale }
        return sum * scale / 2
      }
    }
  }

  /// Of each row the maximum is subtracted first, so that no exponential overflows.
  @inline(__always)
  private func crossEntropy(_ y: inout Matrix<Scalar>, _ labels: [Int]) -> Scalar {
    precondition(y.rows == labels.count, "labels that do not fit the outputs")
    let scale = 1 / Scalar(y.rows)
    let width = y.columns
    return y.elements.withUnsafeMutableBufferPointer { y in
      withUnsafeTemporaryAllocation(of: Scalar.self, capacity: 2 * labels.count) { room in
        let logits = UnsafeMutableBufferPointer(rebasing: room[..<labels.count])
        let totals = UnsafeMutableBufferPointer(rebasing: room[labels.count...])
        for (row, label) in labels.enumerated() {
          let outputs = UnsafeMutableBufferPointer(rebasing: y[row * width..<(row + 1) * width])
          precondition(outputs.indices.contains(label), "a label that names no output")
          var maximum = outputs[0]
          for output in outputs where output > maximum { maximum = output }
          for index in outputs.indices { outputs[index] -= maximum }
          logits.initializeElement(at: row, to: outputs[label])
        }
        if let first = y.baseAddress { Scalar.exponentiate(y.count, first) }
        for (row, label) in labels.enumerated() {
          let powers = UnsafeMutableBufferPointer(rebasing: y[row * width..<(row + 1) * width])
          var total: Scalar = 0
          for power in powers { total += power }
          totals.initializeElement(at: row, to: total)
          let factor = scale / total
          for index in powers.indices { powers[index] *= factor }
          powers[label] -= scale
        }
        if let first = totals.baseAddress { Scalar.takeLogarithms(totals.count, first) }
        var sum: Scalar = 0
        for row in logits.indices { sum += totals[row] - logits[row] }
        return sum * scale
      }
    }
  }
}
