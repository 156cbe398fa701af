/// Which steps of a path a record keeps: at most 200 from one fixed rule, the first and the last
/// always among them.
public enum Thinning: String, Codable, CaseIterable, Sendable {
  /// Evenly spaced steps.
  case linear
  /// Steps evenly spaced in their logarithm.
  case logarithmic

  /// The most steps that are kept.
  public static let limit = 200

  /// Increasing positions in 0..<count; `event`, such as the step of a blow-up, is kept too.
  public func positions(of count: Int, keeping event: Int? = nil) -> [Int] {
    guard count > Self.limit else { return Array(0..<count) }
    var kept: Set<Int> = [0, count - 1]
    if let event, event < count { kept.insert(event) }
    let slots = Self.limit - 3
    switch self {
    case .linear:
      for slot in 0...slots { kept.insert(slot * (count - 1) / slots) }
    case .logarithmic:
      // The next position is at least one further, and grows by a constant factor where it can:
      // the remaining ratio is shared by the remaining slots.
      var position = 1
      for remaining in stride(from: slots, to: 0, by: -1) {
        kept.insert(position)
        let growth = Self.root(Double(count - 1) / Double(position), remaining)
        position = min(max(position + 1, Int((Double(position) * growth).rounded())), count - 1)
      }
    }
    return kept.sorted()
  }

  /// x^(1/n) for x ≥ 1 by bisection, which needs only exactly specified operations.
  private static func root(_ x: Double, _ n: Int) -> Double {
    var low = 1.0
    var high = x
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if power(middle, n) <= x { low = middle } else { high = middle }
    }
    return low
  }

  /// xⁿ by squares.
  private static func power(_ x: Double, _ n: Int) -> Double {
    var (power, square, rest) = (1.0, x, n)
    while rest > 0 {
      if rest & 1 == 1 { power *= square }
      square *= square
      rest >>= 1
    }
    return power
  }
}
