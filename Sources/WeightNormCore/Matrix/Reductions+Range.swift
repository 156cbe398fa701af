/// Sums of products whose exponents do not fit. They are formed again of numbers times a power of two,
/// in the same order, and the power is taken back: where nothing over- or underflowed before, the bits
/// are the same.
extension Reduction {
  /// Whether a sum of products overflowed nowhere, and is so large that what its products lost below
  /// the smallest normal number is less than its own rounding (for fewer than 1/ε of them).
  @inline(__always)
  static func isWhole<Scalar: Real>(_ sum: Scalar) -> Bool {
    let size = sum.magnitude
    return size >= Scalar.leastNormalMagnitude / Scalar.ulpOfOne && size.isFinite
  }

  /// ‖a‖.
  @inline(__always)
  static func norm<Scalar: Real>(_ a: UnsafeBufferPointer<Scalar>) -> Scalar {
    let square = dot(a, a)
    return isWhole(square) ? square.squareRoot() : rescaledNorm(a, square)
  }

  /// With four fifths of the exponents, the squares of tiny numbers are far above the smallest and
  /// those of huge ones far below the greatest.
  @inline(never)
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  private static func rescaledNorm<Scalar: Real>(
    _ a: UnsafeBufferPointer<Scalar>, _ square: Scalar
  ) -> Scalar {
    let range = Scalar.greatestFiniteMagnitude.exponent * 4 / 5
    let exponent = square < 1 ? range : -range
    let scaled = a.map { $0.times2(toThe: exponent) }
    return dot(scaled, scaled).squareRoot().times2(toThe: -exponent)
  }

  /// a·b/‖b‖ where that a·b is not whole, with that norm of b, a normal number.
  static func rescaledComponent<Scalar: Real>(
    of a: UnsafeBufferPointer<Scalar>, along b: UnsafeBufferPointer<Scalar>, _ norm: Scalar,
    _ product: Scalar
  ) -> Scalar {
    // Zeros, as of a unit that no input reaches, need nothing; what is not finite cannot be helped.
    guard product != 0 || a.contains(where: { $0 != 0 }) else { return product / norm }
    let largest = a.reduce(0) { Swift.max($0, $1.magnitude) }
    guard largest > 0, largest.isFinite else { return product / norm }
    let left = a.map { $0.times2(toThe: -largest.exponent) }
    let right = b.map { $0.times2(toThe: -norm.exponent) }
    let component = dot(left, right) / norm.times2(toThe: -norm.exponent)
    return component.times2(toThe: largest.exponent)
  }
}

extension Real {
  /// x·2ᵏ, rounded once where that is no normal number.
  @inline(__always)
  func times2(toThe exponent: Exponent) -> Self {
    Self(sign: .plus, exponent: exponent, significand: self)
  }
}
