import Foundation
import Runs
import Testing

struct ConditionTests {
  private static let two = Interval(estimate: 2, low: 2, high: 2)
  private static let values: [Measurement] = [
    .number(2), .integer(2), .flag(true), .flag(false), .text("2"), .interval(two),
  ]

  /// Each condition with the values of the list above that meet it.
  @Test(
    arguments: [
      (.below(3), [.number(2), .integer(2), .interval(two)]), (.below(2), []),
      (.below(2.0.nextUp), [.number(2), .integer(2), .interval(two)]),
      (.above(1), [.number(2), .integer(2), .interval(two)]), (.above(2), []),
      (.above(2.0.nextDown), [.number(2), .integer(2), .interval(two)]),
      (.within(2...3), [.number(2), .integer(2), .interval(two)]),
      (.within(1...2), [.number(2), .integer(2), .interval(two)]),
      (.within(2.5...3), []), (.within(1...1.5), []),
      (.equal(2), [.number(2), .integer(2), .interval(two)]), (.equal(3), []),
      (.atLeast(2), [.number(2), .integer(2), .interval(two)]), (.atLeast(2.0.nextUp), []),
      (.atMost(2), [.number(2), .integer(2), .interval(two)]), (.atMost(2.0.nextDown), []),
      (.flag(true), [.flag(true)]), (.flag(false), [.flag(false)]),
      (.word("2"), [.text("2")]), (.word("3"), []),
    ] as [(Condition, [Measurement])])
  func `a condition holds for what meets it`(_ condition: Condition, _ expected: [Measurement]) {
    #expect(Self.values.filter { condition.holds($0) } == expected)
  }

  @Test(
    arguments: [
      (.below(1e-13), "< 10⁻¹³"), (.below(0.1), "< 0.1"), (.below(1), "< 1"), (.below(-2), "< -2"),
      (.above(0.001), "> 0.001"), (.above(2), "> 2"), (.above(1e6), "> 1000000.0"),
      (.above(999_999), "> 999999"), (.within(0.99...1.01), "in [0.99, 1.01]"),
      (.within(-1...1), "in [-1, 1]"), (.equal(0), "= 0"), (.atLeast(8), "≥ 8"),
      (.atMost(0.5), "≤ 0.5"), (.flag(true), "= yes"), (.flag(false), "= no"),
      (.word("slowly"), "= slowly"), (.below(0.693147), "< 0.693147"),
      // What another value gave as a bound.
      (.below(0.081_234_567_890_12), "< 0.08123"), (.above(-1234.567_890_1), "> -1235"),
      (.below(1.0 / 3), "< 0.3333"), (.below(123_456.75), "< 123500"),
      (.above(1_048_576), "> 1048576.0"), (.above(1.234_567_891e-300), "> 1.235e-300"),
      (.above(.leastNormalMagnitude), "> 2.225e-308"),
    ] as [(Condition, String)])
  func `a condition has a form in print`(_ condition: Condition, _ expected: String) {
    #expect("\(condition)" == expected)
  }

  @Test(
    arguments: [
      (.below(3), true), (.below(2.5), false), (.above(1), false), (.above(0.5), true),
      (.within(1...3), true), (.within(1.5...3), false), (.within(0.5...2), false),
      (.equal(2), false),
    ] as [(Condition, Bool)])
  func `an interval meets a condition as a whole`(_ condition: Condition, _ expected: Bool) {
    #expect(condition.holds(.interval(Interval(estimate: 2, low: 1, high: 2.5))) == expected)
  }

  @Test(
    arguments: [
      (.below(3), .holds), (.below(2.5), .open), (.below(1), .fails), (.above(2.5), .fails),
      (.above(1), .open), (.atLeast(1), .holds), (.atLeast(1.5), .open), (.atLeast(3), .fails),
      (.atMost(2.5), .holds), (.atMost(1), .open), (.atMost(0.5), .fails),
      (.within(1...2.5), .holds), (.within(1.5...3), .open), (.within(1.5...2), .open),
      (.within(3...4), .fails), (.within(0...0.5), .fails), (.equal(2), .open), (.equal(3), .fails),
      (.flag(true), .fails), (.word("2"), .fails),
    ] as [(Condition, Truth)])
  func `an interval on both sides of a bound is open`(_ condition: Condition, _ expected: Truth) {
    for (low, high) in [(1, 2.5), (2.5, 1)] {
      let interval = Interval(estimate: 2, low: low, high: high)
      #expect(condition.truth(of: .interval(interval)) == expected)
    }
  }

  @Test func `rules follow Kleene's logic`() {
    #expect(Truth.all([.holds, .open]) == .open)
    #expect(Truth.all([.open, .fails]) == .fails)
    #expect(Truth.all([.holds, .holds]) == .holds)
    #expect(Truth.any([.holds, .open]) == .holds)
    #expect(Truth.any([.open, .fails]) == .open)
    #expect(Truth.any([.fails, .fails]) == .fails)
  }

  @Test(
    arguments: [
      (.below(1e-13), #"{"below":1e-13}"#), (.atLeast(2), #"{"atLeast":2}"#),
      (.atMost(0.5), #"{"atMost":0.5}"#), (.flag(true), #"{"equal":true}"#),
      (.word("yes"), #"{"equal":"yes"}"#), (.above(-2), #"{"above":-2}"#),
      (.within(0.99...1.01), #"{"within":[0.99,1.01]}"#), (.equal(0), #"{"equal":0}"#),
    ] as [(Condition, String)])
  func `a condition is kept as JSON`(_ condition: Condition, _ json: String) throws {
    #expect(String(decoding: try JSONEncoder().encode(condition), as: UTF8.self) == json)
    #expect(try JSONDecoder().decode(Condition.self, from: Data(json.utf8)) == condition)
  }

  @Test(arguments: [
    "{}", #"{"within":[2,1]}"#, #"{"within":[1]}"#, #"{"beyond":1}"#, #"{"equal":1.5}"#,
  ])
  func `what is no condition is refused`(_ json: String) {
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(Condition.self, from: Data(json.utf8))
    }
  }
}
