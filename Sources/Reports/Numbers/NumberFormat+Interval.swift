import Runs

extension NumberFormat {
  /// `2.06 [1.87, 2.24]`.
  static func interval(_ interval: Interval, digits: Int) -> String {
    brackets(interval) { fixed($0, digits: digits) }
  }

  /// An interval with digits that suit its width: two of the width's own.
  static func interval(_ interval: Interval) -> String {
    let width = interval.high - interval.low
    guard let digits = (0...4).first(where: { width * power(of: 10, $0) >= 10 }) else {
      return brackets(interval) { significant($0, digits: 3) }
    }
    return self.interval(interval, digits: digits)
  }

  private static func brackets(_ interval: Interval, _ print: (Double) -> String) -> String {
    "\(print(interval.estimate)) [\(print(interval.low)), \(print(interval.high))]"
  }

  private static func power(of base: Double, _ exponent: Int) -> Double {
    (0..<exponent).reduce(1) { product, _ in product * base }
  }
}
