import Runs
import Statistics
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
    details: CellResult.Details = [.rates, .untuned, .learning, .layers]
  ) -> CellResult {
    CellResult(result, pairings: pairings, margins: margins, details: details)
  }

  @Test func `each arm is evaluated at its own best rate with every seed`() async throws {
    let comparison = Comparison.tiny(rates: interior)
    let result = try await Self.result.value
    let trainer = comparison.trainer
    for (index, arm) in comparison.arms.enumerated() {
      let exponent = result.coarse[index].bestExponent
      let expected = try comparison.evaluationSeeds.map {
        trainer.metric(try trainer.run(arm, rate: RateGrid.rate(exponent), seed: $0))
      }
      #expect(result.metrics(of: arm) == expected, "\(arm.name)")
      #expect(result.runs(of: arm).count == 4)
      #expect(result.coarse(of: arm).bestExponent == exponent)
      #expect(result.curve(of: arm).exponents == [exponent])
      #expect(result.isInterior(arm))
    }
  }

  @Test func `effects are paired by seed, and turn their sign with the arms`() async throws {
    let result = try await Self.result.value
    let effect = result.effect(of: .matched)
    let expected = zip(result.metrics(of: .weightNormHe), result.metrics(of: .standardHe)).map {
      Elementary.log2($1 / $0)
    }
    #expect(isClose(effect.differences, expected))
    let mirrored = result.effect(of: Pairing(first: .standardHe, second: .weightNormHe))
    #expect(isClose(mirrored.differences, expected.map { -$0 }))
    let same = result.effect(of: Pairing(first: .standardHe, second: .standardHe))
    #expect(same.interval.estimate == 0)
  }

  @Test func `a best rate on the edge voids every verdict, and the record says so`() async throws {
    let result = try await Comparison.tiny(rates: tooLow).result()
    #expect(result.isVoid(result.effect(of: .matched), of: .matched))
    let cell = cell(result)
    let compared = pairings.filter(result.compares)
    #expect(compared.count == 4)
    for pairing in compared {
      let found = try cell.pairings[pairing.name]
      #expect(found.verdict == "void" && found.accuracyVerdict == "void")
      #expect(found.stability == nil)
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
      #expect(!result.isVoid(effect, of: pairing))
      #expect(found.effect.value == effect.interval)
      #expect(found.effect.studies == effect.studies.map(\.fourDigits))
      #expect(found.favourable == effect.positiveCount)
      #expect(found.verdict == CellVerdict(effect.interval, margin: 0.1).rawValue)
      #expect(found.stability == effect.stability(margin: 0.1))
    }
    #expect(try cell.pairings.ifPresent("bn-over-std-he") == nil, "it has no such arm")
  }

  @Test func `arms have their rate, their losses and their accuracy`() async throws {
    let result = try await Self.result.value
    let cell = cell(result)
    for arm in result.comparison.arms {
      let found = try cell.arms[arm.name]
      let coarse = result.coarse(of: arm)
      let runs = result.runs(of: arm)
      #expect(found.exponent == coarse.bestExponent && found.isInterior)
      #expect(found.meanLoss == result.metrics(of: arm).mean)
      #expect(found.finalLoss == runs.map { $0.losses[3] }.mean)
      #expect(found.accuracy == runs.map(\.testAccuracy).mean)
      let ceiling = coarse.ceiling(ratio: 2)
      #expect(found.headRoom == ceiling.exponents.mean - coarse.bestExponent)
      #expect(found.headRoomIsCensored == ceiling.isCensored)
      #expect(found.randomRateLoss == coarse.expectedMetric(over: interior))
    }
  }

  @Test func `what is compared stands in tables, seed by seed`() async throws {
    let result = try await Self.result.value
    let cell = cell(result)
    for arm in result.comparison.arms {
      let found = try cell.arms[arm.name]
      let best = [result.coarse(of: arm).bestExponent]
      #expect(found.metrics == SeedRows(at: best, [result.metrics(of: arm)]))
      let right = found.right.rows[0]
      #expect(found.right.positions == best && right == right.map { $0.rounded() })
      #expect(isClose(right.map { $0 / 15 }, result.runs(of: arm).map(\.testAccuracy)))
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
      #expect(compared == result.metrics(of: .standardHe).mean, "\(metric)")
      #expect((other == nil) == (metric != .meanLoss), "\(metric)")
    }
  }

  @Test func `series are by epoch, by rate and by layer`() async throws {
    let result = try await Self.result.value
    let cell = cell(result)
    for arm in result.comparison.arms {
      let found = try cell.arms[arm.name]
      let runs = result.runs(of: arm)
      let loss = try #require(found.loss)
      #expect(loss.positions == [0, 1, 2, 3] && loss.median.count == 4)
      #expect(isSame(loss.median[3], runs.map { $0.losses[3] }.median))
      let byRate = try #require(found.byRate)
      #expect(byRate.positions.count == 15 && byRate.positions[9] == 1)
      let coarse = result.coarse(of: arm)
      for rate in coarse.exponents.indices {
        let isBest = rate == coarse.bestIndex
        let seeds = isBest ? result.metrics(of: arm) : coarse.metrics[rate]
        #expect(seeds.count == (isBest ? 4 : 2))
        #expect(isSame(byRate.median[rate], seeds.median))
      }
      guard arm.parameterization != .standard else {
        #expect(try found.layers.ifPresent("layer1") == nil, "its length again")
        continue
      }
      for layer in 0..<2 {
        let magnitude = try found.layers["layer\(layer + 1)"]
        #expect(magnitude.magnitude.positions == [0, 1, 2, 3])
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
    #expect(
      writer.tables.map(\.name).filter { $0.hasPrefix("wn-he") }
        == ["wn-he.metrics", "wn-he.right"])
    let names = writer.values.map(\.name)
    #expect(
      names.filter { $0.hasPrefix("wn-he.") }
        == ["exponent", "isInterior", "meanLoss", "finalLoss", "accuracy"].map { "wn-he.\($0)" })
    #expect(
      names.filter { $0.hasPrefix("wn-he-over") }
        == ["effect", "favourable", "verdict", "stability", "accuracy", "accuracyVerdict"].map {
          "wn-he-over-std-he.\($0)"
        })
  }

  @Test func `accuracies are compared in percentage points`() async throws {
    let result = try await Self.result.value
    let difference = result.accuracyDifference(of: .recipe)
    let (first, second) = (result.runs(of: .weightNormDataDependent), result.runs(of: .standardHe))
    let expected = zip(first, second).map { 100 * ($0.testAccuracy - $1.testAccuracy) }
    #expect(isClose(difference.differences, expected))
    let found = try cell(result).pairings["wn-ddi-over-std-he"]
    #expect(found.accuracy == difference.interval)
    #expect(found.accuracyVerdict == CellVerdict(difference.interval, margin: 1).rawValue)
  }

  @Test func `a difference of head-rooms is one of ceilings, less that of the rates`() async throws
  {
    let result = try await Self.result.value
    let arms = [Arm.weightNormHe, .standardHe]
    let ceilings = arms.map { result.coarse(of: $0).ceiling(ratio: 2) }
    let raised = PairedEffect(
      zip(ceilings[0].exponents, ceilings[1].exponents).map { $0 - $1 },
      from: RandomStream(experiment: "tiny", .bootstrap, seed: 0)
    ).interval
    // Where each arm has one rate to choose, the choice is sure.
    let rates = arms.map { result.coarse(of: $0).bestExponent }
    let expected = raised.moved(to: raised.estimate - (rates[0] - rates[1]))
    let found = try #require(try cell(result).pairings["wn-he-over-std-he"].headRoom).value
    #expect(abs(found.estimate - expected.estimate) < 1e-12)
    #expect(abs(found.low - expected.low) < 1e-12 && abs(found.high - expected.high) < 1e-12)
    try #require(!ceilings[0].isCensored && !ceilings[1].isCensored)
    #expect(
      try cell(result).pairings["wn-he-over-std-he"].headRoomVerdict
        == CellVerdict(found, margin: 0.25).rawValue)
  }

  @Test func `independent errors of a sum add in squares`() {
    let studies = (0..<100).map(Double.init)
    let one = Sampled(Interval(estimate: 1, low: -2, high: 4), Sampling(studies: studies))
    let other = Sampled(Interval(estimate: 10, low: 6, high: 14), Sampling(studies: studies))
    let sum = one.adding(other)
    #expect(sum.value == Interval(estimate: 11, low: 6, high: 16))
    #expect(sum.studies == studies.map { 2 * $0 })
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
    let coarse = [first, second].map { above in
      RateCurve(exponents: [-2, -1, 0, 1], metrics: [3, 1, above, above].map { [$0, $0] })
    }
    let evaluated = coarse.map { coarse in
      var arm = ArmRuns(nil, around: coarse)
      arm.insert(exponent: -1, runs: [run, run, run, run], metrics: [1, 1, 1, 1])
      return arm
    }
    let result = ComparisonResult(
      comparison: trainer.comparison, coarse: coarse, evaluated: evaluated, testRows: 15)
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
      .tiny(name: "c", rates: interior, arms: Convergence.batchArms),
    ]
    let results = try await cells.results(.clusters)
    #expect(results.map(\.comparison) == cells)
    for (cell, result) in zip(cells, results) {
      let alone = try await cell.result()
      #expect(result.coarse.map(\.metrics) == alone.coarse.map(\.metrics))
      #expect(result.evaluated.map(\.curve.metrics) == alone.evaluated.map(\.curve.metrics))
      #expect(result.testRows == 15)
    }
  }
}
