/// A condition that a claim puts on a recorded value.
public enum Condition: Equatable, Sendable {
  case below(Double)
  case above(Double)
  case within(ClosedRange<Double>)
  case equal(Int)
  case atLeast(Double)
  case atMost(Double)
  case flag(Bool)
  case word(String)

  /// Whether a value meets it. An interval does as a whole, and fails as a whole: one that has numbers
  /// which meet it and others which do not leaves it open.
  public func truth(of value: Measurement) -> Truth {
    switch value {
    case .number(let number): holds(number) ? .holds : .fails
    case .integer(let number): holds(Double(number)) ? .holds : .fails
    case .interval(let interval): truth(of: interval)
    case .flag(let flag): self == .flag(flag) ? .holds : .fails
    case .text(let text): self == .word(text) ? .holds : .fails
    }
  }

  /// Whether a value, or every number between the ends of an interval, meets it.
  public func holds(_ value: Measurement) -> Bool { truth(of: value) == .holds }

  /// The numbers that meet a condition have no gap: an interval meets it as a whole if its ends do.
  private func truth(of interval: Interval) -> Truth {
    let low = min(interval.low, interval.high)
    let high = max(interval.low, interval.high)
    switch (holds(low), holds(high)) {
    case (true, true): return .holds
    case (false, false): return lies(within: low, high) ? .open : .fails
    default: return .open
    }
  }

  /// Whether some numbers that meet it lie between two that do not.
  private func lies(within low: Double, _ high: Double) -> Bool {
    switch self {
    case .within(let range): low < range.lowerBound && range.upperBound < high
    case .equal(let expected): low < Double(expected) && Double(expected) < high
    case .below, .above, .atLeast, .atMost, .flag, .word: false
    }
  }

  private func holds(_ number: Double) -> Bool {
    switch self {
    case .below(let bound): number < bound
    case .above(let bound): number > bound
    case .within(let range): range.contains(number)
    case .equal(let expected): number == Double(expected)
    case .atLeast(let bound): number >= bound
    case .atMost(let bound): number <= bound
    case .flag, .word: false
    }
  }
}
