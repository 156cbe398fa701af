/// Sums along a row, with an order that is part of their definition: sixteen partial sums, element i
/// going to partial sum i mod 16 in index order, then added in halves (8 + 8, 4 + 4, 2 + 2, 1 + 1).
public enum Reduction {
  /// Σ aᵢbᵢ, products and sums rounded separately.
  @inline(__always)
  static func dot<Scalar: Real>(
    _ a: UnsafeBufferPointer<Scalar>, _ b: UnsafeBufferPointer<Scalar>
  ) -> Scalar {
    precondition(a.count == b.count, "a dot product of different lengths")
    var partial = SIMD16<Scalar>.zero
    let whole = a.count & ~15
    if let a = a.baseAddress, let b = b.baseAddress {
      for start in stride(from: 0, to: whole, by: 16) {
        partial += load(a + start) * load(b + start)
      }
    }
    for index in whole..<a.count { partial[index - whole] += a[index] * b[index] }
    return total(partial)
  }

  /// Σ aᵢbᵢ of two arrays.
  ///
  /// Edge cases:
  /// - 0 for no elements.
  /// - Infinity or NaN where a product or a sum overflows, or an element is one.
  ///
  /// - Precondition: equal lengths.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func dot<Scalar: Real>(_ a: [Scalar], _ b: [Scalar]) -> Scalar {
    a.withUnsafeBufferPointer { a in
      b.withUnsafeBufferPointer { b in dot(a, b) }
    }
  }

  /// ‖a‖ = √Σ aᵢ², also where the sum is no normal number but its root is.
  ///
  /// Edge cases:
  /// - 0 for no elements and for zeros.
  /// - Infinity only where ‖a‖ itself is beyond the finite numbers or an element is infinite; NaN where
  ///   one is NaN.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func norm<Scalar: Real>(_ a: [Scalar]) -> Scalar {
    a.withUnsafeBufferPointer { norm($0) }
  }

  @inline(__always)
  private static func load<Scalar: Real>(_ pointer: UnsafePointer<Scalar>) -> SIMD16<Scalar> {
    UnsafeRawPointer(pointer).loadUnaligned(as: SIMD16<Scalar>.self)
  }

  @inline(__always)
  private static func total<Scalar: Real>(_ partial: SIMD16<Scalar>) -> Scalar {
    let eight = partial.lowHalf + partial.highHalf
    let four = eight.lowHalf + eight.highHalf
    let two = four.lowHalf + four.highHalf
    return two[0] + two[1]
  }
}
