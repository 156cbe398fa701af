import Foundation

/// How numbers are printed: correctly rounded decimals, Unicode signs, no locale.
///
/// What is rounded up reads back as no less than the number, what is rounded down as no more.
enum NumberFormat {
  /// `0.0132` with that many digits after the point.
  static func fixed(_ number: Double, digits: Int, rounding: Rounding = .nearest) -> String {
    typeset(decimal(number, digits, rounding))
  }

  /// So many significant digits; plain from 1e-4 up to 1e6, else a power of ten.
  static func significant(
    _ number: Double, digits: Int, rounding: Rounding = .nearest
  ) -> String {
    let parts = Scientific(number, digits: digits, rounding: rounding)
    guard number != 0 else { return "0" }
    guard (-4..<6).contains(parts.exponent) else { return typeset(parts) }
    return typeset(parts.plain)
  }

  /// `2.5·10⁻⁷` with that many digits after the point; `0` for zero, which has no power of ten.
  static func scientific(
    _ number: Double, digits: Int, rounding: Rounding = .nearest
  ) -> String {
    number == 0 ? "0" : typeset(Scientific(number, digits: digits + 1, rounding: rounding))
  }

  /// `87.9 %` for 0.879.
  static func percent(_ share: Double, digits: Int, rounding: Rounding = .nearest) -> String {
    // The point is moved in the printed decimal: a product with 100 would be rounded twice.
    let decimal = decimal(share, digits + 2, rounding)
    let isNegative = decimal.hasPrefix("-")
    let parts = decimal.drop { $0 == "-" }.split(separator: ".")
    let fraction = parts[1]
    let whole = (parts[0] + fraction.prefix(2)).drop { $0 == "0" }
    let sign = isNegative ? "-" : ""
    let rest = digits > 0 ? "." + fraction.dropFirst(2) : ""
    return typeset(sign + (whole.isEmpty ? "0" : whole) + rest) + " %"
  }

  /// The shortest decimal of at most six digits that is this number, or nil.
  static func plain(_ number: Double) -> String? {
    guard number != 0 else { return "0" }
    let exact = (1...6).first { digits in
      Double(String(format: "%.\(digits - 1)e", number)) == number
    }
    return exact.map { significant(number, digits: $0) }
  }

  /// The nearest number of so many significant digits on that side of this one.
  static func bound(of number: Double, digits: Int, rounding: Rounding) -> Double {
    Scientific(number, digits: digits, rounding: rounding).value
  }

  /// A whole number, ungrouped.
  static func integer(_ number: Int) -> String {
    typeset(String(number))
  }

  private static func decimal(_ number: Double, _ digits: Int, _ rounding: Rounding) -> String {
    let nearest = String(format: "%.\(digits)f", number)
    let step = rounding.step(from: Double(nearest) ?? number, to: number)
    // Seventeen digits read back as the number itself, so that what has to step is no longer.
    guard step != 0, let units = Int(nearest.replacing(".", with: "")) else { return nearest }
    let stepped = String((units + step).magnitude)
    let padding = String(repeating: "0", count: max(0, digits + 1 - stepped.count))
    let padded = padding + stepped
    let fraction = padded.suffix(digits)
    let sign = units + step < 0 ? "-" : ""
    return sign + padded.dropLast(digits) + (digits > 0 ? "." + fraction : "")
  }

  private static func typeset(_ parts: Scientific) -> String {
    typeset(parts.mantissa) + "·10" + superscript(parts.exponent)
  }

  /// A Unicode minus, and none before a number that was rounded to zero.
  private static func typeset(_ ascii: String) -> String {
    guard ascii.hasPrefix("-") else { return ascii }
    let digits = ascii.dropFirst()
    return digits.contains { $0 != "0" && $0 != "." } ? "−" + digits : String(digits)
  }

  private static func superscript(_ exponent: Int) -> String {
    let raised: [Character] = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"]
    let digits = String(exponent.magnitude).compactMap(\.wholeNumberValue).map { raised[$0] }
    return (exponent < 0 ? "⁻" : "") + String(digits)
  }
}
