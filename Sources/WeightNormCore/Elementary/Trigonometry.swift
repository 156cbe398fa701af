extension Elementary {
  /// The sine of an angle in radians.
  ///
  /// Edge cases:
  /// - ±0 with their signs, NaN for NaN.
  ///
  /// - Precondition: an angle of at most 2²⁰ in magnitude, or NaN.
  public static func sin(_ x: Double) -> Double {
    guard x.magnitude >= 0x1p-27 else { return x }
    let angle = ReducedAngle(x)
    switch angle.quarter {
    case 0: return angle.sine
    case 1: return angle.cosine
    case 2: return -angle.sine
    default: return -angle.cosine
    }
  }

  /// The cosine of an angle in radians.
  ///
  /// Edge cases:
  /// - 1 for ±0, NaN for NaN.
  ///
  /// - Precondition: an angle of at most 2²⁰ in magnitude, or NaN.
  public static func cos(_ x: Double) -> Double {
    let angle = ReducedAngle(x)
    switch angle.quarter {
    case 0: return angle.cosine
    case 1: return -angle.sine
    case 2: return -angle.cosine
    default: return angle.sine
    }
  }
}

/// An angle as a number of quarter turns and a rest r of at most an eighth, as a sum of two doubles of
/// which the second is what rounding left.
///
/// ```
/// x = k·π/2 + r, |r| ≤ π/4
/// sin r = r + r³·S(r²),  cos r = 1 − r²/2 + r⁴·C(r²)
/// ```
private struct ReducedAngle {
  /// k, in 0..<4.
  let quarter: Int
  private let rest: Double
  private let restTail: Double

  private static let inverseQuarterTurn = 6.36619772367581382433e-01

  /// π/2 in parts of 33 bits (Cody & Waite 1980), so that their products with k are exact, and of each
  /// part what π/2 has beyond it.
  private static let first = (part: 1.57079632673412561417e+00, beyond: 6.07710050650619224932e-11)
  private static let second = (part: 6.07710050630396597660e-11, beyond: 2.02226624879595063154e-21)
  private static let third = (part: 2.02226624871116645580e-21, beyond: 8.47842766036889956997e-32)

  init(_ x: Double) {
    precondition(!(x.magnitude > 0x1p20), "an angle of too many turns")
    guard x.magnitude > .pi / 4 else {
      (quarter, rest, restTail) = (0, x, 0)
      return
    }
    let turns = (x * Self.inverseQuarterTurn).rounded()
    var high = x - turns * Self.first.part
    var low = turns * Self.first.beyond
    // The next part where the difference lost more bits than the last one had to spare.
    for (next, share) in [(Self.second, 0x1p-16), (Self.third, 0x1p-49)]
    where (high - low).magnitude < share * x.magnitude {
      let before = high
      low = turns * next.part
      high = before - low
      low = turns * next.beyond - ((before - high) - low)
    }
    rest = high - low
    restTail = (high - rest) - low
    quarter = Int(turns) & 3
  }

  var sine: Double {
    let z = rest * rest
    var series = 1.58969099521155010221e-10
    series = series * z - 2.50507602534068634195e-08
    series = series * z + 2.75573137070700676789e-06
    series = series * z - 1.98412698298579493134e-04
    series = series * z + 8.33333333332248946124e-03
    let cube = z * rest
    let leading = 1.66666666666666324348e-01
    return rest - ((z * (restTail / 2 - cube * series) - restTail) + cube * leading)
  }

  var cosine: Double {
    let z = rest * rest
    var series = -1.13596475577881948265e-11
    series = series * z + 2.08757232129817482790e-09
    series = series * z - 2.75573143513906633035e-07
    series = series * z + 2.48015872894767294178e-05
    series = series * z - 1.38888888888741095749e-03
    series = series * z + 4.16666666666666019037e-02
    let half = z / 2
    let high = 1 - half
    return high + (((1 - high) - half) + (z * (z * series) - rest * restTail))
  }
}
