import Figures
import Runs
import Testing

@testable import Reports

struct DecadeRuleTests {
  private static func steps(_ count: Int, _ thinning: Thinning) -> [Double] {
    thinning.positions(of: count).map(Double.init)
  }

  @Test(
    arguments: [
      ([1, 2, 4, 8], .log), ([0.1, 0.01, 0.001], .log), ([0.3, 1, 3], .log),
      ([1, 2, 4, 8, 32, 128], .log), (steps(3001, .logarithmic), .log),
      (steps(601, .logarithmic), .log),
      // Hardly any step is left out.
      (steps(260, .logarithmic), .linear), (steps(3001, .linear), .linear),
      ([1, 2, 3], .linear), ([1, 2, 3, 4, 5, 6, 7, 8], .linear), ([1, 2, 4], .linear),
      // Too few to tell, and too few to lose the first one.
      ([1, 10], .linear), ([], .linear), ([0, 1, 10, 100], .linear), ([-1, 1, 10, 100], .linear),
    ] as [([Double], Axis.Scale)])
  func `x is logarithmic where positions grow geometrically`(
    positions: [Double], scale: Axis.Scale
  ) {
    #expect(DecadeRule.scale(ofPositions: [positions]) == scale)
  }

  @Test func `one series that was recorded evenly keeps an axis linear, a short one does not`() {
    let rates = [0.01, 0.1, 1.0]
    #expect(DecadeRule.scale(ofPositions: [rates, [1, 2], [2, 3, 4]]) == .log)
    #expect(DecadeRule.scale(ofPositions: [rates, [10, 20, 30, 40, 50, 60, 70, 80]]) == .linear)
    // Each is even, and only together they seem to grow.
    let everyFifth = (1...20).map { 1000 * Double($0) }
    let every = (1...20).map { 200 * Double($0) }
    #expect(DecadeRule.scale(ofPositions: [every, everyFifth]) == .linear)
  }

  @Test(
    arguments: [
      ([1, 101], .log), ([1, 100], .linear), ([1e-300, 1e300], .log), ([0, 1, 1000], .linear),
      ([-1, 1000], .linear), ([], .linear), ([5], .linear),
    ] as [([Double], Axis.Scale)])
  func `y is logarithmic where positive values go through more than two decades`(
    values: [Double], scale: Axis.Scale
  ) {
    #expect(DecadeRule.scale(ofValues: values) == scale)
  }

  private func series(_ median: [Double?], lower: [Double?]? = nil, from first: Double) -> Series {
    let positions = (0..<median.count).map { first + Double($0) }
    return Series(
      name: "a", explanation: "", x: Quantity("step"), y: Quantity("y"), positions: positions,
      median: median,
      spread: lower.map {
        Spread(minimum: $0, lowerQuartile: $0, upperQuartile: median, maximum: median)
      })
  }

  private func y(_ series: Series, _ settings: PlotSettings = PlotSettings()) -> Axis.Scale {
    PlotQuantity.quantities(of: [series], settings: settings)[0].y.scale
  }

  @Test func `the values are those that are drawn`() {
    #expect(y(series([1, nil, 1000], from: 1)) == .log)
    let touching = series([1, 10, 1000], lower: [0, 5, 500], from: 1)
    #expect(y(touching) == .linear)
    #expect(y(touching, PlotSettings(band: .none)) == .log)
    #expect(y(series([1, 1000], from: 1), PlotSettings(log: PlotSettings.LogAxes.none)) == .linear)
    #expect(y(series([1, 2], from: 1), PlotSettings(log: .y)) == .log)
    // A logarithmic x has no place for step 0.
    #expect(y(series([0, 1, 1000], from: 0), PlotSettings(log: .x)) == .linear)
    let zero = series([0] + (1...30).map { Double($0 * $0) }, from: 0)
    var thinned = zero
    thinned.positions = [0] + (0..<30).map { Double(1 << $0) }
    #expect(y(zero) == .linear)
    #expect(y(thinned) == .log)
  }
}
