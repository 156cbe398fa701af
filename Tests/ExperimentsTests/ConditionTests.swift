import Testing

@testable import Experiments

struct ConditionTests {
  private static let values: [Measurement] = [
    .number(2), .integer(2), .flag(true), .flag(false), .text("2"),
    .interval(.init(estimate: 2, low: 2, high: 2)),
  ]

  /// Each condition with the values of the list above that meet it.
  @Test(
    arguments: [
      (.below(3), [.number(2), .integer(2)]), (.below(2), []),
      (.below(2.0.nextUp), [.number(2), .integer(2)]),
      (.above(1), [.number(2), .integer(2)]), (.above(2), []),
      (.above(2.0.nextDown), [.number(2), .integer(2)]),
      (.atLeast(2), [.number(2), .integer(2)]), (.atLeast(2.0.nextUp), []),
      (.within(2...3), [.number(2), .integer(2)]), (.within(1...2), [.number(2), .integer(2)]),
      (.within(2.5...3), []), (.within(1...1.5), []),
      (.equal(2), [.integer(2)]), (.equal(3), []), (.isTrue, [.flag(true)]),
    ] as [(Condition, [Measurement])])
  func `a condition holds for what meets it`(_ condition: Condition, _ expected: [Measurement]) {
    #expect(Self.values.filter { condition.holds($0) } == expected)
  }

  @Test(
    arguments: [
      (.below(1e-13), "< 10⁻¹³"), (.below(0.1), "< 0.1"), (.below(1), "< 1"), (.below(-2), "< -2"),
      (.above(0.001), "> 0.001"), (.above(2), "> 2"), (.above(1e6), "> 1000000.0"),
      (.above(999_999), "> 999999"), (.within(0.99...1.01), "in [0.99, 1.01]"),
      (.atLeast(0), "≥ 0"), (.within(-1...1), "in [-1, 1]"), (.equal(0), "= 0"), (.isTrue, "holds"),
    ] as [(Condition, String)])
  func `a condition has a form in print`(_ condition: Condition, _ expected: String) {
    #expect(condition.text == expected)
  }
}
