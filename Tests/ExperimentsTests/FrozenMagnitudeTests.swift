import Testing
import WeightNormCore

@testable import Experiments

extension FrozenMagnitude.Specification {
  /// One cell, for the clusters.
  static func short(
    rates: RateGrid = RateGrid(lowest: -6, highest: 2, step: 2)
  ) -> FrozenMagnitude.Specification {
    var specification = FrozenMagnitude.Specification()
    specification.cells = [.tiny(rates: rates, arms: FrozenMagnitude.arms)]
    return specification
  }
}

struct FrozenMagnitudeTests {
  private func run(_ arm: Arm, seed: Int = 0) throws -> Trainer.Run {
    try Comparison.tiny(optimizer: .heavyBall).trainer.run(arm, rate: 0.0625, seed: seed)
  }

  @Test(arguments: 0..<3)
  func `a frozen g keeps its start in every layer, a trained one moves`(_ seed: Int) throws {
    for arm in [Arm.frozenDataDependent, .frozenOne] {
      #expect(Set(try run(arm, seed: seed).magnitudes).count == 1)
    }
    for arm in [Arm.weightNormDataDependent, .weightNormOne] {
      let magnitudes = try run(arm, seed: seed).magnitudes
      #expect(Set(magnitudes).count == magnitudes.count)
    }
    #expect(try run(.frozenOne, seed: seed).magnitudes[3] == [1, 1])
  }

  @Test(arguments: 0..<3)
  func `frozen and trained start as the same function, and both learn`(_ seed: Int) throws {
    for (frozen, trained) in [
      (Arm.frozenDataDependent, Arm.weightNormDataDependent), (.frozenOne, .weightNormOne),
    ] {
      let runs = try (run(frozen, seed: seed), run(trained, seed: seed))
      #expect(runs.0.losses[0] == runs.1.losses[0])
      #expect(runs.0.losses[1] != runs.1.losses[1])
      for run in [runs.0, runs.1] {
        let last = try #require(run.losses.last)
        #expect(last < run.losses[0])
      }
    }
  }

  @Test func `the record holds effects on loss and accuracy, and g layer by layer`() async throws {
    let specification = FrozenMagnitude.Specification.short()
    let result = try await FrozenMagnitude.run(specification, .clusters)
    let cell = try result.cells["tiny"]
    for pairing in specification.pairings {
      let found = try cell.pairings[pairing.name]
      let effect = found.effect.value
      #expect(effect.low <= effect.high && found.accuracy.low <= found.accuracy.high)
      let words = CellVerdict.allCases.map(\.rawValue) + ["void"]
      #expect(words.contains(found.verdict) && words.contains(found.accuracyVerdict))
    }
    for layer in 1...2 {
      let found = try cell.arms["wn-one"].layers["layer\(layer)"]
      #expect(found.magnitudeStart == 1)
      #expect(found.magnitudeEnd != 1)
      #expect(found.magnitude.positions == [0, 1, 2, 3])
      let frozen = try cell.arms["wn-one-frozen"].layers["layer\(layer)"]
      #expect(frozen.magnitudeStart == 1 && frozen.magnitudeEnd == 1)
    }
  }

  @Test func `starts end as far apart as the layer that keeps them apart most`() async throws {
    var specification = FrozenMagnitude.Specification.short()
    let result = try await FrozenMagnitude.run(specification, .clusters)
    let arms = try result.cells["tiny"].arms
    let apart = try ["layer1", "layer2"].map { layer in
      let ends = try ["wn-one", "wn-ddi"].map { try arms[$0].layers[layer].magnitudeEnd }
      return abs(ends[0] / ends[1] - 1)
    }
    #expect(result.leastStartsApart?.value == apart.maximum)
    specification.cells[0].arms = [.weightNormOne, .frozenOne]
    let other = try await FrozenMagnitude.run(specification, .clusters)
    #expect(other.leastStartsApart == nil, "there is one start")
  }

  @Test func `accuracies are compared seed by seed, in percentage points`() async throws {
    let result = try await FrozenMagnitude.Specification.short().cells[0].result()
    let difference = result.accuracyDifference(
      of: Pairing(first: .frozenOne, second: .weightNormOne))
    let expected = zip(result.runs(of: .frozenOne), result.runs(of: .weightNormOne)).map {
      100 * ($0.testAccuracy - $1.testAccuracy)
    }
    #expect(isClose(difference.differences, expected))
    let same = result.accuracyDifference(of: Pairing(first: .frozenOne, second: .frozenOne))
    #expect(same.interval.estimate == 0)
  }

  @Test func `a best rate on the edge voids the accuracies too`() async throws {
    let specification = FrozenMagnitude.Specification.short(
      rates: RateGrid(lowest: -22, highest: -20, step: 1))
    let cell = try await FrozenMagnitude.run(specification, .clusters).cells["tiny"]
    for pairing in specification.pairings {
      #expect(try cell.pairings[pairing.name].accuracyVerdict == "void")
    }
  }
}
