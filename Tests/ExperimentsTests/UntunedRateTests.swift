import Testing

@testable import Experiments

/// What tuning says to those who do not tune.
struct UntunedRateTests {
  private func result(_ means: [Double], step: Double = 1) -> RateCurve {
    RateCurve(
      exponents: means.indices.map { Double($0) * step - 2 }, metrics: means.map { [$0, $0] })
  }

  @Test(
    arguments: [
      ([3, 1, 1.5, 2, 4], 2, false), ([3, 1, 4, 1.5, 1.5], 0.5, false),
      ([3, 1, 1.5, 2], 2, true), ([3, 1], 0, true), ([1, 1, 1], 2, true),
      ([1, 1, 16], 1.25, false), ([8, 4, 64], 0.25, false),
    ] as [([Double], Double, Bool)])
  func
    `a ceiling is where the metric has doubled, on a line between two rates, or the end of the grid`(
      _ metrics: [Double], _ octaves: Double, _ isCensored: Bool
    )
  {
    let result = result(metrics)
    let ceiling = result.ceiling(ratio: 2)
    #expect(
      ceiling.exponents.allSatisfy { abs($0 - (result.bestExponent + octaves)) < 1e-12 })
    #expect(ceiling.exponents.count == 2)
    #expect(ceiling.isCensored == isCensored)
  }

  @Test func `each seed has its own ceiling above the best rate of all`() {
    let result = RateCurve(exponents: [-1, -0.5, 0], metrics: [[1, 3], [4, 3], [16, 12]])
    let ceiling = result.ceiling(ratio: 2)
    #expect(zip(ceiling.exponents, [-0.75, -0.25]).allSatisfy { abs($0 - $1) < 1e-12 })
    #expect(!ceiling.isCensored)
  }

  @Test func `a random rate is one of the grid, not of its extensions`() {
    let result = result([10, 4, 2, 6, 20])
    #expect(result.expectedMetric(over: RateGrid(lowest: -2, highest: 2, step: 1)) == 42.0 / 5)
    #expect(result.expectedMetric(over: RateGrid(lowest: -1, highest: 1, step: 1)) == 4)
  }
}
