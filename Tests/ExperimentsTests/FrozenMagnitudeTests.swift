import Runs
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
    let record = try await ShortRecord.frozenMagnitude.shared()
    for pairing in FrozenMagnitude.Specification().comparisons {
      for part in ["effect", "verdict", "accuracy", "accuracyVerdict"] {
        #expect(record.value("tiny.\(pairing.name).\(part)") != nil, "\(pairing.name).\(part)")
      }
    }
    for layer in 1...2 {
      let name = "tiny.wn-one.layer\(layer)"
      #expect(record.value("\(name).magnitudeStart")?.value == .number(1))
      #expect(record.value("\(name).magnitudeEnd")?.value != .number(1))
      #expect(record.series("\(name).magnitude")?.positions == [0, 1, 2, 3])
    }
  }

  @Test func `accuracies are compared seed by seed, in percentage points`() async throws {
    let specification = FrozenMagnitude.Specification.short()
    let result = try await ComparisonResult(
      specification.cells[0], data: .clusters, workers: Workers(count: 2))
    let difference = result.accuracyDifference(.frozenOne, over: .weightNormOne)
    let expected = zip(result.runs[3], result.runs[2]).map {
      100 * ($0.testAccuracy - $1.testAccuracy)
    }
    #expect(difference.differences == expected)
    #expect(result.accuracyDifference(.frozenOne, over: .frozenOne).interval.estimate == 0)
  }

  @Test func `a best rate on the edge voids the accuracies too`() async throws {
    let specification = FrozenMagnitude.Specification.short(
      rates: RateGrid(lowest: -22, highest: -20, step: 1))
    let record = try await FrozenMagnitude.run(
      specification, data: [.clusters],
      RunContext(profile: .default, workers: Workers(count: 2), data: .installed))
    for pairing in specification.comparisons {
      #expect(record.value("tiny.\(pairing.name).accuracyVerdict")?.value == .text("void"))
    }
  }
}
