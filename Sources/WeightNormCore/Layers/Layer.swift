/// An affine map in one of its parameterizations, followed by an activation:
/// y = φ(x·wᵀ + b), or y = φ(N(x·wᵀ) + b) with a normalization N by the batch.
///
/// With a convolution the map is applied to the patches of each image x, so that its units are the output
/// channels and its weight vectors the filters; the statistics of N are then over batch and positions.
public struct Layer<Scalar: Real>: Codable, Equatable, Sendable {
  public enum Map: Equatable, Sendable {
    case standard(Dense<Scalar>)
    case weightNorm(WeightNormDense<Scalar>)
  }

  /// - Precondition: under a normalization, a new map has as many units as the one before, and of a
  ///   convolution as many inputs.
  public var map: Map { didSet { checkShape() } }
  /// Where the patches lie that the map is applied to, or nil where that is the whole row.
  public internal(set) var convolution: Convolution?
  /// N, or nil for none.
  public internal(set) var normalization: BatchNormalization<Scalar>? { didSet { checkShape() } }
  public var activation: Activation

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public init(_ dense: Dense<Scalar>, activation: Activation = .identity) {
    map = .standard(dense)
    self.activation = activation
  }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public init(_ dense: WeightNormDense<Scalar>, activation: Activation = .identity) {
    map = .weightNorm(dense)
    self.activation = activation
  }

  /// The same map applied to the patches of images: a convolutional layer.
  ///
  /// Shapes: x [batchSize, convolution.inputSize], y [batchSize, positions·unitCount], both images laid out
  /// as `ImageShape` says.
  ///
  /// - Throws: `CoreError.shape` unless the map's inputs are as many as a patch has elements.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func convolving(_ convolution: Convolution) throws(CoreError) -> Layer {
    guard fanIn == convolution.patchSize else {
      throw .shape(expected: [convolution.patchSize], found: [fanIn], what: "inputs of a filter")
    }
    var layer = self
    layer.convolution = convolution
    return layer
  }

  private func checkShape() {
    if let convolution {
      precondition(fanIn == convolution.patchSize, "filters of another convolution")
    }
    guard let normalization else { return }
    precondition(normalization.outputSize == unitCount, "a normalization of other units")
  }

  /// Elements of a row of inputs: of a convolution, those of an image.
  public var inputSize: Int { convolution?.inputSize ?? fanIn }

  /// Elements of a row of outputs: of a convolution, positions·unitCount.
  public var outputSize: Int { rowsPerExample * unitCount }

  /// Inputs of a unit, as many as its weight vector has elements.
  public var fanIn: Int {
    switch map {
    case .standard(let dense): dense.inputSize
    case .weightNorm(let dense): dense.inputSize
    }
  }

  /// Weight vectors, of which each has one g and one b: of a convolution, the output channels.
  public var unitCount: Int {
    switch map {
    case .standard(let dense): dense.outputSize
    case .weightNorm(let dense): dense.outputSize
    }
  }

  /// Rows that the map is applied to for each example: of a convolution, the positions.
  var rowsPerExample: Int { convolution?.positions ?? 1 }

  /// Puts a new normalization between the product and the bias. Where the form is full, `gain` is γ,
  /// one per unit, or nil for 1.
  ///
  /// - Precondition: one gain a unit.
  public mutating func normalizeBatches(
    _ form: BatchNormalization<Scalar>.Form, gain: [Scalar]? = nil
  ) {
    precondition(gain.map { $0.count == unitCount } ?? true, "a gain that does not fit the units")
    normalization = BatchNormalization(form, outputSize: unitCount)
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

  /// The weight matrix w that the layer applies, whatever its parameterization: [unitCount, fanIn].
  ///
  /// - Throws: as `WeightNormDense.weight()`.
  public var weight: Matrix<Scalar> {
    @specialized(where Scalar == Float)
    @specialized(where Scalar == Double)
    get throws(CoreError) {
      switch map {
      case .standard(let dense): return dense.weight
      case .weightNorm(let dense):
        do { return try dense.weight() } catch { throw named(error) }
      }
    }
  }

  public var bias: [Scalar] {
    switch map {
    case .standard(let dense): dense.bias
    case .weightNorm(let dense): dense.bias
    }
  }

  /// The same function in the standard parameterization: w = (g/‖v‖)v is computed once and kept.
  /// Normalization and activation stay.
  ///
  /// - Throws: as `WeightNormDense.weight()`.
  public func folded() throws(CoreError) -> Layer {
    var folded = self
    folded.map = .standard(try Dense(weight: weight, bias: bias))
    return folded
  }

  /// The error of a unit, which is a channel of a convolution.
  func named(_ error: CoreError) -> CoreError { convolution == nil ? error : error.ofChannel }

  /// t ← x·wᵀ for those rows of x, or of patches, with what a weight-normalized map derives for that.
  @inline(__always)
  func formProduct(
    _ x: Matrix<Scalar>, _ rows: Range<Int>, _ derived: inout WeightNormDense<Scalar>.Derived,
    into t: inout Matrix<Scalar>
  ) throws(CoreError) {
    switch map {
    case .standard(let dense):
      t.formProduct(x, rows: rows, transposed: dense.weight)
    case .weightNorm(let dense):
      do { try dense.derive(into: &derived) } catch { throw named(error) }
      t.formProduct(x, rows: rows, transposed: dense.direction, scalingRows: derived.scale)
    }
  }

  /// t ← φ(t + b), b added to each row.
  @inline(__always)
  func activate(_ t: inout Matrix<Scalar>) {
    switch map {
    case .standard(let dense): activation.apply(to: &t, adding: dense.bias)
    case .weightNorm(let dense): activation.apply(to: &t, adding: dense.bias)
    }
  }
}
