import WeightNormCore

/// What kernels compute, number by number: elementary functions as fdlibm writes them, and a sum in the
/// order that `Reduction` documents.
enum PlainFunctions {
  static func dot<Scalar: Real>(_ a: [Scalar], _ b: [Scalar]) -> Scalar {
    var partial = [Scalar](repeating: 0, count: 16)
    for index in a.indices {
      let product = a[index] * b[index]
      partial[index % 16] += product
    }
    for half in [8, 4, 2, 1] {
      for lane in 0..<half { partial[lane] += partial[lane + half] }
    }
    return partial[0]
  }

  private static let ln2High = 6.93147180369123816490e-01
  private static let ln2Low = 1.90821492927058770002e-10

  static func exp(_ x: Double) -> Double {
    guard x == x else { return x }
    if x > 7.09782712893383973096e+02 { return .infinity }
    if x < -7.45133219101941108420e+02 { return 0 }
    let k = (x * 1.44269504088896338700).rounded(.toNearestOrEven)
    let high = x - k * ln2High
    let low = k * ln2Low
    let r = high - low
    let t = r * r
    var p = 4.13813679705723846039e-08
    p = p * t - 1.65339022054652515390e-06
    p = p * t + 6.61375632143793436117e-05
    p = p * t - 2.77777777770155933842e-03
    p = p * t + 1.66666666666666019037e-01
    let c = r - t * p
    let y = 1 - ((low - (r * c) / (2 - c)) - high)
    return Double(sign: .plus, exponent: Int(k), significand: y)
  }

  static func log(_ x: Double) -> Double {
    guard x > 0, x < .infinity else {
      return x == 0 ? -.infinity : (x == .infinity ? x : .nan)
    }
    var k = Double(x.exponent)
    var f = x.significand
    if f > 2.0.squareRoot() {
      f *= 0.5
      k += 1
    }
    f -= 1
    let s = f / (2 + f)
    let z = s * s
    let w = z * z
    var even = 1.531383769920937332e-01
    even = even * w + 2.222219843214978396e-01
    even = even * w + 3.999999999940941908e-01
    var odd = 1.479819860511658591e-01
    odd = odd * w + 1.818357216161805012e-01
    odd = odd * w + 2.857142874366239149e-01
    odd = odd * w + 6.666666666666735130e-01
    let series = w * even + z * odd
    let halfSquare = 0.5 * f * f
    return k * ln2High - ((halfSquare - (s * (halfSquare + series) + k * ln2Low)) - f)
  }

  static func expm1(_ x: Double) -> Double {
    guard x == x else { return x }
    if x > 7.09782712893383973096e+02 { return .infinity }
    if x < -56 * ln2High { return -1 }
    if x.magnitude < 0x1p-54 { return x }
    let k = x.magnitude > 0.5 * ln2High ? (x * 1.44269504088896338700).rounded(.toNearestOrEven) : 0
    let high = x - k * ln2High
    let low = k * ln2Low
    let r = high - low
    let correction = (high - r) - low
    return expm1(reduced: r, correction: correction, k: Int(k))
  }

  /// e^(r + correction)·2ᵏ − 1 for |r| ≤ ½ ln 2.
  private static func expm1(reduced r: Double, correction: Double, k: Int) -> Double {
    let half = 0.5 * r
    let halfSquare = r * half
    var q = -2.01099218183624371326e-07
    q = q * halfSquare + 4.00821782732936239552e-06
    q = q * halfSquare - 7.93650757867487942473e-05
    q = q * halfSquare + 1.58730158725481460165e-03
    q = q * halfSquare - 3.33333333333331316428e-02
    let r1 = 1 + halfSquare * q
    let t = 3 - r1 * half
    var e = halfSquare * ((r1 - t) / (6 - r * t))
    if k == 0 { return r - (r * e - halfSquare) }
    e = (r * (e - correction) - correction) - halfSquare
    switch k {
    case -1: return 0.5 * (r - e) - 0.5
    case 1: return r < -0.25 ? -2 * (e - (r + 0.5)) : 1 + 2 * (r - e)
    case ...(-2), 57...: return scaled(1 - (e - r), byPowerOfTwo: k) - 1
    case ..<20: return scaled((1 - scaled(1, byPowerOfTwo: -k)) - (e - r), byPowerOfTwo: k)
    default: return scaled((r - (e + scaled(1, byPowerOfTwo: -k))) + 1, byPowerOfTwo: k)
    }
  }

  static func tanh(_ x: Double) -> Double {
    guard x == x else { return x }
    let a = x.magnitude
    let magnitude: Double
    if a >= 22 {
      magnitude = 1
    } else if a >= 1 {
      magnitude = 1 - 2 / (expm1(2 * a) + 2)
    } else {
      let t = expm1(-2 * a)
      magnitude = -t / (t + 2)
    }
    return x.sign == .minus ? -magnitude : magnitude
  }

  private static func scaled(_ y: Double, byPowerOfTwo k: Int) -> Double {
    Double(sign: .plus, exponent: k, significand: y)
  }
}
