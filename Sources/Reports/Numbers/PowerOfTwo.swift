/// 2ˣ from exactly specified operations, so that a printed factor is the same on every machine.
///
/// ```text
/// 2^x = 2^n · exp(f ln 2),  n = round(x),  f = x − n,  |f| ≤ ½
/// ```
/// The series of exp is cut after the 18th power, where the rest is below the last bit.
enum PowerOfTwo {
  private static let naturalLogarithmOfTwo = 0.693_147_180_559_945_309_4

  /// 2ˣ; infinite or zero outside the range of a double.
  static func raised(to x: Double) -> Double {
    guard x.magnitude < 1100 else { return x < 0 ? 0 : .infinity }
    let whole = x.rounded()
    let argument = (x - whole) * naturalLogarithmOfTwo
    var sum = 1.0
    for power in stride(from: 18.0, to: 0, by: -1) {
      sum = 1 + argument * sum / power
    }
    return Double(sign: .plus, exponent: Int(whole), significand: sum)
  }
}
