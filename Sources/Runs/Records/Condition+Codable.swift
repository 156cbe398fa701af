/// One member that names the comparison: `{"below": 0.1}`, `{"within": [0.9, 1.1]}`, `{"equal": true}`.
extension Condition: Codable {
  private enum CodingKeys: String, CodingKey {
    case below
    case above
    case within
    case equal
    case atLeast
    case atMost
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    switch container.allKeys {
    case [.below]: self = .below(try container.decode(Double.self, forKey: .below))
    case [.above]: self = .above(try container.decode(Double.self, forKey: .above))
    case [.equal]: self = try Self.equal(in: container)
    case [.atLeast]: self = .atLeast(try container.decode(Double.self, forKey: .atLeast))
    case [.atMost]: self = .atMost(try container.decode(Double.self, forKey: .atMost))
    default:
      let ends = try container.decode([Double].self, forKey: .within)
      guard ends.count == 2, ends[0] <= ends[1] else {
        throw DecodingError.dataCorruptedError(
          forKey: .within, in: container, debugDescription: "not the two ends of a range")
      }
      self = .within(ends[0]...ends[1])
    }
  }

  /// A whole number, a flag or a word.
  private static func equal(in container: KeyedDecodingContainer<CodingKeys>) throws -> Condition {
    if let flag = try? container.decode(Bool.self, forKey: .equal) { return .flag(flag) }
    if let word = try? container.decode(String.self, forKey: .equal) { return .word(word) }
    return .equal(try container.decode(Int.self, forKey: .equal))
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .below(let bound): try container.encode(bound, forKey: .below)
    case .above(let bound): try container.encode(bound, forKey: .above)
    case .within(let range):
      try container.encode([range.lowerBound, range.upperBound], forKey: .within)
    case .equal(let expected): try container.encode(expected, forKey: .equal)
    case .atLeast(let bound): try container.encode(bound, forKey: .atLeast)
    case .atMost(let bound): try container.encode(bound, forKey: .atMost)
    case .flag(let flag): try container.encode(flag, forKey: .equal)
    case .word(let word): try container.encode(word, forKey: .equal)
    }
  }
}
