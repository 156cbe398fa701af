import WeightNormCore

/// max|a − b|/max|b|, or max|a − b| where b is 0 everywhere. Infinity for counts that differ and for
/// numbers that are not finite, so that no tolerance lets them through.
func relativeError<Scalar: Real>(
  _ a: some Collection<Scalar>, _ b: some Collection<Scalar>
) -> Scalar {
  guard a.count == b.count, a.allSatisfy(\.isFinite), b.allSatisfy(\.isFinite) else {
    return .infinity
  }
  let error = zip(a, b).reduce(0) { max($0, ($1.0 - $1.1).magnitude) }
  let scale = largestMagnitude(b)
  return scale > 0 ? error / scale : error
}

func largestMagnitude<Scalar: Real>(_ a: some Collection<Scalar>) -> Scalar {
  a.reduce(0) { max($0, $1.magnitude) }
}

/// How many steps from one `Double` to the next lie between a and b; 0 and −0 are one step apart.
/// 0 for two NaN, `UInt64.max` for one.
func ulps(_ a: Double, _ b: Double) -> UInt64 {
  guard !a.isNaN, !b.isNaN else { return a.isNaN && b.isNaN ? 0 : .max }
  return a.sign == b.sign
    ? max(a.magnitude.bitPattern, b.magnitude.bitPattern)
      - min(a.magnitude.bitPattern, b.magnitude.bitPattern)
    : a.magnitude.bitPattern + b.magnitude.bitPattern + 1
}

/// The bits of each element, all NaN counted as one.
func bits<Scalar: Real>(_ a: some Collection<Scalar>) -> [UInt64] {
  a.map { $0.isNaN ? Double.nan.bitPattern : Double($0).bitPattern }
}

extension Matrix {
  var bitPatterns: [UInt64] { bits(elements) }
}

extension MLP {
  /// All parameters, layer by layer, a frozen magnitude included.
  var parameters: [Scalar] {
    layers.flatMap { layer in
      switch layer.map {
      case .standard(let dense): dense.weight.elements + dense.bias
      case .weightNorm(let dense):
        dense.direction.elements + dense.magnitudeParameter + dense.bias
      }
    }
  }
}

/// 64-bit FNV-1a over the bytes of the numbers' bits, lowest byte first.
func hash<Scalar: Real>(_ numbers: [Scalar]) -> UInt64 {
  var hash: UInt64 = 0xcbf2_9ce4_8422_2325
  for pattern in bits(numbers) {
    for shift in stride(from: 0, to: 64, by: 8) {
      hash = (hash ^ ((pattern >> UInt64(shift)) & 0xff)) &* 0x0000_0100_0000_01b3
    }
  }
  return hash
}
