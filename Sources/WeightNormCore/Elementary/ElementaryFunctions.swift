internal import CKernels

/// Elementary functions made of operations that IEEE 754 specifies exactly, so that they give the
/// same bits on every machine, which a system's mathematics library does not promise.
///
/// The methods and coefficients are those of fdlibm (Sun Microsystems, 1993); each function is within
/// one unit in the last place of the true value.
public enum Elementary {
  private static let inverseLn2 = 1.44269504088896338700

  /// eˣ.
  ///
  /// ```
  /// x = k·ln 2 + r, |r| ≤ ½ ln 2;  eʳ = 1 + r + r·c/(2 − c),  c = r − r²·P(r²)
  /// ```
  ///
  /// Edge cases:
  /// - Infinity above 709.78, 0 below −745.13, rounded once more where the result is subnormal.
  /// - 1 for ±0, NaN for NaN.
  public static func exp(_ x: Double) -> Double {
    var y = x
    ck_exp_f64(1, &y)
    return y
  }

  /// ln x.
  ///
  /// ```
  /// x = 2ᵏ(1 + f), √½ ≤ 1 + f < √2;  ln(1 + f) = f − f²/2 + s(f²/2 + R(s²)),  s = f/(2 + f)
  /// ```
  ///
  /// Edge cases:
  /// - −infinity for ±0, NaN below 0 and for NaN, infinity for infinity.
  /// - 0 for 1.
  public static func log(_ x: Double) -> Double {
    var y = x
    ck_log_f64(1, &y)
    return y
  }

  /// The binary logarithm, as ln x / ln 2: within one unit in the last place of a whole number for a
  /// power of two.
  ///
  /// Edge cases:
  /// - Those of ln x.
  public static func log2(_ x: Double) -> Double {
    log(x) * inverseLn2
  }

  /// eˣ − 1 without cancellation near 0.
  ///
  /// Edge cases:
  /// - Infinity above 709.78, −1 for −infinity and all that rounds to it, NaN for NaN.
  /// - x itself below 2⁻⁵⁴ in magnitude, ±0 with their signs included.
  public static func expm1(_ x: Double) -> Double {
    var y = x
    ck_expm1_f64(1, &y)
    return y
  }

  /// The hyperbolic tangent.
  ///
  /// ```
  /// tanh x = 1 − 2/(t + 2), t = e²ˣ − 1, for x ≥ 1;  −t/(t + 2), t = e⁻²ˣ − 1, for 0 ≤ x < 1
  /// ```
  ///
  /// Edge cases:
  /// - ±1 from 22 in magnitude on, infinities included.
  /// - ±0 with their signs, NaN for NaN.
  public static func tanh(_ x: Double) -> Double {
    var y = x
    ck_tanh_f64(1, &y)
    return y
  }

  /// The angle whose tangent is x, in radians, from −π/2 to π/2.
  ///
  /// Edge cases:
  /// - ±π/2, rounded, for infinities.
  /// - ±0 with their signs, NaN for NaN.
  public static func atan(_ x: Double) -> Double {
    guard x == x else { return x }
    let a = x.magnitude
    // atan a = atan c + atan((a − c)/(1 + ac)) with c = 0, ½, 1, 3⁄2 or ∞; atan c in two parts.
    let reduced: Double
    let high: Double
    let low: Double
    switch a {
    case ..<0.4375: (reduced, high, low) = (a, 0, 0)
    case ..<0.6875:
      reduced = (2 * a - 1) / (2 + a)
      (high, low) = (4.63647609000806093515e-01, 2.26987774529616870924e-17)
    case ..<1.1875:
      reduced = (a - 1) / (a + 1)
      (high, low) = (7.85398163397448278999e-01, 3.06161699786838301793e-17)
    case ..<2.4375:
      reduced = (a - 1.5) / (1 + 1.5 * a)
      (high, low) = (9.82793723247329054082e-01, 1.39033110312309984516e-17)
    default:
      reduced = -1 / a
      (high, low) = (1.57079632679489655800e+00, 6.12323399573676603587e-17)
    }
    let z = reduced * reduced
    let w = z * z
    var even = 1.62858201153657823623e-02
    even = even * w + 4.97687799461593236017e-02
    even = even * w + 6.66107313738753120669e-02
    even = even * w + 9.09088713343650656196e-02
    even = even * w + 1.42857142725034663711e-01
    even = even * w + 3.33333333333329318027e-01
    var odd = -3.65315727442169155270e-02
    odd = odd * w - 5.83357013379057348645e-02
    odd = odd * w - 7.69187620504482999495e-02
    odd = odd * w - 1.11111104054623557880e-01
    odd = odd * w - 1.99999999998764832476e-01
    let series = reduced * (z * even + w * odd)
    let magnitude = high - ((series - low) - reduced)
    return x.sign == .minus ? -magnitude : magnitude
  }
}

extension Real {
  /// eˣ, through `Elementary.exp` and with its edge cases; overflows where the result of this type does.
  @inline(__always)
  public static func exp(_ x: Self) -> Self { Self(Elementary.exp(Double(x))) }

  /// ln x, through `Elementary.log` and with its edge cases.
  @inline(__always)
  public static func log(_ x: Self) -> Self { Self(Elementary.log(Double(x))) }

  /// tanh x, through `Elementary.tanh` and with its edge cases.
  @inline(__always)
  public static func tanh(_ x: Self) -> Self { Self(Elementary.tanh(Double(x))) }
}
