/// Huber's loss (1964) of one chosen output a row, a mean over the rows of the batch: the loss of deep
/// Q-learning (Mnih et al. 2015), whose target says something of the action that was taken and of no
/// other.
///
/// ```
/// e = y[chosen] − target
/// L = mean H(e),  H(e) = ½e² where |e| ≤ δ, δ(|e| − ½δ) beyond
/// ∂L/∂y[chosen] = e/batchSize, with e between −δ and δ;  0 for the other outputs
/// ```
/// The gradient goes to ``Backpropagation/backward(_:_:outputGradient:)``.
public struct HuberLoss<Scalar: Real>: Codable, Equatable, Sendable {
  /// δ, from which on an error counts in proportion.
  public let delta: Scalar

  /// - Precondition: a positive δ.
  public init(delta: Scalar = 1) {
    precondition(delta > 0, "a loss without a quadratic part")
    self.delta = delta
  }

  /// The loss of outputs y [batchSize, outputSize]. Overwrites a gradient of the same shape with ∂L/∂y.
  ///
  /// `chosen` holds the index of one output a row, in 0..<outputSize, and `targets` what that output should
  /// be: both [batchSize]. NaN and infinities go through.
  ///
  /// - Throws: `CoreError.shape` for what does not fit the outputs, `CoreError.label` for an index that
  ///   names none, `CoreError.emptyBatch` for no rows.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func lossAndGradient(
    at outputs: Matrix<Scalar>, chosen: [Int], targets: [Scalar],
    into gradient: inout Matrix<Scalar>
  ) throws(CoreError) -> Scalar {
    try Targets<Scalar>.labels(chosen).check(rows: outputs.rows, outputs: outputs.columns)
    guard targets.count == outputs.rows else {
      throw .shape(expected: [outputs.rows], found: [targets.count], what: "targets")
    }
    guard gradient.hasShape(of: outputs) else {
      throw .shape(expected: outputs.shape, found: gradient.shape, what: "an output gradient")
    }
    let (scale, width) = (1 / Scalar(outputs.rows), outputs.columns)
    var sum: Scalar = 0
    gradient.elements.withUnsafeMutableBufferPointer { gradient in
      outputs.elements.withUnsafeBufferPointer { outputs in
        gradient.update(repeating: 0)
        for (row, output) in chosen.enumerated() {
          let place = row * width + output
          let error = outputs[place] - targets[row]
          let slope = error > delta ? delta : error < -delta ? -delta : error
          sum += slope == error ? error * error / 2 : delta * (error.magnitude - delta / 2)
          gradient[place] = slope * scale
        }
      }
    }
    return sum * scale
  }
}
