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
///
/// Where ‖v‖ is a normal number and g/‖v‖ is one or g = 0, whatever the exponents and for rows of up to
/// 64 elements (longer sums add their own rounding):
///
/// - an element of w is right to 4 ulp;
/// - ∂L/∂g is right to 4 ulp of ‖∇w‖, as a sum whose terms may cancel;
/// - an element of ∂L/∂v is right to 4 ulp of (g/‖v‖)(‖∇w‖ + |∂L/∂g|), the lengths of the two vectors
///   whose difference it is, as long as that is finite.
///
/// A row v·2ᵏ gives the same bits of w and ∂L/∂g as v, and those of ∂L/∂v times 2⁻ᵏ. Beyond, an error
/// names the unit. g = eˢ below all numbers is 0, and so is w.
public struct WeightNormDense<Scalar: Real>: Codable, Equatable, Sendable {
  /// How the length of w is parameterized.
  public enum MagnitudeForm: String, Codable, CaseIterable, Sendable {
    /// g is a parameter and learns.
    case trained
    /// g keeps its start.
    case frozen
    /// g = eˢ, and s learns; g stays positive.
    case logarithmic
  }

  /// - Precondition: a new value has one row per unit.
  public var direction: Matrix<Scalar> { didSet { checkShape() } }
  /// g, or s = ln g where the form is logarithmic.
  ///
  /// - Precondition: a new value has one element per unit.
  public var magnitudeParameter: [Scalar] { didSet { checkShape() } }
  public let magnitudeForm: MagnitudeForm
  /// - Precondition: a new value has one element per unit.
  public var bias: [Scalar] { didSet { checkShape() } }

  /// - Throws: `CoreError.shape` unless there are one g and one b a row of v;
  ///   `CoreError.magnitudeNotPositive` for g ≤ 0 in the logarithmic form.
  public init(
    direction: Matrix<Scalar>, magnitude: [Scalar], bias: [Scalar],
    form: MagnitudeForm = .trained
  ) throws(CoreError) {
    try self.init(direction: direction, magnitudeParameter: magnitude, bias: bias, form: form)
    guard form == .logarithmic else { return }
    if let unit = magnitude.firstIndex(where: { !($0 > 0) }) {
      throw .magnitudeNotPositive(unit: unit)
    }
    magnitudeParameter = magnitude.map(Scalar.log)
  }

  /// - Throws: `CoreError.shape` unless there are one parameter and one b a row of v.
  init(
    direction: Matrix<Scalar>, magnitudeParameter: [Scalar], bias: [Scalar], form: MagnitudeForm
  ) throws(CoreError) {
    let units = direction.rows
    guard magnitudeParameter.count == units else {
      throw .shape(expected: [units], found: [magnitudeParameter.count], what: "magnitude")
    }
    guard bias.count == units else {
      throw .shape(expected: [units], found: [bias.count], what: "bias")
    }
    self.direction = direction
    self.magnitudeForm = form
    self.magnitudeParameter = magnitudeParameter
    self.bias = bias
  }

  private func checkShape() {
    precondition(
      magnitudeParameter.count == direction.rows && bias.count == direction.rows,
      "a parameter of another shape")
  }

  public var inputSize: Int { direction.columns }
  public var outputSize: Int { direction.rows }

  /// g, one per unit.
  public var magnitude: [Scalar] {
    magnitudeForm == .logarithmic ? magnitudeParameter.map(Scalar.exp) : magnitudeParameter
  }

  /// ‖v‖, one per unit; 0 where v is.
  public var directionNorms: [Scalar] {
    direction.rowNorms()
  }

  /// What one step derives from (g, v), one element per unit: ‖v‖, g, and g/‖v‖, by which w = (g/‖v‖)v
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
  /// - Throws: `CoreError` for a unit whose ‖v‖ or g/‖v‖ is out of range.
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
  /// - Throws: `CoreError.zeroNorm` where ‖v‖ = 0, `CoreError.nonFiniteNorm` where it overflowed,
  ///   `CoreError.nonFiniteScale` where g/‖v‖ did, `CoreError.subnormalNorm` and
  ///   `CoreError.vanishingScale` where digits would be lost.
  @inline(__always)
  func derive(into derived: inout Derived) throws(CoreError) {
    let isLogarithmic = magnitudeForm == .logarithmic
    for unit in 0..<outputSize {
      let norm = direction.rowNorm(unit)
      guard norm.isNormal else { throw Self.fault(ofNorm: norm, unit: unit) }
      let parameter = magnitudeParameter[unit]
      let g = isLogarithmic ? Scalar.exp(parameter) : parameter
      let scale = g / norm
      guard g == 0 || (scale.isNormal && (g.isNormal || !isLogarithmic)) else {
        throw scale.isFinite ? .vanishingScale(unit: unit) : .nonFiniteScale(unit: unit)
      }
      derived.norms[unit] = norm
      derived.magnitude[unit] = g
      derived.scale[unit] = scale
    }
  }

  private static func fault(ofNorm norm: Scalar, unit: Int) -> CoreError {
    if norm == 0 { return .zeroNorm(unit: unit) }
    return norm.isFinite ? .subnormalNorm(unit: unit) : .nonFiniteNorm(unit: unit)
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
          let v = UnsafeBufferPointer(rebasing: v[range])
          let row = UnsafeMutableBufferPointer(rebasing: weightGradient[range])
          let slope = Reduction.component(of: UnsafeBufferPointer(row), along: v, norm: norm)
          Self.turn(row, v, norm: norm, scale: derived.scale[unit], slope: slope)
          gradient.magnitude[unit] = magnitudeForm == .logarithmic ? g * slope : slope
        }
      }
    }
  }

  /// ∇w ← ∂L/∂v, in place.
  @inline(__always)
  private static func turn(
    _ gradient: UnsafeMutableBufferPointer<Scalar>, _ v: UnsafeBufferPointer<Scalar>,
    norm: Scalar, scale: Scalar, slope: Scalar
  ) {
    let ratio = slope / norm
    let pull = scale * ratio
    if slope == 0 || (ratio.isNormal && (pull.isNormal || scale == 0)) {
      combine(gradient, v, scale: scale, pull: pull)
    } else {
      turnRescaled(gradient, v, norm: norm, scale: scale, slope: slope)
    }
  }

  /// As `turn`, where g·∂L/∂g/‖v‖² has no normal number: with v/2ᵉ between 1 and 2 in length instead of
  /// v, which changes nothing but exponents.
  @inline(never)
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  private static func turnRescaled(
    _ gradient: UnsafeMutableBufferPointer<Scalar>, _ v: UnsafeBufferPointer<Scalar>,
    norm: Scalar, scale: Scalar, slope: Scalar
  ) {
    let exponent = -norm.exponent
    let pull = scale * (slope / norm.times2(toThe: exponent))
    v.map { $0.times2(toThe: exponent) }.withUnsafeBufferPointer {
      combine(gradient, $0, scale: scale, pull: pull)
    }
  }

  @inline(__always)
  private static func combine(
    _ gradient: UnsafeMutableBufferPointer<Scalar>, _ v: UnsafeBufferPointer<Scalar>,
    scale: Scalar, pull: Scalar
  ) {
    for index in gradient.indices {
      gradient[index] = scale * gradient[index] - pull * v[index]
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
      return Reduction.norm(slice)
    }
  }
}
