import Runs
import Testing

@testable import Reports

struct NumberFormatTests {
  @Test(arguments: [
    (0.0132, 3, "0.013"), (-1.5, 1, "−1.5"), (2.675, 2, "2.67"), (0.5, 0, "0"), (1.5, 0, "2"),
    (-0.0001, 2, "0.00"), (-0.0, 1, "0.0"), (1e21, 0, "1000000000000000000000"),
    (9_007_199_254_740_994, 1, "9007199254740994.0"), (-0x1p63, 0, "−9223372036854775808"),
    (1e23, 0, "99999999999999991611392"),
  ])
  func `fixed rounds the exact value to the nearest decimal`(
    number: Double, digits: Int, text: String
  ) {
    #expect(NumberFormat.fixed(number, digits: digits) == text)
  }

  @Test(arguments: [
    (0.013_214, 3, "0.0132"), (1, 3, "1.00"), (999.6, 3, "1000"), (123_456, 2, "120000"),
    (-0.25, 1, "−0.2"), (0.0001, 2, "0.00010"), (0.000_099_9, 2, "0.00010"),
    (0.000_099_4, 2, "9.9·10⁻⁵"), (999_999, 6, "999999"), (1_000_000, 2, "1.0·10⁶"),
    (999_999.9, 3, "1.00·10⁶"), (0, 3, "0"), (-2.5e-7, 2, "−2.5·10⁻⁷"), (12.5, 1, "10"),
  ])
  func `significant is plain between a ten-thousandth and a million`(
    number: Double, digits: Int, text: String
  ) {
    #expect(NumberFormat.significant(number, digits: digits) == text)
  }

  @Test(arguments: [
    (2.5e-7, 1, "2.5·10⁻⁷"), (-1.25e100, 0, "−1·10¹⁰⁰"), (9.99, 1, "1.0·10¹"), (3, 0, "3·10⁰"),
    (0, 1, "0"), (-0.0, 1, "0"),
  ])
  func `scientific writes powers of ten with raised digits`(
    number: Double, digits: Int, text: String
  ) {
    #expect(NumberFormat.scientific(number, digits: digits) == text)
  }

  @Test(arguments: [
    (0.879, 1, "87.9 %"), (0.285, 0, "28 %"), (-0.05, 0, "−5 %"), (12.5, 2, "1250.00 %"),
    (0.0004, 0, "0 %"), (-0.0004, 1, "0.0 %"), (1, 0, "100 %"),
  ])
  func `percent moves the point of the exact value`(share: Double, digits: Int, text: String) {
    #expect(NumberFormat.percent(share, digits: digits) == text)
  }

  @Test(arguments: [
    (4.25e-16, 1, 5e-16), (4e-16, 1, 4e-16), (2.5, 2, 2.5), (0.236, 2, 0.24), (9.91, 2, 10),
    (-0.236, 2, -0.23), (-0.23, 2, -0.23), (0, 3, 0), (1, 1, 1), (1.000_000_1, 3, 1.01),
    (-99_960, 3, -99_900), (-0.999_6, 3, -0.999), (999.1, 3, 1000),
  ])
  func `an upper bound is never below the number`(number: Double, digits: Int, bound: Double) {
    #expect(NumberFormat.bound(of: number, digits: digits, rounding: .up) == bound)
  }

  @Test(arguments: [
    (0.05, "0.05"), (3000, "3000"), (-0.125, "−0.125"), (1e-13, "1·10⁻¹³"), (0, "0"),
  ])
  func `plain prints the number as it was written`(number: Double, text: String) {
    #expect(NumberFormat.plain(number) == text)
  }

  @Test func `plain refuses a number that six digits do not hold`() {
    #expect(NumberFormat.plain(1.0 / 3) == nil)
  }

  @Test(arguments: [
    (Interval(estimate: 2.06, low: 1.868, high: 2.243), "2.06 [1.87, 2.24]"),
    (Interval(estimate: 120.4, low: 80, high: 160), "120 [80, 160]"),
    (Interval(estimate: 1e-7, low: 0, high: 2e-7), "1.00·10⁻⁷ [0, 2.00·10⁻⁷]"),
    (Interval(estimate: 1, low: 1, high: 1), "1.00 [1.00, 1.00]"),
  ])
  func `an interval without a format shows two digits of its width`(
    interval: Interval, text: String
  ) {
    #expect(NumberFormat.interval(interval) == text)
  }

  @Test(arguments: [0.0, 1, -1, 0.5, 10, -1022, 1023])
  func `two raised to a number agrees with repeated products and roots`(exponent: Double) {
    let half = exponent == exponent.rounded() ? 1 : 2.0.squareRoot()
    let whole = Double(sign: .plus, exponent: Int(exponent.rounded(.down)), significand: 1)
    let raised = PowerOfTwo.raised(to: exponent)
    #expect(abs(raised / (whole * half) - 1) < 4e-16)
  }

  @Test func `two raised to the parts of one gives two`() {
    let product = PowerOfTwo.raised(to: 0.3) * PowerOfTwo.raised(to: 0.7)
    #expect(abs(product - 2) < 1e-15)
  }
}
