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
  /// Nil for what is no luck of the seeds.
  var sampling: Sampling? { get }
  /// What a record holds of it; nil for a value of another type.
  static func read(_ recorded: MeasuredValue) -> Self?
}

extension Measurable {
  var sampling: Sampling? { nil }
  static func read(_ recorded: MeasuredValue) -> Self? { recorded.value.content as? Self }

  /// What it is in one of the studies drawn from its seeds, or as it is for nil.
  func measurement(in study: Int?) -> Measurement? {
    guard let study, let sampling else { return measurement }
    return measurement?.moved(to: sampling.studies[study])
  }
}

extension Double: Measurable { var measurement: Measurement? { .number(self) } }
extension Int: Measurable { var measurement: Measurement? { .integer(self) } }
extension Bool: Measurable { var measurement: Measurement? { .flag(self) } }
extension String: Measurable { var measurement: Measurement? { .text(self) } }
extension Interval: Measurable { var measurement: Measurement? { .interval(self) } }

extension Optional: Measurable where Wrapped: Measurable {
  var measurement: Measurement? { self?.measurement }
  var sampling: Sampling? { self?.sampling }
  static func read(_ recorded: MeasuredValue) -> Wrapped?? {
    Wrapped.read(recorded).map(Optional.some)
  }
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
