/// An affine map in one of its parameterizations, followed by an activation:
/// y = φ(x·wᵀ + b), or y = φ(N(x·wᵀ) + b) with a normalization N by the batch.
public struct Layer<Scalar: Real>: Codable, Equatable, Sendable {
  public enum Map: Equatable, Sendable {
    case standard(Dense<Scalar>)
    case weightNorm(WeightNormDense<Scalar>)
  }

  /// - Precondition: under a normalization, a new map has as many units as the one before.
  public var map: Map { didSet { checkShape() } }
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
    @specialized(where Scalar == Float)
    @specialized(where Scalar == Double)
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

  /// The same function in the standard parameterization: w = (g/‖v‖)v is computed once and kept.
  /// Normalization and activation stay.
  ///
  /// - Throws: as `WeightNormDense.weight()`.
  public func folded() throws(CoreError) -> Layer {
    var folded = self
    folded.map = .standard(try Dense(weight: weight, bias: bias))
    return folded
  }

  /// t ← x·wᵀ for those rows of x, with what a weight-normalized map derives for that.
  @inline(__always)
  func formProduct(
    _ x: Matrix<Scalar>, _ rows: Range<Int>, _ derived: inout WeightNormDense<Scalar>.Derived,
    into t: inout Matrix<Scalar>
  ) throws(CoreError) {
    switch map {
    case .standard(let dense):
      t.formProduct(x, rows: rows, transposed: dense.weight)
    case .weightNorm(let dense):
      try dense.derive(into: &derived)
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
