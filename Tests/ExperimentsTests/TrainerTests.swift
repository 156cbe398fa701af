import Testing
import WeightNormCore

@testable import Experiments

struct TrainerTests {
  private let arms = Convergence.coreArms

  private func run(
    _ arm: Arm, exponent: Double = -4, seed: Int = 0, epochs: Int = 3,
    optimizer: OptimizerRule = .sgd
  ) throws -> Trainer.Run {
    try Comparison.tiny(epochs: epochs, optimizer: optimizer).trainer.run(
      arm, rate: RateGrid.rate(exponent), seed: seed)
  }

  /// The network of a run without epochs.
  private func start(_ arm: Arm, seed: Int) throws -> MLP<Float> {
    try Comparison.tiny(epochs: 0).trainer.run(arm, rate: 1, seed: seed).network
  }

  @Test(arguments: 0..<5)
  func `both parameterizations start from the same function, to the bit`(_ seed: Int) throws {
    let x = LabeledData.clusters.trainInputs
    for (plain, normalized) in [
      (Arm.standardHe, Arm.weightNormHe),
      (.standardDataDependent, .weightNormDataDependent),
    ] {
      let networks = try (start(plain, seed: seed), start(normalized, seed: seed))
      #expect(networks.0.layers.allSatisfy { !$0.isWeightNormalized })
      #expect(networks.1.layers.allSatisfy { $0.isWeightNormalized })
      #expect(try networks.0(x) == networks.1(x))
      #expect(try run(plain, seed: seed).losses[0] == run(normalized, seed: seed).losses[0])
    }
  }

  @Test func `the two starts and the seeds differ`() throws {
    let he = try run(.standardHe).losses[0]
    #expect(try run(.standardDataDependent).losses[0] != he)
    #expect(try run(.standardHe, seed: 1).losses[0] != he)
  }

  /// On its batch of 32 rows; the cluster data have 48.
  @Test func `a data-dependent start gives outputs of mean 0 and variance 1`() throws {
    let trainer = Comparison.tiny(epochs: 0).trainer
    let whole = Comparison(
      name: "tiny", dataSet: .digits, sizes: [6, 8, 3], hidden: .relu, epochs: 0, batchSize: 8,
      optimizer: .sgd, arms: [], rates: trainer.comparison.rates, metric: .meanLoss,
      tuningSeeds: [], evaluationSeeds: [], initializationRows: 48)
    let network = try whole.trainer.run(.weightNormDataDependent, rate: 1, seed: 0).network
    let outputs = try network(LabeledData.clusters.trainInputs)
    for unit in 0..<3 {
      let column = (0..<48).map { Double(outputs[$0, unit]) }
      let mean = column.mean
      let variance = column.map { ($0 - mean) * ($0 - mean) }.mean
      #expect(abs(mean) < 1e-5 && abs(variance - 1) < 1e-4)
    }
  }

  @Test(arguments: [OptimizerRule.sgd, .heavyBall, .adam])
  func `the loss falls at a sane rate`(_ rule: OptimizerRule) throws {
    for arm in arms {
      let run = try run(arm, epochs: 8, optimizer: rule)
      let last = try #require(run.losses.last)
      #expect(last < 0.8 * run.losses[0], "\(arm.name)")
      #expect(run.blowUpStep == nil)
      #expect(run.stepCount == 8 * 48 / 8)
      #expect(run.losses.count == 9)
      #expect(run.testAccuracy > 0.5 && run.testAccuracy <= 1, "\(arm.name)")
    }
  }

  @Test func `a rate near 0 leaves everything as it was`() throws {
    for arm in arms {
      let run = try run(arm, exponent: -60)
      #expect(Set(run.losses).count == 1)
      #expect(run.magnitudes.count == 4 && Set(run.magnitudes).count == 1)
    }
  }

  @Test(arguments: 0..<3)
  func `a diverging run has a step at which it blew up and a finite metric`(_ seed: Int) throws {
    for arm in arms {
      let run = try run(arm, exponent: 100, seed: seed)
      let step = try #require(run.blowUpStep, "\(arm.name)")
      #expect(step <= run.stepCount && run.stepCount < 18)
      #expect(run.losses.allSatisfy { $0.isFinite } && !run.losses.isEmpty)
      #expect(run.testAccuracy == 0)
      #expect(run.losses.count == run.magnitudes.count)
      #expect(run.accuracies.isEmpty)
      let metric = Comparison.tiny(epochs: 3).trainer.metric(run)
      #expect(metric > 10 && metric <= 20)
    }
  }

  @Test(arguments: Convergence.coreArms)
  func `a network that does not fit its data is an error, and no divergence`(arm: Arm) {
    let comparison = Comparison.tiny(sizes: [7, 8, 3])
    #expect {
      try comparison.trainer.run(arm, rate: 0.1, seed: 0)
    } throws: { error in
      (error as? CoreError)?.isDivergence == false
    }
  }

  @Test func `magnitudes are kept once a layer and epoch: g, or the length of w`() throws {
    for (arm, other) in [(Arm.standardHe, Arm.weightNormHe), (.weightNormHe, .standardHe)] {
      let run = try run(arm)
      #expect(run.magnitudes.count == 4 && run.magnitudes.allSatisfy { $0.count == 2 })
      #expect(Set(run.magnitudes).count == 4)
      let start = try start(other, seed: 0).layers.map(\.meanMagnitude)
      #expect(zip(run.magnitudes[0], start).allSatisfy { abs($0 - $1) < 1e-6 })
      let end = try run.network.layers.map { try $0.weight.rowNorms().map(Double.init).mean }
      #expect(zip(run.magnitudes[3], end).allSatisfy { abs($0 - $1) < 1e-6 })
    }
  }

  /// The partial batch at the end of an epoch is dropped: 48 rows make six batches of 8, 50 too.
  @Test func `a partial batch is dropped`() throws {
    let comparison = Comparison.tiny(epochs: 2)
    let data = LabeledData.clusters(train: 50, test: 3)
    let run = try Trainer(comparison: comparison, data: data).run(
      .standardHe, rate: 0.1, seed: 0)
    #expect(run.stepCount == 12)
  }

  @Test func `accuracy is the share of test rows whose greatest output is their class`() throws {
    let run = try Comparison.tiny().trainer.run(.weightNormHe, rate: 0.125, seed: 0)
    let data = LabeledData.clusters
    let outputs = try run.network(data.testInputs)
    let right = data.testLabels.indices.count { row in
      (0..<3).allSatisfy { outputs[row, $0] <= outputs[row, data.testLabels[row]] }
    }
    #expect(run.testAccuracy == Double(right) / 15)
  }

  @Test func `where batches are compared it keeps their losses, and an accuracy per epoch`() throws
  {
    for arm in arms {
      let run = try Comparison.tiny(metric: .batchLoss).trainer.run(arm, rate: 0.125, seed: 0)
      #expect(run.batchLosses.count == 18 && run.stepCount == 18)
      #expect(run.losses.isEmpty)
      #expect(run.accuracies.count == 3 && run.magnitudes.count == 4)
      #expect(run.testAccuracy == run.accuracies[2])
      let other = try Comparison.tiny().trainer.run(arm, rate: 0.125, seed: 0)
      let isSame = run.network == other.network
      #expect(isSame, "what is looked at changes nothing")
      #expect(run.testAccuracy == other.testAccuracy)
      #expect(other.batchLosses.isEmpty && other.accuracies.count == 1)
    }
  }

  @Test func `a run that blew up in a later epoch classifies nothing right at the end`() throws {
    var run = try run(.standardHe)
    run.accuracies = [0.25, 0.5]
    #expect(run.testAccuracy == 0.5)
    run.blowUpStep = 15
    #expect(run.testAccuracy == 0)
  }

  @Test(arguments: [4, 6, 13])
  func `a run of fewer steps is the beginning of one of all`(_ steps: Int) throws {
    for metric in [Comparison.Metric.meanLoss, .batchLoss] {
      let trainer = Comparison.tiny(epochs: 3, metric: metric).trainer
      let whole = try trainer.run(.weightNormHe, rate: 0.125, seed: 0)
      let part = try trainer.run(.weightNormHe, rate: 0.125, seed: 0, steps: steps)
      #expect(part.stepCount == steps && whole.stepCount == 18)
      #expect(part.losses == Array(whole.losses.prefix(part.losses.count)))
      #expect(part.batchLosses == Array(whole.batchLosses.prefix(part.batchLosses.count)))
      #expect(part.magnitudes == Array(whole.magnitudes.prefix(1 + steps / 6)))
    }
  }
}
