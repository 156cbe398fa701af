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

  /// The shortest decimal form: whole numbers without a point, small powers of ten as such. A fraction of
  /// more digits than a person types is another measured value, and is rounded as such are.
  private static func short(_ exact: Double) -> String {
    let number = digits(of: exact) > typedDigits ? rounded(exact) : exact
    if number == number.rounded(), number.magnitude < 1e6 { return "\(Int(number))" }
    let text = "\(number)"
    guard text.hasPrefix("1e-"), let exponent = Int(text.dropFirst(3)) else { return text }
    let digits = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")
    return "10⁻" + "\(exponent)".compactMap(\.wholeNumberValue).map { String(digits[$0]) }.joined()
  }

  private static let typedDigits = 6

  /// How many digits count in a fraction; none in a whole number.
  private static func digits(of number: Double) -> Int {
    guard number != number.rounded() else { return 0 }
    return "\(number)".prefix { $0 != "e" }.filter(\.isNumber).drop { $0 == "0" }.count
  }

  /// The nearest number of four digits.
  private static func rounded(_ number: Double) -> Double {
    var (digits, exponent) = (number, 0)
    while digits.magnitude < 1000 { (digits, exponent) = (digits * 10, exponent - 1) }
    while digits.magnitude >= 10_000 { (digits, exponent) = (digits / 10, exponent + 1) }
    return Double("\(Int(digits.rounded()))e\(exponent)") ?? number
  }
}
