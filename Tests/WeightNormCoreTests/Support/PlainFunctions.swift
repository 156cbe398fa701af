/// eˣ and ln x number by number, as fdlibm writes them.
enum PlainFunctions {
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
}
