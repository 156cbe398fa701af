import Runs
import Testing
import WeightNormCore

@testable import Experiments

extension FullSize.Specification {
  /// So small that a run takes milliseconds.
  static func short(
    seeds: [Int] = [0, 1, 2, 3], arms: [Arm] = Convergence.coreArms + Convergence.batchArms,
    rates: RateGrid = RateGrid(lowest: -6, highest: -3, step: 1), epochs: Int = 2
  ) -> Self {
    var specification = Self()
    specification.comparison = Comparison(
      name: "full-size", dataSet: .fashionMNIST, sizes: [784, 8, 10], hidden: .relu,
      epochs: epochs, batchSize: 32, optimizer: .heavyBall, arms: arms, rates: rates,
      metric: .batchLoss, tuningSeeds: [100], evaluationSeeds: seeds, initializationRows: 64,
      window: nil, tuningSteps: 10, fullSize: Comparison.FullSize(trainRows: 330, testRows: 40))
    specification.lossSteps = 4
    return specification
  }
}

struct FullSizeTests {
  /// With the images of the drawn clothes that such a comparison trains and tests on.
  private func withTrainer(
    _ specification: FullSize.Specification = .short(),
    _ body: (Trainer, ImageSet) async throws -> Void
  ) async throws {
    try await DataLibrary.withDrawnClothes { library in
      let images = try library.fullFashionMNIST(train: 330, test: 40)
      try await body(Trainer(comparison: specification.comparison, data: images), images)
    }
  }

  private func context(_ library: DataLibrary) -> RunContext {
    RunContext(profile: .default, workers: Workers(count: 2), data: library)
  }

  /// Written out once more, over inputs that are all there at once.
  @Test(arguments: [Arm.standardHe, .weightNormHe])
  func `a run is heavy-ball over shuffled batches, the partial one dropped`(
    _ arm: Arm
  ) async throws {
    try await withTrainer { trainer, data in
      let run = try trainer.run(arm, rate: 0.01, seed: 3)
      let inputs = Matrix<Float>(rows: 330, columns: 784) { row, column in
        data.inputs[Int(data.train.pixels[data.train.pixels.startIndex + row * 784 + column])]
      }
      var draw = RandomStream(experiment: "full-size", .initialization, seed: 3)
      var order = RandomStream(experiment: "full-size", .order, seed: 3)
      var network = try MLP<Float>.he(sizes: [784, 8, 10], hidden: .relu, from: &draw)
      if arm == .weightNormHe { network = try network.weightNormalized() }
      var optimizer = SGD<Float>(LearningRates(0.01), momentum: 0.9)
      var losses: [Double] = []
      for _ in 0..<2 {
        let rows = order.permutation(330)
        for first in stride(from: 0, to: 320, by: 32) {
          let chosen = rows[first..<first + 32]
          var pass = Backpropagation(for: network, batchSize: 32)
          losses.append(
            Double(
              try pass.lossAndGradient(
                network, inputs.gatheringRows(chosen),
                .labels(chosen.map { data.trainLabels[$0] }))))
          optimizer.update(&network, along: pass.gradient)
        }
      }
      #expect(run.batchLosses == losses)
      #expect(run.batchLosses.count == 20 && run.stepCount == 20 && run.losses.isEmpty)
      #expect(run.blowUpStep == nil)
      let isSame = run.network == network
      #expect(isSame)
      #expect(run.accuracies.last == (try data.testAccuracy(of: network)))
      #expect(run.accuracies.count == 2 && run.magnitudes.count == 3)
    }
  }

  @Test func `both parameterizations see the same first batch from the same function`()
    async throws
  {
    try await withTrainer { trainer, _ in
      for (plain, normalized) in [
        (Arm.standardHe, Arm.weightNormHe), (.standardDataDependent, .weightNormDataDependent),
      ] {
        let first = try trainer.run(plain, rate: 0.01, seed: 0, steps: 10)
        let second = try trainer.run(normalized, rate: 0.01, seed: 0, steps: 10)
        #expect(first.batchLosses[0] == second.batchLosses[0])
        #expect(first.batchLosses[1] != second.batchLosses[1])
      }
    }
  }

  @Test func `a diverging run counts ten for each step that is missing, and ten more`()
    async throws
  {
    try await withTrainer { trainer, _ in
      let run = try trainer.run(.standardHe, rate: 1e30, seed: 0)
      let step = try #require(run.blowUpStep)
      #expect(step == run.batchLosses.count && step < 20)
      #expect(run.batchLosses.allSatisfy { $0.isFinite } && run.accuracies.isEmpty)
      #expect(run.testAccuracy == 0)
      let metric = trainer.metric(run)
      #expect(metric > 10 && metric <= 20)
    }
  }

  @Test func `the grid is extended as everywhere, and tuned on one epoch`() async throws {
    let specification = FullSize.Specification.short(
      arms: [.standardHe], rates: RateGrid(lowest: -24, highest: -22, step: 1))
    try await withTrainer(specification) { trainer, data in
      let result = try await ComparisonResult(
        specification.comparison, data: data, workers: Workers(count: 2))
      let tuning = result.coarse(of: .standardHe)
      #expect(tuning.exponents == Array(stride(from: -24, through: -16, by: 1)))
      #expect(!tuning.isInterior)
      let first = try trainer.run(
        .standardHe, rate: RateGrid.rate(-24), seed: 100, steps: 10)
      #expect(tuning.metrics[0] == [trainer.metric(first, steps: 10)])
      let run = try trainer.run(
        .standardHe, rate: RateGrid.rate(tuning.bestExponent), seed: 1)
      #expect(result.runs(of: .standardHe)[1].batchLosses == run.batchLosses)
      #expect(result.metrics(of: .standardHe)[1] == trainer.metric(run))
    }
  }

  @Test func `effects come with intervals only where they are asked for`() async throws {
    var specification = FullSize.Specification.short(
      rates: RateGrid(lowest: -7, highest: -5, step: 1), epochs: 1)
    let pairings = Convergence.Specification().pairings
    try await withTrainer(specification) { _, data in
      let comparison = specification.comparison
      let found = try await ComparisonResult(comparison, data: data, workers: Workers(count: 2))
      let without = FullSize.Result(found, specification)
      #expect(try without.pairings.ifPresent("wn-ddi-over-std-ddi") == nil)
      specification.pairings = pairings
      let result = FullSize.Result(found, specification)
      let bootstrap = RandomStream(experiment: "full-size", .bootstrap, seed: 0)
      func losses(_ arm: Arm) -> ChosenRateEffect.Curves {
        ChosenRateEffect.Curves(octavesOf: [found.metrics(of: arm)], edges: [0])
      }
      let effect = ChosenRateEffect(
        first: losses(.weightNormDataDependent), second: losses(.standardDataDependent),
        from: bootstrap)
      #expect(try result.pairings["wn-ddi-over-std-ddi"].effect.value == effect.interval)
      func errors(_ arm: Arm) -> ChosenRateEffect.Curves {
        ChosenRateEffect.Curves(
          metrics: [found.metrics(of: arm)],
          costs: [found.runs(of: arm).map { -100 * $0.testAccuracy }], edges: [0])
      }
      let accuracy = ChosenRateEffect(
        first: errors(.batchNorm), second: errors(.standardHe), from: bootstrap)
      #expect(try result.pairings["bn-over-std-he"].accuracy == accuracy.interval)
    }
  }

  @Test func `a learning curve is made of means over complete stretches`() async throws {
    let specification = FullSize.Specification.short()
    try await withTrainer(specification) { _, data in
      let found = try await ComparisonResult(
        specification.comparison, data: data, workers: Workers(count: 2))
      let result = FullSize.Result(found, specification)
      let course = try result.courses["wn-he"]
      #expect(course.loss.positions == [4, 8, 12, 16, 20])
      let seeds = found.runs(of: .weightNormHe).map { Array($0.batchLosses[4..<8]).mean }
      let median = try #require(course.loss.median[1])
      #expect(abs(median - seeds.median) < 1e-5)
      #expect(course.accuracy.positions == [1, 2])
    }
  }

  @Test func `accuracies are told with their range over seeds and over methods`() async throws {
    let specification = FullSize.Specification.short(arms: [.standardHe, .weightNormHe])
    try await withTrainer(specification) { trainer, _ in
      let network = try trainer.start(.standardHe, seed: 0).network
      let runs = [[0.5, 0.25], [0.75, 1]].map { accuracies in
        accuracies.map {
          Trainer.Run(
            batchLosses: [Double](repeating: 1, count: 20), accuracies: [0.125, $0],
            network: network)
        }
      }
      let coarse = RateCurve(exponents: [-6, -5, -4], metrics: [[2], [1], [3]])
      let evaluated = runs.map { runs in
        var arm = ArmRuns(nil, around: coarse)
        arm.insert(exponent: -5, runs: runs, metrics: [1, 1])
        return arm
      }
      let result = FullSize.Result(
        ComparisonResult(
          comparison: trainer.comparison, coarse: [coarse, coarse], evaluated: evaluated,
          testRows: 40),
        specification)
      let course = try result.courses["std-he"]
      #expect(course.accuracyLeast == 0.25 && course.accuracyGreatest == 0.5)
      #expect(course.accuracy.median == [0.125, 0.375])
      #expect(try result.arms["std-he"].accuracy == 0.375)
      #expect(try result.courses["wn-he"].accuracyLeast == 0.75)
      #expect(result.accuracyRange == 50)
    }
  }

  @Test func `a course that blew up ends in a gap`() async throws {
    let specification = FullSize.Specification.short(
      arms: [.standardHe], rates: RateGrid(lowest: 100, highest: 100, step: 1))
    let course = try await DataLibrary.withDrawnClothes {
      try await FullSize.run(specification, context($0)).courses["std-he"]
    }
    #expect(course.loss.median.count == 5 && course.loss.median[4] == nil)
    #expect(course.accuracy.median == [nil, nil])
    #expect(course.accuracyGreatest == 0)
  }

  @Test func `a run reads the images at their full size`() async throws {
    let specification = FullSize.Specification.short(
      arms: [.standardHe], rates: RateGrid(lowest: -7, highest: -5, step: 1), epochs: 1)
    try await DataLibrary.withDrawnClothes { library in
      let result = try await FullSize.run(specification, context(library))
      let found = try await ComparisonResult(
        specification.comparison, data: library.fullFashionMNIST(train: 330, test: 40),
        workers: Workers(count: 2))
      #expect(try result.arms["std-he"].meanLoss == found.metrics(of: .standardHe).mean)
      #expect(try result.arms["std-he"].finalLoss == nil)
      let accuracies = found.runs(of: .standardHe).map(\.testAccuracy)
      #expect(try result.arms["std-he"].accuracy == accuracies.mean)
    }
  }

  /// 468 batches of 128 and 96 images that are left out.
  @Test func `the whole data set makes 468 steps an epoch`() {
    let comparison = FullSize.Specification().comparison
    #expect(comparison.fullSize == Comparison.FullSize(trainRows: 60_000, testRows: 10_000))
    let order = BatchOrder(
      rows: 60_000, batchSize: comparison.batchSize,
      from: RandomStream(experiment: "full-size", .order, seed: 0))
    #expect(order.batchesPerEpoch == 468)
    #expect(FullSize.coverage(by: .quick) == .none)
    let full = FullSize.specification(of: .full)
    #expect(FullSize.work(full).seconds > 3 * FullSize.work(FullSize.Specification()).seconds)
    #expect(full.pairings == Convergence.Specification().pairings)
    #expect(full.seeds == Array(0..<10))
  }
}
