/// A forward pass on some rows of a batch, in storage of its own.
struct Evaluation<Scalar: Real>: Sendable {
  /// So many rows that packing the weights for their products takes next to no time, so few that their
  /// outputs, and patches, stay in the second-level cache.
  static func rowsAtATime(of model: MLP<Scalar>) -> Int {
    var rows = 512
    for index in model.layers.indices {
      guard let convolution = model.layers[index].convolution else { continue }
      rows = Swift.min(rows, 65_536 / (convolution.positions * convolution.patchSize))
    }
    return Swift.max(rows, 1)
  }

  let rows: Int
  /// Per layer: [rows, outputSize].
  private var outputs: [Matrix<Scalar>]
  private var derived: [WeightNormDense<Scalar>.Derived]
  private var patches: [Patches<Scalar>]

  /// Storage for so many rows.
  init(of model: MLP<Scalar>, rows: Int) {
    self.rows = rows
    outputs = model.layers.map { Matrix(rows: rows, columns: $0.outputSize) }
    derived = model.layers.map { .init(of: $0) }
    patches = model.layers.map { Patches(of: $0, rows: rows, withGradient: false) }
  }

  /// The outputs for those rows of x [_, inputSize], into the same rows of y [_, outputSize].
  ///
  /// - Precondition: as many rows as there is storage for, of both.
  /// - Throws: as `WeightNormDense.weight()`.
  @inline(__always)
  mutating func run(
    _ model: MLP<Scalar>, on x: Matrix<Scalar>, _ range: Range<Int>, into y: inout Matrix<Scalar>
  ) throws(CoreError) {
    precondition(range.count == rows, "rows that do not fit")
    for index in model.layers.indices {
      let layer = model.layers[index]
      let (input, range) = index == 0 ? (x, range) : (outputs[index - 1], 0..<rows)
      outputs[index].layOutPositions(of: layer)
      try layer.formProduct(
        input, range, &patches[index], &derived[index], into: &outputs[index])
      layer.normalization?.normalizeByRunningStatistics(&outputs[index])
      layer.activate(&outputs[index])
      outputs[index].layOutExamples(of: layer)
    }
    y.replaceRows(range, with: outputs[outputs.count - 1])
  }
}
