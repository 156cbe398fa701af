/// An affine map in one of its parameterizations, followed by an activation:
/// y = φ(x·wᵀ + b), or y = φ(N(x·wᵀ) + b) with a normalization N by the batch.
public struct Layer<Scalar: Real>: Equatable, Sendable {
  public enum Map: Equatable, Sendable {
    case standard(Dense<Scalar>)
    case weightNorm(WeightNormDense<Scalar>)
  }

  /// - Precondition: under a normalization, a new map has as many units as the one before.
  public var map: Map { didSet { checkShape() } }
  /// N, or nil for none.
  public internal(set) var normalization: BatchNormalization<Scalar>? { didSet { checkShape() } }
  public var activation: Activation

  public init(_ dense: Dense<Scalar>, activation: Activation = .identity) {
    map = .standard(dense)
    self.activation = activation
  }

  public init(_ dense: WeightNormDense<Scalar>, activation: Activation = .identity) {
    map = .weightNorm(dense)
    self.activation = activation
  }

  private func checkShape() {
    guard let normalization else { return }
    precondition(normalization.outputSize == outputSize, "a normalization of other units")
  }

  public var inputSize: Int {
    switch map {
    case .standard(let dense): dense.inputSize
    case .weightNorm(let dense): dense.inputSize
    }
  }

  public var outputSize: Int {
    switch map {
    case .standard(let dense): dense.outputSize
    case .weightNorm(let dense): dense.outputSize
    }
  }

  /// Puts a new normalization between the product and the bias. Where the form is full, `gain` is γ,
  /// one per unit, or nil for 1.
  ///
  /// - Precondition: one gain a unit.
  public mutating func normalizeBatches(
    _ form: BatchNormalization<Scalar>.Form, gain: [Scalar]? = nil
  ) {
    precondition(gain.map { $0.count == outputSize } ?? true, "a gain that does not fit the units")
    normalization = BatchNormalization(form, outputSize: outputSize)
    if form == .full, let gain { normalization?.gain = gain }
  }

  /// Takes the statistics of a training batch into the running ones.
  @inline(__always)
  mutating func absorb(_ tape: NormalizationTape<Scalar>) {
    normalization?.absorb(mean: tape.mean, variance: tape.variance)
  }

  public var isWeightNormalized: Bool {
    if case .weightNorm = map { true } else { false }
  }

  /// The weight-normalized map, or nil in the standard parameterization.
  public var weightNorm: WeightNormDense<Scalar>? {
    if case .weightNorm(let dense) = map { dense } else { nil }
  }

  /// The weight matrix w that the layer applies, whatever its parameterization.
  ///
  /// - Throws: as `WeightNormDense.weight()`.
  public var weight: Matrix<Scalar> {
    get throws(CoreError) {
      switch map {
      case .standard(let dense): return dense.weight
      case .weightNorm(let dense): return try dense.weight()
      }
    }
  }

  public var bias: [Scalar] {
    switch map {
    case .standard(let dense): dense.bias
    case .weightNorm(let dense): dense.bias
    }
  }

  /// Adds b to each row.
  @inline(__always)
  func addBias(to t: inout Matrix<Scalar>) {
    switch map {
    case .standard(let dense): t.addToRows(dense.bias)
    case .weightNorm(let dense): t.addToRows(dense.bias)
    }
  }
}

/// What a parameter tensor is to its layer.
public enum ParameterRole: String, Codable, CaseIterable, Sendable {
  /// w of the standard parameterization.
  case weight
  /// v.
  case direction
  /// g, or s where g = eˢ.
  case magnitude
  /// γ of batch normalization.
  case gain
  case bias
}

extension Layer {
  /// Calls `body` with each tensor that learns and its role; tensors are changed in place. A frozen
  /// magnitude is left out.
  @inline(__always)
  mutating func forEachParameter(_ body: (ParameterRole, inout MutableSpan<Scalar>) -> Void) {
    // Normalization and map are moved out and back, so that their arrays keep one owner and are not
    // copied.
    var moved = normalization
    normalization = nil
    switch map {
    case .standard(var dense):
      map = .standard(Dense.vacant)
      dense.weight.elements.withMutableSpan { body(.weight, &$0) }
      dense.bias.withMutableSpan { body(.bias, &$0) }
      map = .standard(dense)
    case .weightNorm(var dense):
      map = .standard(Dense.vacant)
      dense.direction.elements.withMutableSpan { body(.direction, &$0) }
      if dense.magnitudeForm != .frozen {
        dense.magnitudeParameter.withMutableSpan { body(.magnitude, &$0) }
      }
      dense.bias.withMutableSpan { body(.bias, &$0) }
      map = .weightNorm(dense)
    }
    if moved?.form == .full { moved?.gain.withMutableSpan { body(.gain, &$0) } }
    normalization = moved
  }
}

extension MLP {
  /// Calls `body` with each tensor that learns, layer by layer, with its role and its gradient;
  /// tensors are changed in place.
  @inline(__always)
  mutating func forEachParameter(
    along gradient: [LayerGradient<Scalar>],
    _ body: (ParameterRole, inout MutableSpan<Scalar>, Span<Scalar>) -> Void
  ) {
    // With the counts of all tensors, which the optimizers compare, the shapes agree as well.
    precondition(gradient.count == layers.count, "gradients of another network")
    Self.forEachParameter(of: &layers, along: gradient, body)
  }

  // On all layers at once, so that their shapes are compared once.
  @inline(__always)
  private static func forEachParameter(
    of layers: inout [Layer<Scalar>], along gradient: [LayerGradient<Scalar>],
    _ body: (ParameterRole, inout MutableSpan<Scalar>, Span<Scalar>) -> Void
  ) {
    let gradients = gradient.span
    for index in layers.indices {
      let units = layers[index].isWeightNormalized ? gradients[index].bias.count : 0
      precondition(gradients[index].magnitude.count == units, "gradients of another network")
      layers[index].forEachParameter { role, parameter in
        switch role {
        case .weight, .direction:
          gradients[index].matrix.elements.withSpan { body(role, &parameter, $0) }
        case .magnitude: body(role, &parameter, gradients[index].magnitude.span)
        case .gain: body(role, &parameter, gradients[index].gain.span)
        case .bias: body(role, &parameter, gradients[index].bias.span)
        }
      }
    }
  }
}

extension Dense {
  /// A map of size 0.
  fileprivate static var vacant: Dense {
    Dense(unchecked: Matrix(rows: 0, columns: 0), bias: [])
  }

  fileprivate init(unchecked weight: Matrix<Scalar>, bias: [Scalar]) {
    self.weight = weight
    self.bias = bias
  }
}

extension Array where Element: Real {
  /// Calls `body` with the elements to change.
  @inline(__always)
  fileprivate mutating func withMutableSpan(_ body: (inout MutableSpan<Element>) -> Void) {
    var span = mutableSpan
    body(&span)
  }
}
