/// A stack of layers: the network of the experiments.
public struct MLP<Scalar: Real>: Codable, Equatable, Sendable {
  /// - Precondition: new layers fit each other, as `init` asks for.
  public var layers: [Layer<Scalar>] {
    didSet { precondition(Self.fault(of: layers) == nil, "layers that do not fit each other") }
  }

  /// - Throws: `CoreError.shape` unless each layer's inputs are the outputs of the one before;
  ///   `CoreError.noLayers` where there is none.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public init(_ layers: [Layer<Scalar>]) throws(CoreError) {
    if let fault = Self.fault(of: layers) { throw fault }
    self.layers = layers
  }

  private static func fault(of layers: [Layer<Scalar>]) -> CoreError? {
    if layers.isEmpty { return .noLayers }
    for index in layers.indices.dropFirst() {
      let (outputs, inputs) = (layers[index - 1].outputSize, layers[index].inputSize)
      if outputs != inputs {
        return .shape(expected: [outputs], found: [inputs], what: "inputs of a layer")
      }
    }
    return nil
  }

  public var inputSize: Int { layers[0].inputSize }
  public var outputSize: Int { layers[layers.count - 1].outputSize }

  /// The outputs for a batch x [batchSize, inputSize], where normalizations use their running
  /// statistics: [batchSize, outputSize]. A batch of no rows gives none.
  ///
  /// Rows are taken in parts, of which the hidden outputs stay in the cache; nothing is kept for
  /// gradients. The outputs are those of `Backpropagation.predict` to the bit.
  ///
  /// - Throws: `CoreError.shape` for a batch of another width; as `WeightNormDense.weight()` for the
  ///   units of the network.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func callAsFunction(_ x: Matrix<Scalar>) throws(CoreError) -> Matrix<Scalar> {
    guard x.columns == inputSize else {
      throw .shape(expected: [x.rows, inputSize], found: x.shape, what: "a batch")
    }
    var y = Matrix<Scalar>(rows: x.rows, columns: outputSize)
    var pass = Evaluation(of: self, rows: 0)
    let rowsAtATime = Evaluation.rowsAtATime(of: self)
    for start in stride(from: 0, to: x.rows, by: rowsAtATime) {
      let rows = start..<Swift.min(start + rowsAtATime, x.rows)
      if pass.rows != rows.count { pass = Evaluation(of: self, rows: rows.count) }
      try pass.run(self, on: x, rows, into: &y)
    }
    return y
  }

  /// The loss on a batch x [batchSize, inputSize], where normalizations use their running statistics:
  /// that of `Backpropagation.loss` to the bit, without storage for gradients.
  ///
  /// - Throws: as `callAsFunction`; `CoreError.shape`, `CoreError.label` for targets that do not fit the
  ///   outputs, `CoreError.emptyBatch` for no rows.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func loss(
    _ x: Matrix<Scalar>, _ targets: Targets<Scalar>
  ) throws(CoreError) -> Scalar {
    try targets.check(rows: x.rows, outputs: outputSize)
    var y = try self(x)
    return targets.lossReplacingOutputsByGradient(&y)
  }

  /// The same function in the standard parameterization: w = (g/‖v‖)v is computed once and kept
  /// ("folding", "removing weight norm"). Outputs stay equal to the bit, since the forward pass forms
  /// the same w.
  ///
  /// - Throws: as `WeightNormDense.weight()`.
  public func folded() throws(CoreError) -> MLP {
    var folded = self
    for index in layers.indices { folded.layers[index] = try layers[index].folded() }
    return folded
  }
}
