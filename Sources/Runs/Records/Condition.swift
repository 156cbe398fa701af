/// A condition that a claim puts on a recorded number.
public enum Condition: Equatable, Sendable {
  case below(Double)
  case above(Double)
  case within(ClosedRange<Double>)
  case equal(Int)

  /// Whether a number, a whole number, or every number between the ends of an interval meets it.
  public func holds(_ value: Measurement) -> Bool {
    switch value {
    case .number(let number): holds(number)
    case .integer(let number): holds(Double(number))
    case .interval(let interval): holds(interval.low) && holds(interval.high)
    case .flag, .text: false
    }
  }

  private func holds(_ number: Double) -> Bool {
    switch self {
    case .below(let bound): number < bound
    case .above(let bound): number > bound
    case .within(let range): range.contains(number)
    case .equal(let expected): number == Double(expected)
    }
  }
}

extension Condition: Codable {
  private enum CodingKeys: String, CodingKey {
    case below
    case above
    case within
    case equal
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    switch container.allKeys {
    case [.below]: self = .below(try container.decode(Double.self, forKey: .below))
    case [.above]: self = .above(try container.decode(Double.self, forKey: .above))
    case [.equal]: self = .equal(try container.decode(Int.self, forKey: .equal))
    default:
      let ends = try container.decode([Double].self, forKey: .within)
      guard ends.count == 2, ends[0] <= ends[1] else {
        throw DecodingError.dataCorruptedError(
          forKey: .within, in: container, debugDescription: "not the two ends of a range")
      }
      self = .within(ends[0]...ends[1])
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .below(let bound): try container.encode(bound, forKey: .below)
    case .above(let bound): try container.encode(bound, forKey: .above)
    case .within(let range):
      try container.encode([range.lowerBound, range.upperBound], forKey: .within)
    case .equal(let expected): try container.encode(expected, forKey: .equal)
    }
  }
}

extension Condition: CustomStringConvertible {
  /// In print: `< 10⁻¹³`.
  public var description: String {
    switch self {
    case .below(let bound): "< \(Self.short(bound))"
    case .above(let bound): "> \(Self.short(bound))"
    case .within(let range): "in [\(Self.short(range.lowerBound)), \(Self.short(range.upperBound))]"
    case .equal(let expected): "= \(expected)"
    }
  }

  /// The shortest decimal form: whole numbers without a point, small powers of ten as such.
  private static func short(_ number: Double) -> String {
    let text = "\(number)"
    if number == number.rounded(), number.magnitude < 1e6 { return "\(Int(number))" }
    guard text.hasPrefix("1e-"), let exponent = Int(text.dropFirst(3)) else { return text }
    let digits = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")
    return "10⁻" + "\(exponent)".compactMap(\.wholeNumberValue).map { String(digits[$0]) }.joined()
  }
}
