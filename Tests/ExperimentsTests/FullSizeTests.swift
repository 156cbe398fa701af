import Runs
import Testing
import WeightNormCore

@testable import Experiments

extension FullSize.Specification {
  /// So small that a run takes milliseconds.
  static func short(seeds: [Int] = [0, 1]) -> Self {
    var specification = Self()
    specification.trainRows = 330
    specification.testRows = 40
    specification.sizes = [784, 8, 10]
    specification.batchSize = 32
    specification.seeds = seeds
    specification.lossSteps = 4
    specification.initializationRows = 64
    specification.evaluationRows = 20
    return specification
  }
}

struct FullSizeTests {
  private func withTrainer(
    _ specification: FullSize.Specification = .short(),
    _ body: (FullSizeTrainer) async throws -> Void
  ) async throws {
    try await ShortRecord.withDrawnClothes { library in
      try await body(
        FullSizeTrainer(
          specification: specification,
          data: try library.fullFashionMNIST(
            train: specification.trainRows, test: specification.testRows)))
    }
  }

  /// Written out once more, over inputs that are all there at once.
  @Test(arguments: [Arm.standardHe, .weightNormHe])
  func `a run is heavy-ball over shuffled batches, the partial one dropped`(
    _ arm: Arm
  ) async throws {
    try await withTrainer { trainer in
      let data = trainer.data
      let run = try trainer.run(arm, rate: 0.01, seed: 3, epochs: 2)
      let inputs = Matrix<Float>(rows: 330, columns: 784) { row, column in
        data.inputs[Int(data.trainPixels[data.trainPixels.startIndex + row * 784 + column])]
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
      #expect(run.losses == losses)
      #expect(run.losses.count == 20 && trainer.specification.stepsPerEpoch == 10)
      #expect(run.blowUpStep == nil)
      #expect(run.accuracies.last == (try trainer.accuracy(network)))
      #expect(run.accuracies.count == 2 && run.directionNorms.count == 3)
    }
  }

  @Test func `both parameterizations see the same first batch from the same function`()
    async throws
  {
    try await withTrainer { trainer in
      for (plain, normalized) in [
        (Arm.standardHe, Arm.weightNormHe), (.standardDataDependent, .weightNormDataDependent),
      ] {
        let first = try trainer.run(plain, rate: 0.01, seed: 0, epochs: 1)
        let second = try trainer.run(normalized, rate: 0.01, seed: 0, epochs: 1)
        #expect(first.losses[0] == second.losses[0])
        #expect(first.losses[1] != second.losses[1])
        #expect(first.directionNorms == first.magnitudes)
      }
    }
  }

  /// Wide enough that no image silences every hidden unit, which would leave all outputs equal.
  @Test func `accuracy in parts is that of all images at once`() async throws {
    try await withTrainer { trainer in
      var draw = RandomStream(experiment: "full-size", .initialization, seed: 0)
      let network = try MLP<Float>.he(sizes: [784, 64, 10], hidden: .relu, from: &draw)
      var all = Matrix<Float>(rows: 40, columns: 784)
      trainer.data.copyTestRows(Array(0..<40)[...], into: &all)
      let outputs = try network(all)
      var right = 0
      for row in 0..<40 {
        let logits = Array(outputs[row: row])
        let greatest = try #require(logits.max())
        try #require(logits.count { $0 == greatest } == 1, "a tie")
        if logits[trainer.data.testLabels[row]] == greatest { right += 1 }
      }
      #expect(abs(try trainer.accuracy(network) - Double(right) / 40) < 1e-12)
    }
  }

  @Test func `a diverging run counts ten for each step that is missing, and ten more`()
    async throws
  {
    try await withTrainer { trainer in
      let run = try trainer.run(.standardHe, rate: 1e30, seed: 0, epochs: 2)
      let step = try #require(run.blowUpStep)
      #expect(step == run.losses.count && step < 20)
      #expect(run.losses.allSatisfy { $0.isFinite } && run.accuracies.isEmpty)
      let metric = trainer.metric(run, epochs: 1)
      #expect(metric > 10 && metric <= 20)
    }
  }

  @Test func `the metric is the mean over batches, each clipped`() async throws {
    try await withTrainer { trainer in
      var run = FullSizeTrainer.Run()
      run.losses = [Double](repeating: 2, count: 9) + [40] + [Double](repeating: 1, count: 10)
      #expect(trainer.metric(run, epochs: 1) == 2.8)
      #expect(trainer.metric(run, epochs: 2) == 1.9)
      run.losses = [Double](repeating: 1, count: 5)
      #expect(trainer.metric(run, epochs: 1) == 15.5)
    }
  }

  @Test func `the grid is extended once, by two octaves`() async throws {
    var specification = FullSize.Specification.short()
    specification.rates = RateGrid(lowest: -24, highest: -22, step: 1)
    specification.arms = [.standardHe]
    try await withTrainer(specification) { trainer in
      let results = try await FullSizeResults(trainer, workers: Workers(count: 2))
      #expect(results.tuning[0].octaves == [-24, -23, -22, -21, -20])
      #expect(!results.tuning[0].isInterior)
      let run = try trainer.run(
        .standardHe, rate: RateGrid.rate(results.tuning[0].bestOctave), seed: 1, epochs: 2)
      #expect(results.runs[0][1].losses == run.losses)
      #expect(results.metrics[0][1] == trainer.metric(run, epochs: 2))
    }
  }

  @Test func `effects come with intervals only where there are seeds for them`() async throws {
    for givesIntervals in [false, true] {
      var specification = FullSize.Specification.short(seeds: [0, 1, 2])
      specification.rates = RateGrid(lowest: -7, highest: -5, step: 1)
      specification.epochs = 1
      specification.givesIntervals = givesIntervals
      try await withTrainer(specification) { trainer in
        let results = try await FullSizeResults(trainer, workers: Workers(count: 2))
        var builder = RecordBuilder()
        FullSize.record(results, into: &builder)
        let record = try builder.record(
          of: FullSize.id, title: "", profile: .full, specification: specification, seeds: [0])
        let effect = record.value("wn-ddi-over-std-ddi.effect")?.value
        guard givesIntervals else { return #expect(effect == nil) }
        let expected = PairedEffect.log2Ratio(
          first: results.metrics[3], second: results.metrics[2],
          from: RandomStream(experiment: "full-size", .bootstrap, seed: 0))
        #expect(effect == .interval(expected.interval))
        #expect(record.value("bn-over-std-he.accuracy") != nil)
      }
    }
  }

  @Test func `a learning curve is made of means over complete stretches`() async throws {
    try await withTrainer { trainer in
      let results = try await FullSizeResults(trainer, workers: Workers(count: 2))
      var builder = RecordBuilder()
      FullSize.record(results, into: &builder)
      let record = try builder.record(
        of: FullSize.id, title: "", profile: .default, specification: [0], seeds: [0, 1])
      let curve = try #require(record.series("wn-he.loss"))
      #expect(curve.positions == [4, 8, 12, 16, 20])
      let seeds = results.runs[1].map { PairedEffect.mean(Array($0.losses[4..<8])) }
      let median = try #require(curve.median[1])
      #expect(abs(median - PairedEffect.mean(seeds)) < 1e-5)
      #expect(record.series("wn-he.accuracy")?.positions == [1, 2])
      #expect(record.series("std-he.layer2.norm")?.positions == [0, 1, 2])
      #expect(record.series("std-he.layer2.magnitude") == nil)
    }
  }

  /// 468 batches of 128 and 96 images that are left out.
  @Test func `the whole data set makes 468 steps per epoch`() {
    #expect(FullSize.Specification().stepsPerEpoch == 468)
    #expect(FullSize.experiment.coverage(by: .quick) == .none)
    #expect(FullSize.experiment.work(.full) > 3 * FullSize.experiment.work(.default))
  }
}
