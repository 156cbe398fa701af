import Reports
import Runs

/// One comparison of a rule: a recorded value, and what is asked of it.
struct Comparison: Sendable {
  /// A number, or the name of a recorded one.
  enum Bound: Sendable {
    case number(Double)
    case name(YAMLText)
  }

  /// What is asked, in the words of `claims.yaml`.
  enum Test: Sendable {
    case below(Bound)
    case above(Bound)
    case atLeast(Bound)
    case atMost(Bound)
    case within(Bound, Bound, at: SourcePosition)
    /// A whole number, `true` or `false`, or a word: what it is, the value says.
    case equal(YAMLText)
  }

  let value: YAMLText
  let test: Test
  /// What the value is, for people; nil for what its record says.
  let label: String?

  /// All names of recorded values, in the order in which they are compared.
  var names: [YAMLText] {
    [value]
      + test.bounds.compactMap { bound in
        guard case .name(let name) = bound else { return nil }
        return name
      }
  }

  /// The value with the condition put on it.
  ///
  /// - Throws: what is wrong with a name, or with the kind of what it names.
  func look(
    _ values: RecordedValues
  ) throws(TemplateProblem) -> (value: RecordedValues.Value, condition: Condition) {
    let found = try values.value(value)
    let condition = try condition(on: found.measurement, values)
    return (found, condition)
  }

  /// What it says of some values.
  func truth(over values: RecordedValues) throws(TemplateProblem) -> Truth {
    let (value, condition) = try look(values)
    return condition.truth(of: value.measurement)
  }

  private func condition(
    on measurement: Measurement, _ values: RecordedValues
  ) throws(TemplateProblem) -> Condition {
    if case .equal(let expected) = test { return try equality(expected, to: measurement) }
    guard measurement.isNumeric else {
      let kind = measurement.kindName
      let word = measurement.isFlag ? "true` or `equal: false" : "WORD"
      throw TemplateProblem(
        "`\(value.string)` is \(kind), which `\(test.word)` does not compare; `equal: \(word)` does",
        at: value.position)
    }
    return try comparison(values)
  }

  private func comparison(_ values: RecordedValues) throws(TemplateProblem) -> Condition {
    switch test {
    case .below(let bound): return .below(try bound.number(values))
    case .above(let bound): return .above(try bound.number(values))
    case .atLeast(let bound): return .atLeast(try bound.number(values))
    case .atMost(let bound): return .atMost(try bound.number(values))
    case .within(let low, let high, let position):
      let (low, high) = (try low.number(values), try high.number(values))
      guard low <= high else { throw Self.reversed(low, high, at: position) }
      return .within(low...high)
    case .equal: preconditionFailure("equality compares no numbers in order")
    }
  }

  static func reversed(
    _ low: Double, _ high: Double, at position: SourcePosition
  ) -> TemplateProblem {
    TemplateProblem(
      "`within` goes from the smaller number to the greater one, not from \(low) to \(high)",
      at: position)
  }

  private func equality(
    _ expected: YAMLText, to measurement: Measurement
  ) throws(TemplateProblem) -> Condition {
    switch measurement {
    case .text: return .word(expected.string)
    case .flag:
      if let flag = Bool(expected.string) { return .flag(flag) }
    case .number, .integer, .interval:
      if let number = Int(expected.string) { return .equal(number) }
    }
    let wanted = measurement.isFlag ? "`true` or `false`" : "a whole number"
    throw TemplateProblem(
      "`\(value.string)` is \(measurement.kindName), and `equal` must be \(wanted) here",
      at: expected.position)
  }
}

extension Comparison.Test {
  /// The key in `claims.yaml`.
  var word: String {
    switch self {
    case .below: "below"
    case .above: "above"
    case .atLeast: "at-least"
    case .atMost: "at-most"
    case .within: "within"
    case .equal: "equal"
    }
  }

  fileprivate var bounds: [Comparison.Bound] {
    switch self {
    case .below(let bound), .above(let bound), .atLeast(let bound), .atMost(let bound): [bound]
    case .within(let low, let high, _): [low, high]
    case .equal: []
    }
  }
}

extension Comparison.Bound {
  func number(_ values: RecordedValues) throws(TemplateProblem) -> Double {
    switch self {
    case .number(let number): return number
    case .name(let name):
      let found = try values.value(name).measurement
      switch found {
      case .number(let number): return number
      case .integer(let number): return Double(number)
      case .interval:
        throw TemplateProblem(
          "a bound is one number and `\(name.string)` is an interval; name its `.estimate`, `.low`"
            + " or `.high`", at: name.position)
      case .flag, .text:
        throw TemplateProblem(
          "a bound is a number and `\(name.string)` is \(found.kindName)", at: name.position)
      }
    }
  }
}

extension Measurement {
  fileprivate var isFlag: Bool {
    if case .flag = self { true } else { false }
  }

  fileprivate var isNumeric: Bool {
    switch self {
    case .number, .integer, .interval: true
    case .flag, .text: false
    }
  }
}
