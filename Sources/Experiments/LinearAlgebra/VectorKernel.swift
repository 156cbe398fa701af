internal import WeightNormCore

/// The core's kernels on stretches of memory, in the order of summation that is part of their definition.
enum VectorKernel {
  typealias Source = UnsafePointer<Double>
  typealias Target = UnsafeMutablePointer<Double>

  /// y ← y + factor·x.
  static func add(_ factor: Double, _ x: Source, to y: Target, count: Int) {
    Double.descend(count, rate: -factor, x, y)
  }

  /// x·y.
  static func dot(_ x: Source, _ y: Source, count: Int) -> Double {
    var dot = 0.0
    if count > 0 { Double.rowDots(1, count, x, y, &dot) }
    return dot
  }
}
