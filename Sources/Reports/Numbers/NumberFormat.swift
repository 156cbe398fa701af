import Foundation

/// How numbers are printed: correctly rounded decimals, Unicode signs, no locale.
enum NumberFormat {
  /// `0.0132` with that many digits after the point.
  static func fixed(_ number: Double, digits: Int) -> String {
    typeset(decimal(number, digits))
  }

  /// So many significant digits; plain from 1e-4 up to 1e6, else a power of ten.
  static func significant(_ number: Double, digits: Int) -> String {
    let parts = Scientific(number, digits: digits)
    guard number != 0 else { return "0" }
    guard (-4..<6).contains(parts.exponent) else { return typeset(parts) }
    return typeset(parts.plain)
  }

  /// `2.5·10⁻⁷` with that many digits after the point.
  static func scientific(_ number: Double, digits: Int) -> String {
    typeset(Scientific(number, digits: digits + 1))
  }

  /// `87.9 %` for 0.879.
  static func percent(_ share: Double, digits: Int) -> String {
    // The point is moved in the printed decimal: a product with 100 would be rounded twice.
    let decimal = decimal(share, digits + 2)
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

  /// The least number of so many significant digits that is not below this one.
  static func upperBound(of number: Double, digits: Int) -> Double {
    let nearest = Scientific(number, digits: digits)
    guard nearest.value < number else { return nearest.value }
    return nearest.next.value
  }

  /// A whole number, ungrouped.
  static func integer(_ number: Int) -> String {
    typeset(String(number))
  }

  private static func decimal(_ number: Double, _ digits: Int) -> String {
    String(format: "%.\(digits)f", number)
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

/// A number as a mantissa and a power of ten, rounded to so many digits.
private struct Scientific {
  var mantissa: String
  var exponent: Int

  init(_ number: Double, digits: Int) {
    let text = String(format: "%.\(digits - 1)e", number).split(separator: "e")
    mantissa = String(text[0])
    exponent = Int(text[1]) ?? 0
  }

  private init(mantissa: String, exponent: Int) {
    self.mantissa = mantissa
    self.exponent = exponent
  }

  var value: Double { Double("\(mantissa)e\(exponent)") ?? .nan }

  /// The next greater number of as many digits.
  var next: Self {
    let places = mantissa.split(separator: ".").dropFirst().first?.count ?? 0
    let digits = Int(mantissa.replacing(".", with: "")) ?? 0
    return Self(mantissa: String(digits + 1), exponent: exponent - places)
  }

  /// The same digits without a power of ten.
  var plain: String {
    let sign = mantissa.hasPrefix("-") ? "-" : ""
    let digits = mantissa.filter(\.isNumber)
    if exponent < 0 {
      return sign + "0." + String(repeating: "0", count: -exponent - 1) + digits
    }
    let padded = digits + String(repeating: "0", count: max(0, exponent + 1 - digits.count))
    let fraction = padded.dropFirst(exponent + 1)
    return sign + padded.prefix(exponent + 1) + (fraction.isEmpty ? "" : "." + fraction)
  }
}
