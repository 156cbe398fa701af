/// A stack of layers: the network of the experiments.
public struct MLP<Scalar: Real>: Equatable, Sendable {
  public var layers: [Layer<Scalar>]

  /// - Throws: `CoreError.shape` unless each layer's inputs are the outputs of the one before.
  public init(_ layers: [Layer<Scalar>]) throws(CoreError) {
    for (lower, upper) in zip(layers, layers.dropFirst())
    where lower.outputSize != upper.inputSize {
      throw .shape(
        expected: [lower.outputSize], found: [upper.inputSize], what: "inputs of a layer")
    }
    self.layers = layers
  }

  public var inputSize: Int { layers.first?.inputSize ?? 0 }
  public var outputSize: Int { layers.last?.outputSize ?? 0 }

  /// The outputs for a batch x [batchSize, inputSize]: [batchSize, outputSize].
  ///
  /// - Throws: `CoreError.shape` for inputs of another width; `CoreError.zeroNorm`,
  ///   `CoreError.nonFiniteNorm` for an undefined direction.
  public func callAsFunction(_ x: Matrix<Scalar>) throws(CoreError) -> Matrix<Scalar> {
    var pass = Backpropagation(for: self, batchSize: x.rows)
    return try pass.predict(self, x)
  }

  /// The same function in the standard parameterization: w = (g/‖v‖)v is computed once and kept
  /// ("folding", "removing weight norm"). Outputs stay equal to the bit, since the forward pass forms
  /// the same w.
  ///
  /// - Throws: `CoreError.zeroNorm`, `CoreError.nonFiniteNorm`.
  public func folded() throws(CoreError) -> MLP {
    var folded = self
    for index in layers.indices {
      let dense = try Dense(weight: layers[index].weight, bias: layers[index].bias)
      folded.layers[index].map = .standard(dense)
    }
    return folded
  }
}
