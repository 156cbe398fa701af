internal import WeightNormCore

/// What one row of a batch gives: its outputs, and the gradient of its own loss in all parameters.
struct RowResponse: Sendable {
  let output: [Float]
  /// As a batch's gradient has it: divided by the number of rows.
  let gradient: [Float]
  /// Its outputs where normalizations use their running statistics.
  let evaluatedOutput: [Float]

  /// The response of the first of `rows`, the others of its batch around it.
  ///
  /// - Throws: `CoreError` for an undefined direction.
  init(
    _ network: MLP<Float>, rows: ArraySlice<Int>, of data: LabeledData
  ) throws(CoreError) {
    let x = data.trainInputs.gatheringRows(rows)
    var pass = Backpropagation(for: network, batchSize: rows.count)
    evaluatedOutput = Array(try pass.predict(network, x)[row: 0])
    output = Array(try pass.predict(network, x, mode: .training)[row: 0])
    let labels = rows.map { data.trainLabels[$0] }
    _ = try pass.lossAndGradient(ofRow: 0, network, x, .labels(labels))
    gradient = pass.gradient.flatMap { $0.matrix.elements + $0.magnitude + $0.gain + $0.bias }
  }
}

/// How a row's response changes when all other rows of its batch are replaced.
struct RowChange: Sendable {
  /// ‖new − old‖/‖old‖.
  let output: Double
  let gradient: Double
  /// Whether no bit of either changed.
  let isIdentical: Bool
  /// Whether no bit of the outputs changed where normalizations use their running statistics.
  let isIdenticalInEvaluation: Bool

  init(from old: RowResponse, to new: RowResponse) {
    output = Self.relativeChange(from: old.output, to: new.output)
    gradient = Self.relativeChange(from: old.gradient, to: new.gradient)
    isIdentical =
      Self.haveSameBits(old.output, new.output) && Self.haveSameBits(old.gradient, new.gradient)
    isIdenticalInEvaluation = Self.haveSameBits(old.evaluatedOutput, new.evaluatedOutput)
  }

  private static func relativeChange(from old: [Float], to new: [Float]) -> Double {
    let before = old.map(Double.init)
    return new.map(Double.init).subtracting(before).norm / before.norm
  }

  private static func haveSameBits(_ a: [Float], _ b: [Float]) -> Bool {
    a.map(\.bitPattern) == b.map(\.bitPattern)
  }
}
