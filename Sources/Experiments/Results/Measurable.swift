internal import Runs

/// What a recorded property can hold. An optional one is left out of the record where it is nil.
protocol RecordedContent: Sendable {
  /// What stands where a record holds nothing; nil where it has to hold something.
  static var absent: Self? { get }
}

extension RecordedContent {
  static var absent: Self? { nil }
}

extension Optional: RecordedContent where Wrapped: RecordedContent {
  static var absent: Self? { .some(.none) }
}

/// What a measured value can be in Swift.
protocol Measurable: RecordedContent {
  /// Nil for what is not recorded.
  var measurement: Measurement? { get }
}

extension Double: Measurable { var measurement: Measurement? { .number(self) } }
extension Int: Measurable { var measurement: Measurement? { .integer(self) } }
extension Bool: Measurable { var measurement: Measurement? { .flag(self) } }
extension String: Measurable { var measurement: Measurement? { .text(self) } }
extension Interval: Measurable { var measurement: Measurement? { .interval(self) } }

extension Optional: Measurable where Wrapped: Measurable {
  var measurement: Measurement? { self?.measurement }
}

extension Measurement {
  var content: any Measurable {
    switch self {
    case .number(let number): number
    case .integer(let integer): integer
    case .flag(let flag): flag
    case .text(let text): text
    case .interval(let interval): interval
    }
  }

  /// Whether every number in it is finite.
  var isFinite: Bool {
    switch self {
    case .number(let number): number.isFinite
    case .interval(let interval):
      interval.estimate.isFinite && interval.low.isFinite && interval.high.isFinite
    case .integer, .flag, .text: true
    }
  }
}
