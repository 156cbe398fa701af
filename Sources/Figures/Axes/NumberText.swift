import Foundation

/// Numbers as axes print them: Unicode minus, thin spaces between thousands, powers of ten with a
/// raised exponent.
enum NumberText {
  /// `value` with `decimals` digits after the point; from 10 000 on, thousands are set apart.
  static func fixed(_ value: Double, decimals: Int) -> String {
    let digits = String(format: "%.*f", max(0, decimals), abs(value))
    let isZero = !digits.contains { $0 != "0" && $0 != "." }
    return (value < 0 && !isZero ? "−" : "") + grouped(digits)
  }

  /// The shortest decimal form: "0.25", "3", "−12 000".
  static func plain(_ value: Double) -> String {
    fixed(value, decimals: decimals(for: [value], tolerance: abs(value) * 1e-9))
  }

  /// 10 with a raised exponent.
  static func decade(_ exponent: Int) -> String {
    "10" + superscript(exponent)
  }

  /// `mantissa × 10^exponent`, the mantissa with `decimals` digits; a mantissa of 1 is left out.
  static func scientific(_ value: Double, exponent: Int, decimals: Int) -> String {
    let mantissa = scaled(value, by: -exponent)
    let text = fixed(mantissa, decimals: decimals)
    if text == "1" { return decade(exponent) }
    return text + "×" + decade(exponent)
  }

  /// How many decimals show all `values` to within `tolerance`; at most 15.
  static func decimals(for values: [Double], tolerance: Double) -> Int {
    let enough = (0..<15).first { decimals in
      let unit = pow(10, Double(decimals))
      return values.allSatisfy { abs($0 - ($0 * unit).rounded() / unit) <= tolerance }
    }
    return enough ?? 15
  }

  /// `value · 10^power`, in two steps where the power itself leaves the finite numbers.
  static func scaled(_ value: Double, by power: Int) -> Double {
    let half = power / 2
    return value * pow(10, Double(half)) * pow(10, Double(power - half))
  }

  private static func superscript(_ exponent: Int) -> String {
    let digits: [Character] = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"]
    let raised = String(exponent.magnitude).compactMap(\.wholeNumberValue).map { digits[$0] }
    return (exponent < 0 ? "⁻" : "") + String(raised)
  }

  private static func grouped(_ digits: String) -> String {
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    guard let whole = parts.first, whole.count > 4 else { return digits }
    var groups: [Substring] = []
    var rest = whole
    while !rest.isEmpty {
      groups.insert(rest.suffix(3), at: 0)
      rest = rest.dropLast(3)
    }
    let tail = parts.dropFirst().map { "." + $0 }.joined()
    return groups.joined(separator: "\u{2009}") + tail
  }
}
