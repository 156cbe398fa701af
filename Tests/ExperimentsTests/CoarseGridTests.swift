import Testing
import WeightNormCore

@testable import Experiments

/// Where the best rate of each arm is looked for.
struct CoarseGridTests {
  private func tune(
    _ rates: RateGrid, arms: [Arm] = [.standardHe], workers: Int = 2, seeds: [Int] = [100, 101]
  ) async throws -> [RateCurve] {
    try await Comparison.tiny(rates: rates, arms: arms, tuningSeeds: seeds).trainer
      .coarseCurves(Workers(count: workers))
  }

  private func result(_ means: [Double]) -> RateCurve {
    RateCurve(
      exponents: means.indices.map(Double.init), metrics: means.map { [$0 - 0.25, $0 + 0.25] })
  }

  @Test(
    arguments: [
      ([3, 1, 2], 1, true), ([1, 2, 3], 0, false), ([3, 2, 1], 2, false), ([1], 0, false),
      ([3, 1, 1, 2], 1, true), ([1, 1, 1], 0, false), ([2, 1, 3, 1], 1, true),
    ] as [([Double], Int, Bool)])
  func `the best rate has the least mean, the lower one of two equal`(
    _ means: [Double], _ best: Int, _ isInterior: Bool
  ) {
    let result = result(means)
    #expect(result.bestIndex == best)
    #expect(result.bestExponent == Double(best))
    #expect(result.isInterior == isInterior)
    #expect(result.means == means)
  }

  @Test func `a best rate within the grid leaves the grid as it is`() async throws {
    let result = try #require(
      try await tune(RateGrid(lowest: -9, highest: 5, step: 1)).first)
    #expect(result.exponents == Array(stride(from: -9, through: 5, by: 1)))
    #expect(result.isInterior)
    #expect(result.metrics.allSatisfy { $0.count == 2 })
    #expect(result.metrics.count == 15)
  }

  @Test func `a grid that lies too low is extended upward, two exponents at a time`() async throws {
    let wide = try #require(try await tune(RateGrid(lowest: -9, highest: 5, step: 1)).first)
    let best = wide.bestExponent
    let low = try #require(
      try await tune(RateGrid(lowest: best - 3, highest: best - 1, step: 1)).first)
    #expect(low.exponents == Array(stride(from: best - 3, through: best + 1, by: 1)))
    #expect(low.isInterior)
    #expect(low.bestExponent == best)
    let high = try #require(
      try await tune(RateGrid(lowest: best + 1, highest: best + 3, step: 1)).first)
    #expect(high.exponents == Array(stride(from: best - 1, through: best + 3, by: 1)))
    #expect(high.bestExponent == best)
  }

  @Test func `half exponents are extended by four rates`() async throws {
    let wide = try #require(try await tune(RateGrid(lowest: -9, highest: 5, step: 0.5)).first)
    let top = wide.bestExponent - 1
    let result = try #require(
      try await tune(RateGrid(lowest: top - 1, highest: top, step: 0.5)).first)
    #expect(result.exponents == Array(stride(from: top - 1, through: top + 2, by: 0.5)))
  }

  @Test func `after three extensions a best rate on the edge stays there`() async throws {
    let result = try #require(
      try await tune(RateGrid(lowest: -22, highest: -20, step: 1)).first)
    #expect(result.exponents == Array(stride(from: -22, through: -14, by: 1)))
    #expect(result.bestExponent == -14)
    #expect(!result.isInterior)
  }

  /// Rates that are lost in rounding all give the same metric.
  @Test func `equal rates count as an edge, on the lower side`() async throws {
    let result = try #require(
      try await tune(RateGrid(lowest: -62, highest: -60, step: 1)).first)
    #expect(Set(result.means).count == 1)
    #expect(result.exponents == Array(stride(from: -68, through: -60, by: 1)))
    #expect(!result.isInterior)
  }

  @Test func `each arm has its own grid, and its metrics are those of the trainer`() async throws {
    let rates = RateGrid(lowest: -3, highest: 2, step: 1)
    let arms = Convergence.coreArms
    let results = try await tune(rates, arms: arms)
    let trainer = Comparison.tiny(rates: rates).trainer
    #expect(results.count == arms.count)
    for (arm, result) in zip(arms, results) {
      for (exponent, metrics) in zip(result.exponents, result.metrics) {
        let expected = try [100, 101].map {
          trainer.metric(try trainer.run(arm, rate: RateGrid.rate(exponent), seed: $0))
        }
        #expect(metrics == expected, "\(arm.name) at 2^\(exponent)")
      }
    }
    #expect(Set(results.map(\.means)).count == arms.count)
  }

  @Test func `rates at which runs blow up count for more than ten, and for no infinity`()
    async throws
  {
    let result = try #require(
      try await tune(RateGrid(lowest: -3, highest: 60, step: 1)).first)
    #expect(result.metrics[0].allSatisfy { $0 < 10 })
    #expect(result.metrics[63].allSatisfy { $0 > 10 && $0 <= 20 })
    #expect(result.means.allSatisfy { $0.isFinite })
  }

  @Test(arguments: [Comparison.Metric.meanLoss, .finalLoss, .batchLoss])
  func `tuning runs may be shorter`(_ metric: Comparison.Metric) async throws {
    var comparison = Comparison.tiny(
      rates: RateGrid(lowest: -9, highest: 3, step: 2), arms: [.standardHe], metric: metric)
    let steps = comparison.metric == .batchLoss ? 4 : 6
    comparison.tuningSteps = steps
    let trainer = comparison.trainer
    let tuning = try #require(
      try await trainer.coarseCurves(Workers(count: 2)).first)
    for (exponent, metrics) in zip(tuning.exponents, tuning.metrics) {
      let expected = try [100, 101].map { seed in
        let run = try trainer.run(
          .standardHe, rate: RateGrid.rate(exponent), seed: seed, steps: steps)
        return trainer.metric(run, steps: steps)
      }
      #expect(metrics == expected)
    }
  }

  @Test func `the number of workers changes nothing`() async throws {
    let grid = RateGrid(lowest: -2, highest: 0, step: 1)
    let one = try await tune(grid, arms: Convergence.coreArms, workers: 1)
    for workers in [2, 7] {
      let other = try await tune(grid, arms: Convergence.coreArms, workers: workers)
      #expect(one.map(\.metrics) == other.map(\.metrics))
      #expect(one.map(\.exponents) == other.map(\.exponents))
    }
  }
}
