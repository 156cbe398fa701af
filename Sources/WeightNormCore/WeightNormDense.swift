/// An affine map whose weight vectors are given by length and direction: y = x·wᵀ + b with, for each
/// unit,
///
/// ```
/// w = (g/‖v‖)·v                                        (Salimans & Kingma 2016, eq. 2)
/// ```
///
/// Shapes: x [batchSize, inputSize], direction v [outputSize, inputSize], magnitude g [outputSize],
/// bias b [outputSize], y [batchSize, outputSize]. One row of v and one element of g belong to one
/// unit. w is derived from (g, v) wherever it is needed and kept nowhere, so that it cannot go stale.
public struct WeightNormDense<Scalar: Real>: Equatable, Sendable {
  /// How the length of w is parameterized.
  public enum MagnitudeForm: String, Codable, CaseIterable, Sendable {
    /// g is a parameter and learns.
    case trained
    /// g keeps its start.
    case frozen
    /// g = eˢ, and s learns; g stays positive.
    case logarithmic
  }

  public var direction: Matrix<Scalar>
  /// g, or s = ln g where the form is logarithmic.
  public var magnitudeParameter: [Scalar]
  public let magnitudeForm: MagnitudeForm
  public var bias: [Scalar]

  /// - Throws: `CoreError.shape` unless there are one g and one b a row of v;
  ///   `CoreError.magnitudeNotPositive` for g ≤ 0 in the logarithmic form.
  public init(
    direction: Matrix<Scalar>, magnitude: [Scalar], bias: [Scalar],
    form: MagnitudeForm = .trained
  ) throws(CoreError) {
    guard magnitude.count == direction.rows else {
      throw .shape(expected: [direction.rows], found: [magnitude.count], what: "magnitude")
    }
    guard bias.count == direction.rows else {
      throw .shape(expected: [direction.rows], found: [bias.count], what: "bias")
    }
    if form == .logarithmic, let unit = magnitude.firstIndex(where: { !($0 > 0) }) {
      throw .magnitudeNotPositive(unit: unit)
    }
    self.direction = direction
    self.magnitudeForm = form
    self.magnitudeParameter = form == .logarithmic ? magnitude.map(Scalar.log) : magnitude
    self.bias = bias
  }

  public var inputSize: Int { direction.columns }
  public var outputSize: Int { direction.rows }

  /// g, one a unit.
  public var magnitude: [Scalar] {
    magnitudeForm == .logarithmic ? magnitudeParameter.map(Scalar.exp) : magnitudeParameter
  }

  /// ‖v‖, one a unit.
  public var directionNorms: [Scalar] {
    direction.rowNorms()
  }

  /// What one step derives from (g, v), one element a unit: ‖v‖, g, and g/‖v‖, by which w = (g/‖v‖)v
  /// is formed wherever it enters a product.
  struct Derived: Sendable {
    var norms: [Scalar]
    var magnitude: [Scalar]
    var scale: [Scalar]

    init(outputSize: Int) {
      norms = [Scalar](repeating: 0, count: outputSize)
      magnitude = norms
      scale = norms
    }
  }

  /// w = (g/‖v‖)v (eq. 2).
  ///
  /// - Throws: `CoreError.zeroNorm`, `CoreError.nonFiniteNorm`.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func weight() throws(CoreError) -> Matrix<Scalar> {
    var derived = Derived(outputSize: outputSize)
    try derive(into: &derived)
    return Matrix(rows: outputSize, columns: inputSize) { unit, input in
      derived.scale[unit] * direction[unit, input]
    }
  }

  /// ‖v‖, g and g/‖v‖ of each unit.
  ///
  /// - Throws: `CoreError.zeroNorm` where ‖v‖ = 0, `CoreError.nonFiniteNorm` where it overflowed.
  @inline(__always)
  func derive(into derived: inout Derived) throws(CoreError) {
    for unit in 0..<outputSize {
      let norm = direction.rowNorm(unit)
      guard norm > 0 else {
        throw norm == 0 ? .zeroNorm(unit: unit) : .nonFiniteNorm(unit: unit)
      }
      guard norm.isFinite else { throw .nonFiniteNorm(unit: unit) }
      let parameter = magnitudeParameter[unit]
      let g = magnitudeForm == .logarithmic ? Scalar.exp(parameter) : parameter
      derived.norms[unit] = norm
      derived.magnitude[unit] = g
      derived.scale[unit] = g / norm
    }
  }

  /// t ← x·wᵀ with w = (g/‖v‖)v.
  @inline(__always)
  func forward(_ x: Matrix<Scalar>, _ derived: Derived, into t: inout Matrix<Scalar>) {
    t.formProduct(x, transposed: direction, scalingRows: derived.scale)
  }

  /// ∂L/∂x = ∂L/∂t·w.
  @inline(__always)
  func inputGradient(
    _ derived: Derived, outputGradient: Matrix<Scalar>, into inputGradient: inout Matrix<Scalar>
  ) {
    inputGradient.formProduct(outputGradient, direction, scalingRows: derived.scale)
  }

  /// The gradients of v and g (or s).
  ///
  /// ```
  /// ∂L/∂g = ∇w·v/‖v‖,   ∂L/∂v = (g/‖v‖)·∇w − (g·∂L/∂g/‖v‖²)·v     (eq. 3)
  ///                            = (g/‖v‖)·(I − vvᵀ/‖v‖²)·∇w          (eq. 4)
  /// ∂L/∂s = g·∂L/∂g  where g = eˢ
  /// ```
  @inline(__always)
  func backward(
    _ x: Matrix<Scalar>, _ derived: Derived, outputGradient: Matrix<Scalar>,
    into gradient: inout LayerGradient<Scalar>
  ) {
    gradient.matrix.formProduct(transposed: outputGradient, x)
    let width = inputSize
    for unit in 0..<outputSize {
      let norm = derived.norms[unit]
      let g = derived.magnitude[unit]
      let range = unit * width..<(unit + 1) * width
      direction.elements.withUnsafeBufferPointer { v in
        gradient.matrix.elements.withUnsafeMutableBufferPointer { weightGradient in
          let slope =
            Reduction.dot(
              UnsafeBufferPointer(rebasing: weightGradient[range]),
              UnsafeBufferPointer(rebasing: v[range])) / norm
          let scale = derived.scale[unit]
          let pull = scale * (slope / norm)
          for index in range {
            weightGradient[index] = scale * weightGradient[index] - pull * v[index]
          }
          gradient.magnitude[unit] = magnitudeForm == .logarithmic ? g * slope : slope
        }
      }
    }
  }
}

extension Matrix {
  /// ‖row‖ of each row.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func rowNorms() -> [Scalar] {
    (0..<rows).map { rowNorm($0) }
  }

  @inline(__always)
  func rowNorm(_ row: Int) -> Scalar {
    elements.withUnsafeBufferPointer { elements in
      let slice = UnsafeBufferPointer(rebasing: elements[row * columns..<(row + 1) * columns])
      return Reduction.dot(slice, slice).squareRoot()
    }
  }
}
