import Runs
import Testing

@testable import Experiments

/// A cell some of whose arms are looked at more closely than others.
struct JoinedCellTests {
  private static let fewer = Comparison.tiny(
    rates: RateGrid(lowest: -4, highest: 2, step: 1), arms: Convergence.batchArms,
    tuningSeeds: [100], evaluationSeeds: [0, 1])
  private static let more = Comparison.tiny(
    rates: RateGrid(lowest: -4, highest: 2, step: 0.5), tuningSeeds: [100, 101],
    evaluationSeeds: [0, 1, 2, 3])

  private func results() async throws -> [ComparisonResult] {
    var results: [ComparisonResult] = []
    for comparison in [Self.more, Self.fewer] {
      results.append(try await comparison.result())
    }
    return results
  }

  @Test func `arms of one name are one cell, those of others stay apart`() async throws {
    let results = try await results()
    let other = try await Comparison.tiny(name: "other", tuningSeeds: [100]).result()
    let cells = ComparisonResult.joined([results[0], other, results[1]])
    #expect(cells.map(\.comparison.name) == ["tiny", "other"])
    #expect(cells[0].comparison.arms == Convergence.coreArms + Convergence.batchArms)
    #expect(cells[0].comparison.evaluationSeeds == [0, 1, 2, 3])
    #expect(cells[0].runs.map(\.count) == [4, 4, 4, 4, 2, 2])
    #expect(cells[1].comparison == other.comparison)
  }

  @Test func `the order of the comparisons is the order of the arms, and nothing else`()
    async throws
  {
    let results = try await results()
    let cell = try #require(ComparisonResult.joined(results.reversed()).first)
    #expect(cell.comparison.arms == Convergence.batchArms + Convergence.coreArms)
    #expect(cell.comparison.evaluationSeeds == [0, 1, 2, 3])
    #expect(cell.comparison.rates.step == 0.5)
  }

  @Test func `effects are over the seeds that both arms have`() async throws {
    let results = try await results()
    let cell = try #require(ComparisonResult.joined(results).first)
    let effect = cell.effect(of: .meanOnly)
    let expected = PairedEffect.log2Ratio(
      first: results[1].metrics[0], second: Array(results[0].metrics[3].prefix(2)),
      from: .init(experiment: "tiny", .bootstrap, seed: 0))
    #expect(effect == expected)
    #expect(effect.differences.count == 2)
    #expect(cell.effect(of: .matched) == results[0].effect(of: .matched))
    #expect(cell.effect(of: .matched).differences.count == 4)
    let accuracies = cell.accuracyDifference(of: Pairing(first: .batchNorm, second: .standardHe))
    #expect(accuracies.differences.count == 2)
  }

  @Test func `the record has every arm's own rates and epochs`() async throws {
    let cell = try #require(ComparisonResult.joined(try await results()).first)
    let record = CellResult(
      cell, pairings: Convergence.Specification().pairings, details: [.tuning, .learning])
    #expect(cell.comparison.arms.count == 6)
    for arm in cell.comparison.arms {
      let found = try record.arms[arm.name]
      // Series keep six digits.
      let rates = cell.tuning(of: arm).exponents.map(RateGrid.rate)
      let positions = try #require(found.tuning).positions
      #expect(positions.count == rates.count)
      #expect(zip(positions, rates).allSatisfy { abs($0 / $1 - 1) < 1e-5 })
      #expect(found.meanLoss == cell.metrics(of: arm).mean)
      let isGap = try #require(found.loss).median.map { $0 == nil }
      #expect(isGap == [false, false, false, false])
    }
    #expect(
      try record.arms["bn"].tuning?.positions.count != record.arms["wn-he"].tuning?.positions.count)
  }

  @Test func `comparisons that differ in more than arms, grid and seeds are refused`() async {
    await #expect(processExitsWith: .failure) {
      var results: [ComparisonResult] = []
      for epochs in [1, 2] {
        results.append(
          try await Comparison.tiny(
            rates: RateGrid(lowest: -3, highest: -1, step: 1), epochs: epochs,
            arms: [.standardHe], tuningSeeds: [100]
          ).result(workers: 1))
      }
      _ = ComparisonResult.joined(results)
    }
  }

  /// What the benchmark relies on.
  @Test func `the quick profile runs the digits with the four core arms`() {
    let cells = Convergence.cells(of: .quick)
    #expect(cells.map(\.name) == ["digits"])
    #expect(cells[0].arms == Convergence.coreArms)
    #expect(cells[0].rates.exponents.count * 6 * 4 + 20 * 4 == 488)
    #expect(cells[0].tuningSeeds.count == 6 && cells[0].evaluationSeeds.count == 20)
  }

  @Test func `the default profile has four cells of six arms, the full one six`() {
    for (profile, count) in [(Profile.default, 4), (.full, 6)] {
      let cells = Dictionary(grouping: Convergence.cells(of: profile), by: \.name)
      #expect(cells.count == count)
      for (name, comparisons) in cells {
        #expect(comparisons.flatMap(\.arms).map(\.name).count == 6, "\(name)")
        #expect(Set(comparisons.map(\.rates.lowest)).count == 1)
      }
    }
    #expect(
      Convergence.claimedCells == ["digits", "fashion-mnist", "digits-adam", "fashion-mnist-adam"])
    #expect(Convergence.furtherCells == ["digits-sgd", "fashion-mnist-sgd"])
  }
}
