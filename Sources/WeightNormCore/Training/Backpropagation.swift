/// What a pass is for, which decides the statistics of a batch normalization.
public enum PassMode: Sendable {
  /// By the batch, as gradients are taken.
  case training
  /// By the running statistics.
  case evaluation
}

/// A forward and backward pass through a network, in storage of its own that it reuses: after the
/// first batch no memory is allocated.
///
/// Of a loss that ``Targets`` knows, ``lossAndGradient(_:_:_:)`` gives the gradients. For one of your
/// own, ``predict(_:_:mode:)`` in training, then hand ∂L/∂y to ``backward(_:_:outputGradient:)``.
public struct Backpropagation<Scalar: Real>: Sendable {
  /// What one layer leaves for its backward pass.
  fileprivate struct Tape: Sendable {
    /// y = φ(t): [batchSize, outputSize].
    var output: Matrix<Scalar>
    /// ∂L/∂y, then ∂L/∂t of the pre-activation t: [batchSize, outputSize].
    var outputGradient: Matrix<Scalar>
    /// x of a convolution, and its gradient.
    var patches: Patches<Scalar>
    var derived: WeightNormDense<Scalar>.Derived
    var normalization: NormalizationTape<Scalar>

    init(_ layer: Layer<Scalar>, batchSize: Int) {
      output = Matrix(rows: batchSize, columns: layer.outputSize)
      outputGradient = output
      patches = Patches(of: layer, rows: batchSize, withGradient: true)
      derived = .init(of: layer)
      normalization = NormalizationTape(
        layer.normalization, batchSize: batchSize * layer.rowsPerExample)
    }
  }

  private var tapes: [Tape]
  /// Whether the tapes hold statistics of a training pass.
  private var hasTrained = false
  /// Whether the last forward pass was one in training that came to its end.
  private var canGoBack = false
  private let batchSize: Int
  /// The gradients of the last batch, one per layer, which may be changed before an optimizer takes
  /// them; see `MLP.forEachGradient`.
  ///
  /// - Precondition: new gradients have the shapes of the old ones. The next pass refuses others.
  public var gradient: [LayerGradient<Scalar>]

  /// Storage for batches of that size through networks of that shape.
  ///
  /// - Precondition: `batchSize` is not negative. All methods ask for a network of the same shapes,
  ///   parameterizations and normalizations.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public init(for model: MLP<Scalar>, batchSize: Int) {
    precondition(batchSize >= 0, "a batch of negative size")
    self.batchSize = batchSize
    tapes = model.layers.map { Tape($0, batchSize: batchSize) }
    gradient = model.layers.map(LayerGradient.init(of:))
  }

  /// The outputs for a batch: [batchSize, outputSize].
  ///
  /// - Throws: `CoreError.shape` for a batch of another shape, `CoreError.emptyBatch` for no rows in
  ///   training; as `WeightNormDense.weight()` for the units of the network.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public mutating func predict(
    _ model: MLP<Scalar>, _ x: Matrix<Scalar>, mode: PassMode = .evaluation
  ) throws(CoreError) -> Matrix<Scalar> {
    try check(model, x, mode)
    try forward(model, x, mode)
    return tapes[tapes.count - 1].output
  }

  /// The loss of a batch without its gradients.
  ///
  /// - Throws: as `predict`; `CoreError.shape`, `CoreError.label` for targets that do not fit the
  ///   outputs, `CoreError.emptyBatch` for no rows.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public mutating func loss(
    _ model: MLP<Scalar>, _ x: Matrix<Scalar>, _ targets: Targets<Scalar>,
    mode: PassMode = .evaluation
  ) throws(CoreError) -> Scalar {
    try check(model, x, mode)
    try targets.check(rows: batchSize, outputs: model.outputSize)
    try forward(model, x, mode)
    return tapes[tapes.count - 1].loss(targets)
  }

  /// The loss of a batch in training; leaves the gradients of all parameters in `gradient`.
  ///
  /// - Throws: as `loss`.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public mutating func lossAndGradient(
    _ model: MLP<Scalar>, _ x: Matrix<Scalar>, _ targets: Targets<Scalar>
  ) throws(CoreError) -> Scalar {
    let loss = try loss(model, x, targets, mode: .training)
    backward(model, x)
    return loss
  }

  /// As `lossAndGradient`, with ∂L/∂x of the batch: [batchSize, inputSize].
  ///
  /// - Throws: as `loss`.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public mutating func lossAndInputGradient(
    _ model: MLP<Scalar>, _ x: Matrix<Scalar>, _ targets: Targets<Scalar>
  ) throws(CoreError) -> (loss: Scalar, inputGradient: Matrix<Scalar>) {
    let loss = try lossAndGradient(model, x, targets)
    return (loss, inputGradient(model))
  }

  /// The gradients of all parameters, left in `gradient`, for a loss of which ∂L/∂y is known:
  ///
  /// ```
  /// ∂L/∂p = Σ over rows and outputs of ∂L/∂y · ∂y/∂p
  /// ```
  /// y are the outputs of the last pass, which `predict` gave in training; they may be gone back from
  /// more than once. A mean over rows has its 1/batchSize in ∂L/∂y.
  ///
  /// - Parameters:
  ///   - model: the network of that pass, unchanged.
  ///   - x: the batch of that pass: [batchSize, inputSize].
  ///   - outputGradient: ∂L/∂y: [batchSize, outputSize]. NaN and infinities go through.
  /// - Precondition: the last pass was one in training.
  /// - Throws: `CoreError.shape` for a batch or a gradient of another shape.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public mutating func backward(
    _ model: MLP<Scalar>, _ x: Matrix<Scalar>, outputGradient: Matrix<Scalar>
  ) throws(CoreError) {
    try check(model, x, .training)
    guard outputGradient.rows == batchSize, outputGradient.columns == model.outputSize else {
      throw .shape(
        expected: [batchSize, model.outputSize], found: outputGradient.shape,
        what: "an output gradient")
    }
    precondition(canGoBack, "gradients before a training pass")
    tapes[tapes.count - 1].outputGradient.copyElements(from: outputGradient)
    backward(model, x)
  }

  /// As `backward`, with ∂L/∂x of the batch: [batchSize, inputSize].
  ///
  /// - Precondition: the last pass was one in training.
  /// - Throws: as `backward`.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public mutating func inputGradient(
    _ model: MLP<Scalar>, _ x: Matrix<Scalar>, outputGradient: Matrix<Scalar>
  ) throws(CoreError) -> Matrix<Scalar> {
    try backward(model, x, outputGradient: outputGradient)
    return inputGradient(model)
  }

  /// ∂L/∂x after a backward pass.
  @inline(__always)
  private mutating func inputGradient(_ model: MLP<Scalar>) -> Matrix<Scalar> {
    var inputGradient = Matrix<Scalar>(rows: batchSize, columns: model.inputSize)
    tapes[0].propagate(model.layers[0], into: &inputGradient)
    return inputGradient
  }

  @inline(__always)
  private func check(
    _ model: MLP<Scalar>, _ x: Matrix<Scalar>, _ mode: PassMode
  ) throws(CoreError) {
    checkShapes(of: model)
    guard x.rows == batchSize, x.columns == model.inputSize else {
      throw .shape(expected: [batchSize, model.inputSize], found: x.shape, what: "a batch")
    }
    guard batchSize > 0 || mode == .evaluation else { throw .emptyBatch }
  }

  @inline(__always)
  private func checkShapes(of model: MLP<Scalar>) {
    gradient.checkShapes(of: model)
    let layers = model.layers
    precondition(tapes.count == layers.count, "gradients of another network")
    for index in tapes.indices {
      precondition(
        tapes[index].output.columns == layers[index].outputSize, "gradients of another network")
      precondition(
        tapes[index].normalization.fits(layers[index].normalization),
        "normalizations of another network")
    }
  }

  @inline(__always)
  private mutating func forward(
    _ model: MLP<Scalar>, _ x: Matrix<Scalar>, _ mode: PassMode
  ) throws(CoreError) {
    if mode == .training { hasTrained = true }
    canGoBack = false
    for index in model.layers.indices {
      let input = index == 0 ? x : tapes[index - 1].output
      try tapes[index].forward(model.layers[index], input, mode)
    }
    canGoBack = mode == .training
  }

  /// Takes the batch statistics of the last training pass into the running ones of the model's
  /// normalizations.
  ///
  /// - Precondition: there was a training pass.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func updateRunningStatistics(of model: inout MLP<Scalar>) {
    precondition(hasTrained, "statistics before a training pass")
    checkShapes(of: model)
    for index in model.layers.indices { model.layers[index].absorb(tapes[index].normalization) }
  }

  /// Gradients from the last layer to the first, from ∂L/∂y in the last tape on.
  @inline(__always)
  private mutating func backward(_ model: MLP<Scalar>, _ x: Matrix<Scalar>) {
    for index in model.layers.indices.reversed() {
      let layer = model.layers[index]
      let input = index == 0 ? x : tapes[index - 1].output
      tapes[index].backward(layer, input, into: &gradient[index])
      guard index > 0 else { continue }
      var below = Matrix<Scalar>(rows: 0, columns: 0)
      swap(&below, &tapes[index - 1].outputGradient)
      tapes[index].propagate(layer, into: &below)
      swap(&below, &tapes[index - 1].outputGradient)
    }
  }
}

extension Backpropagation.Tape {
  @inline(__always)
  fileprivate mutating func forward(
    _ layer: Layer<Scalar>, _ x: Matrix<Scalar>, _ mode: PassMode
  ) throws(CoreError) {
    output.layOutPositions(of: layer)
    defer { output.layOutExamples(of: layer) }
    try layer.formProduct(x, 0..<x.rows, &patches, &derived, into: &output)
    if let normalization = layer.normalization {
      switch mode {
      case .training: self.normalization.normalize(&output, normalization)
      case .evaluation: normalization.normalizeByRunningStatistics(&output)
      }
    }
    layer.activate(&output)
  }

  /// The loss of the outputs; leaves ∂L/∂y in `outputGradient`.
  @inline(__always)
  fileprivate mutating func loss(_ targets: Targets<Scalar>) -> Scalar {
    outputGradient.copyElements(from: output)
    return targets.lossReplacingOutputsByGradient(&outputGradient)
  }

  @inline(__always)
  fileprivate mutating func backward(
    _ layer: Layer<Scalar>, _ x: Matrix<Scalar>, into gradient: inout LayerGradient<Scalar>
  ) {
    layer.activation.pullBack(&outputGradient.elements, output: output.elements)
    outputGradient.layOutPositions(of: layer)
    defer { outputGradient.layOutExamples(of: layer) }
    outputGradient.sumRows(into: &gradient.bias)
    if let normalization = layer.normalization {
      self.normalization.pullBack(&outputGradient, normalization, gain: &gradient.gain)
    }
    let input = layer.convolution == nil ? x : patches.values
    switch layer.map {
    case .standard(let dense):
      dense.backward(input, outputGradient: outputGradient, into: &gradient)
    case .weightNorm(let dense):
      dense.backward(input, &derived, outputGradient: outputGradient, into: &gradient)
    }
  }

  /// ∂L/∂x = ∂L/∂t·w; of a convolution, the sum of what that is for its patches.
  @inline(__always)
  fileprivate mutating func propagate(
    _ layer: Layer<Scalar>, into inputGradient: inout Matrix<Scalar>
  ) {
    guard layer.convolution != nil else { return formInputGradient(layer, into: &inputGradient) }
    outputGradient.layOutPositions(of: layer)
    defer { outputGradient.layOutExamples(of: layer) }
    var ofPatches = Matrix<Scalar>(rows: 0, columns: 0)
    swap(&ofPatches, &patches.gradient)
    formInputGradient(layer, into: &ofPatches)
    swap(&ofPatches, &patches.gradient)
    patches.scatterGradient(into: &inputGradient)
  }

  @inline(__always)
  private func formInputGradient(
    _ layer: Layer<Scalar>, into inputGradient: inout Matrix<Scalar>
  ) {
    switch layer.map {
    case .standard(let dense): inputGradient.formProduct(outputGradient, dense.weight)
    case .weightNorm(let dense):
      dense.inputGradient(derived, outputGradient: outputGradient, into: &inputGradient)
    }
  }
}

extension Matrix {
  /// Overwrites the elements with those of a matrix of the same shape, without new storage.
  @inline(__always)
  mutating func copyElements(from source: Matrix) {
    precondition(hasShape(of: source), "shapes that do not fit")
    elements.withUnsafeMutableBufferPointer { target in
      source.elements.withUnsafeBufferPointer { _ = target.update(fromContentsOf: $0) }
    }
  }
}
