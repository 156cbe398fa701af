/// Sums along a row, with an order that is part of their definition: sixteen partial sums, element i
/// going to partial sum i mod 16 in index order, then added in halves (8 + 8, 4 + 4, 2 + 2, 1 + 1).
public enum Reduction {
  /// Σ aᵢbᵢ, products and sums rounded separately.
  @inline(__always)
  static func dot<Scalar: Real>(
    _ a: UnsafeBufferPointer<Scalar>, _ b: UnsafeBufferPointer<Scalar>
  ) -> Scalar {
    precondition(a.count == b.count, "a dot product of different lengths")
    var dot: Scalar = 0
    if let first = a.baseAddress, let second = b.baseAddress {
      Scalar.rowDots(1, a.count, first, second, &dot)
    }
    return dot
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
}
