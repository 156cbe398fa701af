import Runs
import Statistics
import Testing
import WeightNormCore

@testable import Experiments

struct RateAllocationTests {
  private static let result = Task { try await RateAllocation.short.comparison.result() }

  private func recorded(
    _ change: (inout RateAllocation.Specification) -> Void = { _ in }
  ) async throws -> RateAllocation.Result {
    var specification = RateAllocation.short
    change(&specification)
    return RateAllocation.Result(
      try await Self.result.value, specification, factors: [[1, 2], [3, 6]])
  }

  @Test func `every arm is told with the octaves at which it is good`() async throws {
    let result = try await Self.result.value
    let recorded = try await recorded()
    for arm in result.comparison.arms {
      let curve = result.curve(of: arm)
      let coarse = result.coarse(of: arm)
      var all = curve
      for (exponent, metrics) in zip(coarse.exponents, coarse.metrics)
      where !curve.exponents.contains(exponent) {
        all.insert(exponent: exponent, metrics: metrics)
      }
      let found = try recorded.ranges[arm.name].goodOctaves
      #expect(found == all.goodOctaves(ratio: 1.1), "\(arm.name)")
      #expect(found > 0 && found < all.exponents[all.exponents.count - 1] - all.exponents[0])
    }
    #expect(try recorded.layers["layer1"].rateFactor == 2)
    #expect(try recorded.layers["layer2"].rateFactor == 4)
  }

  @Test func `replayed rates are compared an octave below and above weight normalization's best`()
    async throws
  {
    let result = try await Self.result.value
    let replay = try #require(try await recorded().replay)
    let (own, other) = (
      result.curve(of: .weightNormDataDependent), result.curve(of: RateAllocation.replayed)
    )
    for (octaves, found) in [(-1.0, replay.below), (1, replay.above)] {
      let metrics = try [own, other].map { curve in
        curve.metrics[
          try #require(curve.exponents.firstIndex(of: own.bestExponent + octaves))]
      }
      let expected = PairedEffect.log2Ratio(
        first: metrics[0], second: metrics[1], from: result.comparison.bootstrap)
      #expect(found == expected.interval)
    }
  }

  @Test func `a rate at which one of both was not run leaves the replay out`() async throws {
    #expect(try await recorded { $0.probedOctaves = [-1, 40] }.replay == nil)
    #expect(try await recorded { $0.probedOctaves = [-1, 0.25] }.replay == nil)
  }

  @Test func `weight normalization is set against what imitates it`() {
    let names = RateAllocation.Specification().pairings.map(\.name)
    #expect(Set(names).count == names.count)
    #expect(names.contains("wn-ddi-over-std-ddi-replayed"))
    #expect(names.contains("std-ddi-replayed-over-std-ddi"))
  }

  private func ruling(gain: Interval, endError: Double = 0, stepError: Double = 0) throws
    -> Outcome?
  {
    let claim = try #require(RateAllocation.claims.first)
    return try claim.verdict(answering: [
      "rate-allocation.wn-ddi-unit-ratio-over-std-ddi.effect": .interval(gain),
      "magnitude.trained.worstEndError": .number(endError),
      "anatomy.worst.stepError": .number(stepError),
    ]).outcome
  }

  @Test func `g is another rate where it stays as it was set, or helps for sure with v := w`()
    throws
  {
    let open = Interval(estimate: 0, low: -0.2, high: 0.3)
    let none = Interval(estimate: 0, low: -0.05, high: 0.05)
    let sure = Interval(estimate: 0.3, low: 0.2, high: 0.4)
    #expect(try ruling(gain: open) == .mixed)
    #expect(try ruling(gain: none) == .mixed)
    #expect(try ruling(gain: sure) == .supported)
    #expect(try ruling(gain: none, endError: 0.5) == .supported)
    #expect(try ruling(gain: none, stepError: 0.5) == .refuted)
  }
}
