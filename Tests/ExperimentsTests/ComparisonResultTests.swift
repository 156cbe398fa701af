import Runs
import Testing
import WeightNormCore

@testable import Experiments

struct ComparisonResultTests {
  private static let interior = RateGrid(lowest: -9, highest: 5, step: 1)
  /// In which every arm has a best rate within the grid.
  private static let result = Task { try await Comparison.tiny(rates: interior).result() }

  private let interior = ComparisonResultTests.interior
  private let tooLow = RateGrid(lowest: -22, highest: -20, step: 1)
  private let pairings = Convergence.Specification().pairings
  private let margins = Margins()

  /// What is recorded, as the comparison of all methods asks for it.
  private func cell(
    _ result: ComparisonResult,
    details: CellResult.Details = [.tuning, .untuned, .learning, .layers]
  ) -> CellResult {
    CellResult(result, pairings: pairings, margins: margins, details: details)
  }

  @Test func `each arm is evaluated at its own best rate with every seed`() async throws {
    let comparison = Comparison.tiny(rates: interior)
    let result = try await Self.result.value
    let trainer = comparison.trainer
    for (index, arm) in comparison.arms.enumerated() {
      let rate = RateGrid.rate(result.tuning[index].bestExponent)
      let expected = try comparison.evaluationSeeds.map {
        trainer.metric(try trainer.run(arm, rate: rate, seed: $0))
      }
      #expect(result.metrics[index] == expected, "\(arm.name)")
      #expect(result.metrics(of: arm) == expected, "\(arm.name)")
      #expect(result.runs(of: arm).count == 3)
      #expect(result.tuning(of: arm).bestExponent == result.tuning[index].bestExponent)
    }
  }

  @Test func `effects are paired by seed, and turn their sign with the arms`() async throws {
    let result = try await Self.result.value
    let effect = result.effect(of: .matched)
    let expected = zip(result.metrics[1], result.metrics[0]).map { Elementary.log2($1 / $0) }
    #expect(effect.differences == expected)
    let mirrored = result.effect(of: Pairing(first: .standardHe, second: .weightNormHe))
    #expect(zip(mirrored.differences, expected).allSatisfy { abs($0 + $1) < 1e-12 })
    let same = result.effect(of: Pairing(first: .standardHe, second: .standardHe))
    #expect(same.interval.estimate == 0)
  }

  @Test func `a best rate on the edge voids every verdict, and the record says so`() async throws {
    let result = try await Comparison.tiny(rates: tooLow).result()
    #expect(result.isVoid(.matched))
    let cell = cell(result)
    let compared = pairings.filter(result.compares)
    #expect(compared.count == 4)
    for pairing in compared {
      let found = try cell.pairings[pairing.name]
      #expect(found.verdict == "void" && found.accuracyVerdict == "void")
      #expect(found.headRoomVerdict == "void")
    }
    let arm = try cell.arms["std-he"]
    #expect(!arm.isInterior)
    #expect(arm.exponent == -14)
  }

  @Test func `pairings have effects and verdicts`() async throws {
    let result = try await Self.result.value
    let cell = cell(result)
    for pairing in pairings where result.compares(pairing) {
      let effect = result.effect(of: pairing)
      let found = try cell.pairings[pairing.name]
      #expect(!result.isVoid(pairing))
      #expect(found.effect == effect.interval)
      #expect(found.favourable == effect.positiveCount)
      #expect(found.verdict == CellVerdict(effect.interval, margin: 0.1).rawValue)
    }
    #expect(try cell.pairings.ifPresent("bn-over-std-he") == nil, "it has no such arm")
  }

  @Test func `arms have their rate, their losses and their accuracy`() async throws {
    let result = try await Self.result.value
    let cell = cell(result)
    for (index, arm) in result.comparison.arms.enumerated() {
      let found = try cell.arms[arm.name]
      #expect(found.exponent == result.tuning[index].bestExponent && found.isInterior)
      #expect(found.meanLoss == result.metrics[index].mean)
      #expect(found.finalLoss == result.runs[index].map { $0.losses[3] }.mean)
      #expect(found.accuracy == result.runs[index].map(\.testAccuracy).mean)
      let room = result.tuning[index].headRoom(ratio: 2)
      #expect(found.headRoom == room.mean && found.headRoomIsCensored == room.isCensored)
      #expect(found.randomRateLoss == result.tuning[index].expectedMetric(over: interior))
    }
  }

  @Test func `the losses that are recorded are those that the metric is made of`() async throws {
    for metric in [Comparison.Metric.meanLoss, .finalLoss, .batchLoss] {
      let result = try await Comparison.tiny(
        rates: RateGrid(lowest: -3, highest: -1, step: 1), arms: [.standardHe],
        tuningSeeds: [100], metric: metric
      ).result()
      let found = try cell(result, details: []).arms["std-he"]
      let (compared, other) =
        metric == .finalLoss
        ? (found.finalLoss, found.meanLoss) : (found.meanLoss, found.finalLoss)
      #expect(compared == result.metrics[0].mean, "\(metric)")
      #expect((other == nil) == (metric != .meanLoss), "\(metric)")
    }
  }

  @Test func `series are by epoch, by rate and by layer`() async throws {
    let result = try await Self.result.value
    let cell = cell(result)
    for (index, arm) in result.comparison.arms.enumerated() {
      let found = try cell.arms[arm.name]
      let loss = try #require(found.loss)
      #expect(loss.positions == [0, 1, 2, 3] && loss.median.count == 4)
      #expect(isSame(loss.median[3], result.runs[index].map { $0.losses[3] }.median))
      let tuning = try #require(found.tuning)
      #expect(tuning.positions.count == 15 && tuning.positions[9] == 1)
      #expect(isSame(tuning.median[9], result.tuning[index].metrics[9].median))
      guard arm.parameterization != .standard else {
        #expect(try found.layers.ifPresent("layer1") == nil, "its length again")
        continue
      }
      for layer in 0..<2 {
        let magnitude = try found.layers["layer\(layer + 1)"]
        #expect(magnitude.magnitude.positions == [0, 1, 2, 3])
        let runs = result.runs[index]
        #expect(magnitude.magnitudeStart == runs.map { $0.magnitudes[0][layer] }.mean)
        #expect(magnitude.magnitudeEnd == runs.map { $0.magnitudes[3][layer] }.mean)
      }
    }
  }

  /// Series keep six digits.
  private func isSame(_ recorded: Double?, _ expected: Double) -> Bool {
    abs((recorded ?? .nan) / expected - 1) < 1e-5
  }

  @Test func `what is not asked for is left out`() async throws {
    let result = try await Self.result.value
    let cell = cell(result, details: [])
    let arm = try cell.arms["wn-he"]
    #expect(arm.tuning == nil && arm.loss == nil && arm.headRoom == nil)
    #expect(arm.headRoomIsCensored == nil && arm.randomRateLoss == nil)
    #expect(try arm.layers.ifPresent("layer1") == nil)
    let pairing = try cell.pairings["wn-he-over-std-he"]
    #expect(pairing.headRoom == nil && pairing.headRoomVerdict == nil)
    let writer = try RecordWriter(cell)
    #expect(writer.series.isEmpty)
    let names = writer.values.map(\.name)
    #expect(
      names.filter { $0.hasPrefix("wn-he.") }
        == ["exponent", "isInterior", "meanLoss", "finalLoss", "accuracy"].map { "wn-he.\($0)" })
    #expect(
      names.filter { $0.hasPrefix("wn-he-over") }
        == ["effect", "favourable", "verdict", "accuracy", "accuracyVerdict"].map {
          "wn-he-over-std-he.\($0)"
        })
  }

  @Test func `accuracies are compared in percentage points`() async throws {
    let result = try await Self.result.value
    let difference = result.accuracyDifference(of: .recipe)
    let expected = zip(result.runs[3], result.runs[0]).map {
      100 * ($0.testAccuracy - $1.testAccuracy)
    }
    #expect(difference.differences == expected)
    let found = try cell(result).pairings["wn-ddi-over-std-he"]
    #expect(found.accuracy == difference.interval)
    #expect(found.accuracyVerdict == CellVerdict(difference.interval, margin: 1).rawValue)
  }

  @Test func `head-rooms are compared over the tuning seeds`() async throws {
    let result = try await Self.result.value
    let rooms = [Arm.weightNormHe, .standardHe].map {
      result.tuning(of: $0).headRoom(ratio: 2)
    }
    let expected = PairedEffect(
      zip(rooms[0].octaves, rooms[1].octaves).map { $0 - $1 },
      from: RandomStream(experiment: "tiny", .bootstrap, seed: 0))
    let found = try cell(result).pairings["wn-he-over-std-he"]
    #expect(expected.differences.count == 2)
    #expect(found.headRoom == expected.interval)
    try #require(!rooms[0].isCensored && !rooms[1].isCensored)
    #expect(found.headRoomVerdict == CellVerdict(expected.interval, margin: 0.25).rawValue)
  }

  @Test func `one tuning seed compares no head-rooms`() async throws {
    let result = try await Comparison.tiny(rates: interior, tuningSeeds: [100]).result()
    let cell = cell(result)
    #expect(try cell.arms["wn-he"].headRoom != nil)
    let found = try cell.pairings["wn-he-over-std-he"]
    #expect(found.headRoom == nil && found.headRoomVerdict == nil)
  }

  /// A head-room that ends with the grid is a lower bound: of the first it may still be the larger one.
  @Test(arguments: [
    (1.0, 4.0, "better"), (4.0, 1.0, "void"), (1.0, 1.0, "void"), (4.0, 4.0, "equivalent"),
  ])
  func `a head-room that ends with the grid decides only where it is large enough`(
    _ first: Double, _ second: Double, _ expected: String
  ) throws {
    let trainer = Comparison.tiny(arms: [.weightNormHe, .standardHe]).trainer
    let run = Trainer.Run(
      losses: [1, 1, 1, 1], network: try trainer.start(.standardHe, seed: 0).network)
    let result = ComparisonResult(
      comparison: trainer.comparison,
      tuning: [first, second].map { above in
        Tuning(
          exponents: [-2, -1, 0, 1],
          metrics: [3, 1, above, above].map { [$0, $0] })
      }, runs: [[run, run, run], [run, run, run]], metrics: [[1, 1, 1], [1, 1, 1]])
    let cell = CellResult(result, pairings: [.matched], details: .untuned)
    #expect(try cell.pairings["wn-he-over-std-he"].headRoomVerdict == expected)
  }

  @Test func `a run that blew up leaves gaps in its series`() async throws {
    let result = try await Comparison.tiny(
      rates: RateGrid(lowest: 100, highest: 100, step: 1), arms: [.standardHe],
      tuningSeeds: [100]
    ).result()
    let arm = try cell(result).arms["std-he"]
    #expect(arm.loss?.median[0] != nil)
    #expect(try #require(arm.loss).median[3] == nil)
    #expect(arm.accuracy == 0)
  }

  @Test func `comparisons are run on what their data sets hold, side by side`() async throws {
    let cells = [
      Comparison.tiny(name: "b", rates: interior), .tiny(name: "a", rates: tooLow),
      .tiny(name: "b", rates: interior, arms: Convergence.batchArms),
    ]
    let results = try await cells.results(.clusters)
    #expect(results.map(\.comparison.name) == ["b", "a"])
    #expect(results[0].comparison.arms == Convergence.coreArms + Convergence.batchArms)
    let alone = try await [cells[0].result(), cells[1].result(), cells[2].result()]
    #expect(results[0].metrics == alone[0].metrics + alone[2].metrics)
    #expect(results[1].metrics == alone[1].metrics)
  }
}
