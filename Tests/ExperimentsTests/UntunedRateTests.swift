import Testing

@testable import Experiments

/// What tuning says to those who do not tune.
struct UntunedRateTests {
  private func result(_ means: [Double], step: Double = 1) -> Tuner.Result {
    Tuner.Result(
      octaves: means.indices.map { Double($0) * step - 2 }, metrics: means.map { [$0, $0] },
      blowUps: means.map { _ in 0 })
  }

  @Test(
    arguments: [
      ([3, 1, 1.5, 2, 2.1, 9], 2, false), ([3, 1, 2.1, 1.5, 1.5], 0, false),
      ([3, 1, 1.5, 2], 2, true), ([3, 1, 2], 1, true), ([3, 1], 0, true), ([1, 1, 1], 2, true),
      ([1, 2, 2.0.nextUp], 1, false),
    ] as [([Double], Double, Bool)])
  func `head-room ends at the first rate beyond twice the best metric, or with the grid`(
    _ means: [Double], _ octaves: Double, _ isCensored: Bool
  ) {
    let headRoom = result(means).headRoom(ratio: 2)
    #expect(headRoom == Tuner.Result.HeadRoom(octaves: octaves, isCensored: isCensored))
  }

  @Test func `on half octaves head-room comes in halves`() {
    #expect(result([3, 1, 1, 1, 1, 9], step: 0.5).headRoom(ratio: 2).octaves == 1.5)
    #expect(result([3, 1, 4, 9], step: 0.5).headRoom(ratio: 4).octaves == 0.5)
  }

  @Test func `a random rate is one of the grid, not of its extensions`() {
    let result = result([10, 4, 2, 6, 20])
    #expect(result.expectedMetric(over: RateGrid(lowest: -2, highest: 2, step: 1)) == 42.0 / 5)
    #expect(result.expectedMetric(over: RateGrid(lowest: -1, highest: 1, step: 1)) == 4)
  }
}
