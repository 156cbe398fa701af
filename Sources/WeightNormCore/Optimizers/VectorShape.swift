/// How the elements of a tensor, row after row, form the vectors that rules per vector go by: rows of w
/// or v; single elements of g, b and γ.
struct VectorShape {
  /// Elements of one vector.
  let size: Int
  /// How many vectors there are.
  let count: Int

  /// Of vectors without elements there is none.
  ///
  /// - Precondition: whole vectors.
  init(size: Int, elements: Int) {
    precondition(size == 0 ? elements == 0 : elements % size == 0, "no whole vectors")
    self.size = size
    count = size == 0 ? 0 : elements / size
  }

  func elements(of vector: Int) -> Range<Int> { vector * size..<(vector + 1) * size }

  /// The dot product of each vector of a with the same one of b.
  func dots<Scalar: Real>(_ a: Span<Scalar>, _ b: Span<Scalar>) -> [Scalar] {
    var dots = [Scalar](repeating: 0, count: count)
    dots.withUnsafeMutableBufferPointer { dots in
      a.withUnsafeBufferPointer { a in
        b.withUnsafeBufferPointer { b in
          precondition(a.count == count * size && b.count == a.count, "vectors of other sizes")
          guard let first = a.baseAddress, let second = b.baseAddress,
            let dots = dots.baseAddress
          else { return }
          Scalar.rowDots(count, size, first, second, dots)
        }
      }
    }
    return dots
  }

  /// ‖a‖ of each vector.
  func norms<Scalar: Real>(_ a: Span<Scalar>) -> [Scalar] {
    a.withUnsafeBufferPointer { a in
      (0..<count).map { Reduction.norm(UnsafeBufferPointer(rebasing: a[elements(of: $0)])) }
    }
  }

  /// s ← s − (s·u)u, u = v/‖v‖, for each vector s of the step, with the same one of v. A vector v of zeros
  /// has no direction, and takes nothing away.
  func project<Scalar: Real>(_ step: inout [Scalar], offFrom v: Span<Scalar>) {
    let norms = norms(v)
    var units = [Scalar](repeating: 0, count: step.count)
    for vector in 0..<count where norms[vector] != 0 {
      for index in elements(of: vector) { units[index] = v[index] / norms[vector] }
    }
    let products = dots(step.span, units.span)
    for vector in 0..<count {
      for index in elements(of: vector) { step[index] -= products[vector] * units[index] }
    }
  }
}
