extension RandomStream {
  /// A number in [0, 1): the upper 53 bits of the next output, times 2⁻⁵³.
  public mutating func uniform() -> Double {
    Double(next() >> 11) * 0x1p-53
  }

  /// A whole number in 0..<bound without bias: outputs beyond the last full multiple of `bound` are
  /// drawn again.
  ///
  /// - Precondition: `bound` is positive.
  public mutating func integer(below bound: Int) -> Int {
    precondition(bound > 0, "an empty range has no random number")
    let bound = UInt64(bound)
    let excess = (UInt64.max % bound + 1) % bound
    var bits = next()
    while bits > UInt64.max - excess { bits = next() }
    return Int(bits % bound)
  }

  /// A draw from N(0, 1) by Marsaglia's polar method, which needs only √ and ln. The second number of
  /// each accepted pair is dropped, so that a draw leaves no hidden state.
  public mutating func normal() -> Double {
    let (x, s) = pointInCircle()
    return x * (-2 * Elementary.log(s) / s).squareRoot()
  }

  /// The abscissa of a point in the unit circle, not its centre, and the square of its distance from there.
  private mutating func pointInCircle() -> (x: Double, squaredRadius: Double) {
    while true {
      let x = 2 * uniform() - 1
      let y = 2 * uniform() - 1
      let s = x * x + y * y
      if s > 0, s < 1 { return (x, s) }
    }
  }

  /// `count` draws from N(0, `standardDeviation`²), each made in `Double` and rounded once.
  ///
  /// - Precondition: `count` is not negative.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public mutating func normals<Scalar: Real>(
    _ count: Int, standardDeviation: Double = 1
  ) -> [Scalar] {
    precondition(count >= 0, "a negative number of draws")
    // As `normal`, with the logarithms all at once.
    let points = (0..<count).map { _ in pointInCircle() }
    var logarithms = points.map(\.squaredRadius)
    Double.takeLogarithms(count, &logarithms)
    return zip(points, logarithms).map { point, logarithm in
      let normal = point.x * (-2 * logarithm / point.squaredRadius).squareRoot()
      return Scalar(standardDeviation * normal)
    }
  }

  /// A permutation of 0..<count (Fisher–Yates from the back).
  ///
  /// - Precondition: `count` is not negative.
  public mutating func permutation(_ count: Int) -> [Int] {
    precondition(count >= 0, "a permutation of a negative number")
    var order = Array(0..<count)
    for last in order.indices.reversed().dropLast() {
      order.swapAt(last, integer(below: last + 1))
    }
    return order
  }
}
