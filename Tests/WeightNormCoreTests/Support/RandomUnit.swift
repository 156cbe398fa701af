@testable import WeightNormCore

/// One unit v, g with a gradient ∇w, of random significands and exponents.
struct RandomUnit<Scalar: Real>: Sendable {
  var v: [Scalar]
  let g: Scalar
  let weightGradient: [Scalar]

  /// w, ∂L/∂g and ∂L/∂v.
  struct Result {
    var weight: [Scalar]
    var magnitudeGradient: [Scalar]
    var directionGradient: [Scalar]
    /// ‖∇w‖ and (g/‖v‖)(‖∇w‖ + |∂L/∂g|).
    var slopeScale: Scalar = 0
    var directionScale: Scalar = 0
  }

  /// All exponents of the type unless given, but for ∇w those that leave it normal. The elements of a
  /// vector lie within 2⁹ of each other; some are 0.
  init(width: Int, seed: Int, exponents: ClosedRange<Int>? = nil) {
    var stream = RandomStream(named: "random unit/data/\(seed)")
    let most = Int(Scalar.greatestFiniteMagnitude.exponent)
    let range = exponents ?? 8 - most...most - 8
    func vector(_ count: Int, _ range: ClosedRange<Int>) -> [Scalar] {
      let base = range.lowerBound + stream.integer(below: range.count)
      return (0..<count).map { _ in
        let exponent = Scalar.Exponent(base - stream.integer(below: 8))
        let size = Scalar((stream.uniform() + 1) / 2).times2(toThe: exponent)
        let kind = stream.integer(below: 32)
        return kind == 0 ? 0 : kind.isMultiple(of: 2) ? size : -size
      }
    }
    v = vector(width, range)
    // Ratios of all exponents would mostly be out of range.
    let greatest = v.map(\.magnitude).max() ?? 0
    let near = greatest > 0 ? Int(greatest.exponent) : 0
    let ratios = max(range.lowerBound, near - most + 8)...min(range.upperBound, near + most - 8)
    g = vector(1, ratios)[0]
    weightGradient = vector(width, max(range.lowerBound, 16 - most)...range.upperBound)
  }

  func scaled(_ exponent: Int) -> RandomUnit {
    var unit = self
    unit.v = v.map { $0.times2(toThe: Scalar.Exponent(exponent)) }
    return unit
  }

  /// What the core makes of it.
  func result() throws -> Result {
    let dense = try WeightNormDense(
      direction: Matrix(rows: 1, columns: v.count, elements: v), magnitude: [g], bias: [0])
    var derived = WeightNormDense<Scalar>.Derived(outputSize: 1)
    try dense.derive(into: &derived)
    var gradient = LayerGradient(of: Layer(dense))
    // ∂L/∂t = 1 for one example x = ∇w.
    dense.backward(
      try Matrix(rows: 1, columns: v.count, elements: weightGradient), &derived,
      outputGradient: Matrix(rows: 1, columns: 1, repeating: 1), into: &gradient)
    return Result(
      weight: Array(try dense.weight().elements), magnitudeGradient: gradient.magnitude,
      directionGradient: Array(gradient.matrix.elements))
  }

  /// The same with exponents near 0, where nothing over- or underflows, as pairs of `Double`.
  private var reference: Reference {
    let (v, e) = Self.normalized(v)
    let (gradient, k) = Self.normalized(weightGradient)
    let (g, m) = Self.normalized([self.g])
    return Reference(
      v: v, g: g[0], gradient: gradient, direction: e, slope: k, magnitude: m)
  }

  /// Whether ‖v‖ and g/‖v‖ are normal numbers.
  var isInRange: Bool {
    let reference = reference
    let norm = Scalar(reference.norm.value).times2(toThe: Scalar.Exponent(reference.direction))
    let scale = Scalar((reference.g / reference.norm).value)
      .times2(toThe: Scalar.Exponent(reference.magnitude - reference.direction))
    return norm.isNormal && (scale.isNormal || g == 0)
  }

  /// What more digits give.
  var expected: Result {
    let r = reference
    let scale = r.g / r.norm
    let slope = r.dot / r.norm
    func put(_ x: DoublePair, _ exponent: Int) -> Scalar {
      Scalar(x.value).times2(toThe: Scalar.Exponent(exponent))
    }
    let length = DoublePair(Reduction.norm(r.gradient.map(\.value)))
    let terms = scale * (length + DoublePair(abs(slope.value)))
    let power = r.magnitude - r.direction + r.slope
    let turned = zip(r.v, r.gradient).map { v, gradient in
      scale * (gradient - slope / r.norm * v)
    }
    return Result(
      weight: r.v.map { put(scale * $0, r.magnitude) },
      magnitudeGradient: [put(slope, r.slope)],
      directionGradient: turned.map { put($0, power) },
      slopeScale: put(length, r.slope),
      directionScale: put(terms, power).magnitude)
  }

  private struct Reference {
    let v: [DoublePair]
    let g: DoublePair
    let gradient: [DoublePair]
    /// The exponents that were taken out.
    let direction: Int
    let slope: Int
    let magnitude: Int

    var norm: DoublePair { zip(v, v).reduce(DoublePair(0)) { $0 + $1.0 * $1.1 }.squareRoot() }
    var dot: DoublePair { zip(v, gradient).reduce(DoublePair(0)) { $0 + $1.0 * $1.1 } }
  }

  /// The numbers over the power of two of their greatest.
  private static func normalized(_ numbers: [Scalar]) -> ([DoublePair], Int) {
    let greatest = numbers.map(\.magnitude).max() ?? 0
    let exponent = greatest > 0 ? greatest.exponent : 0
    return (numbers.map { DoublePair(Double($0.times2(toThe: -exponent))) }, Int(exponent))
  }
}

/// A number as the sum of two `Double`, with twice the digits (Dekker 1971).
struct DoublePair: Sendable {
  var value: Double
  var rest: Double = 0

  init(_ value: Double, _ rest: Double = 0) {
    self.value = value + rest
    self.rest = rest - (self.value - value)
  }

  static func + (a: DoublePair, b: DoublePair) -> DoublePair {
    let sum = a.value + b.value
    let part = sum - a.value
    let error = (a.value - (sum - part)) + (b.value - part)
    return DoublePair(sum, error + a.rest + b.rest)
  }

  static func - (a: DoublePair, b: DoublePair) -> DoublePair {
    var negative = b
    negative.value = -b.value
    negative.rest = -b.rest
    return a + negative
  }

  static func * (a: DoublePair, b: DoublePair) -> DoublePair {
    let product = a.value * b.value
    let error = (-product).addingProduct(a.value, b.value)
    return DoublePair(product, error + a.value * b.rest + a.rest * b.value)
  }

  static func / (a: DoublePair, b: DoublePair) -> DoublePair {
    let quotient = a.value / b.value
    let rest = a - DoublePair(quotient) * b
    return DoublePair(quotient, rest.value / b.value)
  }

  func squareRoot() -> DoublePair {
    guard value > 0 else { return self }
    let root = value.squareRoot()
    let rest = self - DoublePair(root) * DoublePair(root)
    return DoublePair(root, rest.value / (2 * root))
  }
}
