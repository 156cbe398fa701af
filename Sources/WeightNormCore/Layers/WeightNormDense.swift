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
/// names the unit. g = eˢ below all numbers is 0, and so is w. The formula of ``MagnitudeForm/scaled``
/// rounds once more, in g and in its gradient.
public struct WeightNormDense<Scalar: Real>: Codable, Equatable, Sendable {
  /// How the length of w is parameterized.
  public enum MagnitudeForm: String, Codable, CaseIterable, Sendable {
    /// g is a parameter and learns.
    case trained
    /// g keeps its start.
    case frozen
    /// g = eˢ, and s learns; g stays positive.
    case logarithmic
    /// g = √k·γ for k inputs, and γ learns: a step of γ moves ‖w‖ √k times as far as one of g would, as
    /// far as the same step of each of the k elements of w could. ∂L/∂γ = √k·∂L/∂g.
    case scaled
  }

  /// - Precondition: a new value has one row per unit.
  public var direction: Matrix<Scalar> { didSet { checkShape() } }
  /// g, or s = ln g where the form is logarithmic, or γ = g/√k where it is scaled.
  ///
  /// - Precondition: a new value has one element per unit.
  public var magnitudeParameter: [Scalar] { didSet { checkShape() } }
  public let magnitudeForm: MagnitudeForm
  /// - Precondition: a new value has one element per unit.
  public var bias: [Scalar] { didSet { checkShape() } }

  /// - Throws: `CoreError.shape` unless there are one g and one b a row of v;
  ///   `CoreError.magnitudeNotPositive` for g ≤ 0 in the logarithmic form.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public init(
    direction: Matrix<Scalar>, magnitude: [Scalar], bias: [Scalar],
    form: MagnitudeForm = .trained
  ) throws(CoreError) {
    try self.init(direction: direction, magnitudeParameter: magnitude, bias: bias, form: form)
    switch form {
    case .trained, .frozen: break
    case .logarithmic:
      if let unit = magnitude.firstIndex(where: { !($0 > 0) }) {
        throw .magnitudeNotPositive(unit: unit)
      }
      magnitudeParameter = magnitude.map(Scalar.log)
    case .scaled:
      let unit = magnitudeUnit
      magnitudeParameter = magnitude.map { $0 / unit }
    }
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
    switch magnitudeForm {
    case .trained, .frozen: return magnitudeParameter
    case .logarithmic: return magnitudeParameter.map(Scalar.exp)
    case .scaled:
      let unit = magnitudeUnit
      return magnitudeParameter.map { unit * $0 }
    }
  }

  /// √k where the form is scaled, 1 elsewhere: g is so many times its parameter, unless it is eˢ.
  @inline(__always)
  private var magnitudeUnit: Scalar {
    magnitudeForm == .scaled ? Scalar(Swift.max(inputSize, 1)).squareRoot() : 1
  }

  /// The derivative of g in its parameter, where g has that value.
  @inline(__always)
  func magnitudeSlope(at g: Scalar) -> Scalar {
    magnitudeForm == .logarithmic ? g : magnitudeUnit
  }

  /// ‖v‖, one per unit; 0 where v is.
  public var directionNorms: [Scalar] {
    direction.rowNorms()
  }

  /// What one step derives from (g, v), one element per unit: ‖v‖, g, and g/‖v‖, by which w = (g/‖v‖)v
  /// is formed wherever it enters a product; on the way back g·∂L/∂g/‖v‖², by which v pulls at ∂L/∂v.
  struct Derived: Sendable {
    var norms: [Scalar]
    var magnitude: [Scalar]
    var scale: [Scalar]
    var pull: [Scalar]

    init(outputSize: Int) {
      norms = [Scalar](repeating: 0, count: outputSize)
      magnitude = norms
      scale = norms
      pull = norms
    }

    /// Of no units for a layer in the standard parameterization.
    init(of layer: Layer<Scalar>) {
      self.init(outputSize: layer.isWeightNormalized ? layer.unitCount : 0)
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
    try derive(&derived.norms, &derived.magnitude, &derived.scale)
  }

  // Array by array, since the spans of one structure's arrays exclude each other.
  @inline(__always)
  private func derive(
    _ norms: inout [Scalar], _ magnitudes: inout [Scalar], _ scales: inout [Scalar]
  ) throws(CoreError) {
    let isLogarithmic = magnitudeForm == .logarithmic
    let isExact = magnitudeForm == .trained || magnitudeForm == .frozen
    let magnitudeUnit = magnitudeUnit
    direction.dotRows(direction, into: &norms)
    var norms = norms.mutableSpan
    var magnitudes = magnitudes.mutableSpan
    var scales = scales.mutableSpan
    let parameters = magnitudeParameter.span
    for unit in norms.indices {
      let square = norms[unit]
      let norm = Reduction.isWhole(square) ? square.squareRoot() : direction.rowNorm(unit)
      guard norm.isNormal else { throw Self.fault(ofNorm: norm, unit: unit) }
      let parameter = parameters[unit]
      let g = isLogarithmic ? Scalar.exp(parameter) : magnitudeUnit * parameter
      let scale = g / norm
      guard g == 0 || (scale.isNormal && (g.isNormal || isExact)) else {
        throw scale.isFinite ? .vanishingScale(unit: unit) : .nonFiniteScale(unit: unit)
      }
      norms[unit] = norm
      magnitudes[unit] = g
      scales[unit] = scale
    }
  }

  private static func fault(ofNorm norm: Scalar, unit: Int) -> CoreError {
    if norm == 0 { return .zeroNorm(unit: unit) }
    return norm.isFinite ? .subnormalNorm(unit: unit) : .nonFiniteNorm(unit: unit)
  }

  /// ∂L/∂x = ∂L/∂t·w.
  @inline(__always)
  func inputGradient(
    _ derived: Derived, outputGradient: Matrix<Scalar>, into inputGradient: inout Matrix<Scalar>
  ) {
    inputGradient.formProduct(outputGradient, direction, scalingRows: derived.scale)
  }

  /// The gradients of v and g (or s, or γ).
  ///
  /// ```
  /// ∂L/∂g = ∇w·v/‖v‖,   ∂L/∂v = (g/‖v‖)·∇w − (g·∂L/∂g/‖v‖²)·v     (eq. 3)
  ///                            = (g/‖v‖)·(I − vvᵀ/‖v‖²)·∇w          (eq. 4)
  /// ∂L/∂s = g·∂L/∂g  where g = eˢ,   ∂L/∂γ = √k·∂L/∂g  where g = √k·γ
  /// ```
  @inline(__always)
  func backward(
    _ x: Matrix<Scalar>, _ derived: inout Derived, outputGradient: Matrix<Scalar>,
    into gradient: inout LayerGradient<Scalar>
  ) {
    gradient.matrix.formProduct(transposed: outputGradient, x)
    gradient.matrix.dotRows(direction, into: &gradient.magnitude)
    let rescaled = deriveSlopes(
      &gradient.magnitude, &derived.pull, derived.norms, derived.magnitude, derived.scale,
      gradient.matrix)
    var first = 0
    for unit in rescaled {
      turn(&gradient.matrix, units: first..<unit, derived)
      turnRescaled(&gradient.matrix, unit: unit, derived)
      first = unit + 1
    }
    turn(&gradient.matrix, units: first..<outputSize, derived)
  }

  /// From ∇w·v of each unit in place of ∂L/∂g: that gradient, and how v pulls. For the units that come
  /// back, where it has no normal number, ∂L/∂g stands in place of the pull.
  @inline(__always)
  private func deriveSlopes(
    _ slopes: inout [Scalar], _ pulls: inout [Scalar], _ norms: [Scalar], _ magnitudes: [Scalar],
    _ scales: [Scalar], _ weightGradient: Matrix<Scalar>
  ) -> [Int] {
    let isLogarithmic = magnitudeForm == .logarithmic
    let magnitudeUnit = magnitudeUnit
    var rescaled: [Int] = []
    var slopes = slopes.mutableSpan
    var pulls = pulls.mutableSpan
    let (norms, magnitudes, scales) = (norms.span, magnitudes.span, scales.span)
    for unit in slopes.indices {
      let (norm, scale, product) = (norms[unit], scales[unit], slopes[unit])
      let slope =
        Reduction.isWhole(product)
        ? product / norm : rescaledSlope(weightGradient, unit: unit, norm, product)
      let ratio = slope / norm
      let pull = scale * ratio
      if slope == 0 || (ratio.isNormal && (pull.isNormal || scale == 0)) {
        pulls[unit] = pull
      } else {
        pulls[unit] = slope
        rescaled.append(unit)
      }
      slopes[unit] = (isLogarithmic ? magnitudes[unit] : magnitudeUnit) * slope
    }
    return rescaled
  }

  @inline(never)
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  private func rescaledSlope(
    _ gradient: Matrix<Scalar>, unit: Int, _ norm: Scalar, _ product: Scalar
  ) -> Scalar {
    direction.withRow(unit) { v in
      gradient.withRow(unit) { Reduction.rescaledComponent(of: $0, along: v, norm, product) }
    }
  }

  /// ∇w ← ∂L/∂v, in place.
  @inline(__always)
  private func turn(_ gradient: inout Matrix<Scalar>, units: Range<Int>, _ derived: Derived) {
    guard !units.isEmpty else { return }
    let width = inputSize
    let first = units.lowerBound
    gradient.elements.withUnsafeMutableBufferPointer { gradient in
      direction.elements.withUnsafeBufferPointer { v in
        derived.scale.withUnsafeBufferPointer { scale in
          derived.pull.withUnsafeBufferPointer { pull in
            guard let gradient = gradient.baseAddress, let v = v.baseAddress,
              let scale = scale.baseAddress, let pull = pull.baseAddress
            else { return }
            Scalar.turnRows(
              units.count, width, scale: scale + first, pull: pull + first, v + first * width,
              gradient + first * width)
          }
        }
      }
    }
  }

  /// As `turn`, where g·∂L/∂g/‖v‖² has no normal number: with v/2ᵉ between 1 and 2 in length instead of
  /// v, which changes nothing but exponents.
  @inline(never)
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  private func turnRescaled(_ gradient: inout Matrix<Scalar>, unit: Int, _ derived: Derived) {
    let (norm, scale, slope) = (derived.norms[unit], derived.scale[unit], derived.pull[unit])
    let exponent = -norm.exponent
    let pull = scale * (slope / norm.times2(toThe: exponent))
    for input in 0..<inputSize {
      gradient[unit, input] =
        scale * gradient[unit, input] - pull * direction[unit, input].times2(toThe: exponent)
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
    withRow(row) { Reduction.norm($0) }
  }

  @inline(__always)
  func withRow<Result>(_ row: Int, _ body: (UnsafeBufferPointer<Scalar>) -> Result) -> Result {
    elements.withUnsafeBufferPointer {
      body(UnsafeBufferPointer(rebasing: $0[row * columns..<(row + 1) * columns]))
    }
  }

  /// The dot product of each row with that of another matrix of the shape; see `Reduction`.
  @inline(__always)
  func dotRows(_ other: Matrix, into dots: inout [Scalar]) {
    precondition(hasShape(of: other) && dots.count == rows, "shapes that do not fit")
    elements.withUnsafeBufferPointer { a in
      other.elements.withUnsafeBufferPointer { b in
        dots.withUnsafeMutableBufferPointer { dots in
          guard let a = a.baseAddress, let b = b.baseAddress, let first = dots.baseAddress else {
            return dots.update(repeating: 0)
          }
          Scalar.rowDots(rows, columns, a, b, first)
        }
      }
    }
  }
}
