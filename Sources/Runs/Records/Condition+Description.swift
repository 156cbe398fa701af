extension Condition: CustomStringConvertible {
  /// In print: `< 10⁻¹³`.
  public var description: String {
    switch self {
    case .below(let bound): "< \(Self.short(bound))"
    case .above(let bound): "> \(Self.short(bound))"
    case .within(let range): "in [\(Self.short(range.lowerBound)), \(Self.short(range.upperBound))]"
    case .equal(let expected): "= \(expected)"
    case .atLeast(let bound): "≥ \(Self.short(bound))"
    case .atMost(let bound): "≤ \(Self.short(bound))"
    case .flag(let flag): flag ? "= yes" : "= no"
    case .word(let word): "= \(word)"
    }
  }

  /// The shortest decimal form: whole numbers without a point, small powers of ten as such. A number of
  /// more digits than a person types is another measured value, and is rounded as such are.
  private static func short(_ number: Double) -> String {
    if number == number.rounded(), number.magnitude < 1e6 { return "\(Int(number))" }
    let text = "\(number)"
    if digits(of: text) > typedDigits { return "\(rounded(number))" }
    guard text.hasPrefix("1e-"), let exponent = Int(text.dropFirst(3)) else { return text }
    let digits = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")
    return "10⁻" + "\(exponent)".compactMap(\.wholeNumberValue).map { String(digits[$0]) }.joined()
  }

  private static let typedDigits = 6

  /// How many digits count in a decimal number.
  private static func digits(of text: String) -> Int {
    let digits = text.prefix { $0 != "e" }.filter(\.isNumber).drop { $0 == "0" }
    return digits.reversed().drop { $0 == "0" }.count
  }

  /// The nearest number of four digits.
  private static func rounded(_ number: Double) -> Double {
    var (up, down) = (1.0, 1.0)
    while number.magnitude * up < 1000 { up *= 10 }
    while number.magnitude / down >= 10_000 { down *= 10 }
    let rounded = (number * up / down).rounded() / up * down
    return rounded.isFinite ? rounded : number
  }
}
