import Testing
import WeightNormCore

@testable import Experiments

struct BatchOrderTests {
  private let stream = RandomStream(experiment: "batch order", .order, seed: 0)

  /// The rows of so many epochs, batch by batch.
  private func batches(rows: Int, batchSize: Int, epochs: Int) -> [[[Int]]] {
    var order = BatchOrder(rows: rows, batchSize: batchSize, from: stream)
    return (0..<epochs).map { _ in
      (0..<order.batchesPerEpoch).map { _ in Array(order.next()) }
    }
  }

  @Test(arguments: [(12, 3), (12, 12), (12, 1), (1, 1)])
  func `an epoch takes each row once`(_ rows: Int, _ batchSize: Int) {
    for epoch in batches(rows: rows, batchSize: batchSize, epochs: 3) {
      #expect(epoch.count == rows / batchSize)
      #expect(epoch.allSatisfy { $0.count == batchSize })
      #expect(epoch.joined().sorted() == Array(0..<rows))
    }
  }

  @Test(arguments: [(13, 3), (50, 8), (11, 6), (2, 1), (7, 4)])
  func `rows that fill no batch are left out, and not the same ones each epoch`(
    _ rows: Int, _ batchSize: Int
  ) {
    let epochs = batches(rows: rows, batchSize: batchSize, epochs: 20)
    for epoch in epochs {
      #expect(epoch.count == rows / batchSize)
      #expect(epoch.allSatisfy { $0.count == batchSize })
      let taken = epoch.flatMap(\.self)
      #expect(Set(taken).count == taken.count)
      #expect(taken.allSatisfy { (0..<rows).contains($0) })
    }
    #expect(Set(epochs.joined().joined()) == Set(0..<rows))
  }

  @Test func `each epoch has another order`() {
    let epochs = batches(rows: 30, batchSize: 5, epochs: 4)
    #expect(Set(epochs).count == 4)
  }

  /// Batch after batch from the front of a new permutation each epoch.
  @Test(arguments: [(48, 8), (50, 8), (7, 7), (5, 1), (11, 6)])
  func `batches are the pieces of one permutation an epoch`(_ rows: Int, _ batchSize: Int) {
    var stream = stream
    for epoch in batches(rows: rows, batchSize: batchSize, epochs: 5) {
      let permutation = stream.permutation(rows)
      let starts = stride(from: 0, through: rows - batchSize, by: batchSize)
      #expect(epoch == starts.map { Array(permutation[$0..<$0 + batchSize]) })
    }
  }

  @Test func `batches of more rows than there are stop the program`() async {
    await #expect(processExitsWith: .failure) {
      _ = BatchOrder(
        rows: 3, batchSize: 4, from: RandomStream(experiment: "batch order", .order, seed: 0))
    }
  }
}

struct MinibatchTrainingTests {
  private func order(_ seed: Int) -> RandomStream {
    RandomStream(experiment: "minibatches", .order, seed: seed)
  }

  private func training(
    _ start: ArmStart, _ rule: OptimizerRule, rate: Double, data: LabeledData = .clusters,
    seed: Int = 0
  ) -> MinibatchTraining {
    MinibatchTraining(
      start, on: data, batchSize: 8, rule: rule, rate: rate, order: order(seed))
  }

  /// Two epochs over 50 rows, of which two are left out.
  @Test(
    arguments: [
      Arm.standardHe, .weightNormDataDependent, .weightNormMeanOnly, .batchNorm,
      RateAllocation.perUnit, .frozenOne,
    ], [OptimizerRule.sgd, .heavyBall, .nesterov, .adam])
  func `it is the loop written out`(_ arm: Arm, _ rule: OptimizerRule) throws {
    let data = LabeledData.clusters(train: 50, test: 3)
    let start = try arm.start(
      of: .tiny(), from: RandomStream(experiment: "minibatches", .initialization, seed: 0),
      batch: data.trainInputs)
    var training = training(start, rule, rate: 0.03125, data: data)
    #expect(training.batchesPerEpoch == 6)
    var network = start.network
    var optimizer = rule.optimizer(LearningRates(0.03125), of: Float.self)
    var order = order(0)
    for _ in 0..<2 {
      let rows = order.permutation(50)
      for first in stride(from: 0, through: 50 - 8, by: 8) {
        let chosen = rows[first..<first + 8]
        var pass = Backpropagation(for: network, batchSize: 8)
        let loss = try pass.lossAndGradient(
          network, data.trainInputs.gatheringRows(chosen),
          .labels(chosen.map { data.trainLabels[$0] }))
        if let factors = start.rateFactors { network.scale(&pass.gradient, by: factors) }
        optimizer.update(&network, along: pass.gradient)
        pass.updateRunningStatistics(of: &network)
        #expect(try training.step() == loss)
        // A network is too long to be printed.
        let isSame = training.network == network
        #expect(isSame)
      }
    }
    let hasMoved = network != start.network
    #expect(hasMoved)
  }

  private func start(_ arm: Arm, of data: LabeledData) throws -> ArmStart {
    try arm.start(
      of: .tiny(), from: RandomStream(experiment: "minibatches", .initialization, seed: 0),
      batch: data.trainInputs)
  }

  /// Two epochs over 50 rows, with the factors written out.
  @Test(arguments: [OptimizerRule.sgd, .heavyBall, .nesterov, .adam])
  func `a replayed network turns by what weight normalization beside it has before each step`(
    _ rule: OptimizerRule
  ) throws {
    let data = LabeledData.clusters(train: 50, test: 3)
    var training = training(
      try start(RateAllocation.replayed, of: data), rule, rate: 0.03125, data: data)
    var networks = try [Arm.standardDataDependent, .weightNormDataDependent].map {
      try start($0, of: data).network
    }
    let first = networks
    var optimizers = [0, 1].map { _ in rule.optimizer(LearningRates(0.03125), of: Float.self) }
    var order = order(0)
    for _ in 0..<2 {
      let rows = order.permutation(50)
      for first in stride(from: 0, through: 50 - 8, by: 8) {
        let chosen = rows[first..<first + 8]
        let inputs = data.trainInputs.gatheringRows(chosen)
        let factors = networks[1].layers.compactMap(\.weightNorm).map { layer in
          zip(layer.magnitude, layer.direction.rowNorms()).map { ($0 / $1) * ($0 / $1) }
        }
        #expect(factors.map(\.count) == [8, 3])
        for index in networks.indices {
          var pass = Backpropagation(for: networks[index], batchSize: 8)
          let loss = try pass.lossAndGradient(
            networks[index], inputs, .labels(chosen.map { data.trainLabels[$0] }))
          if index == 0 {
            networks[0].scale(&pass.gradient, by: factors)
            #expect(try training.step() == loss)
          }
          optimizers[index].update(&networks[index], along: pass.gradient)
        }
        let isSame = training.network == networks[0]
        #expect(isSame)
      }
    }
    let haveMoved = zip(networks, first).map { $0 != $1 }
    #expect(haveMoved == [true, true])
  }

  /// The first factors are those of the start, up to rounding; later ones have moved.
  @Test func `a replayed network takes its first step as with each unit's own rate, and no other`()
    throws
  {
    let arms = [RateAllocation.replayed, RateAllocation.perUnit, .standardDataDependent]
    var trainings = try arms.map {
      training(try start($0, of: .clusters), .sgd, rate: 0.125)
    }
    let before = bits(trainings[0].network).map(Float.init(bitPattern:))
    for step in 0..<12 {
      for index in trainings.indices { _ = try trainings[index].step() }
      let moves = trainings.map { training in
        zip(bits(training.network), before).map { Double(Float(bitPattern: $0) - $1) }
      }
      let apart = [1, 2].map { moves[0].subtracting(moves[$0]).norm / moves[0].norm }
      #expect((apart[0] < 1e-5) == (step == 0), "\(apart[0]) after step \(step)")
      #expect(apart[1] > 0.01)
    }
  }

  @Test func `it learns`() throws {
    for arm in Convergence.coreArms + Convergence.batchArms {
      let start = try Comparison.tiny().trainer.start(arm, seed: 0)
      var training = training(start, .heavyBall, rate: 0.03125)
      let losses = try (0..<10 * training.batchesPerEpoch).map { _ in
        Double(try training.step())
      }
      #expect(Array(losses.suffix(6)).mean < 0.5 * Array(losses.prefix(6)).mean, "\(arm.name)")
    }
  }

  @Test func `the order of the batches is that of its stream`() throws {
    let start = try Comparison.tiny().trainer.start(.standardHe, seed: 0)
    var trainings = [0, 0, 1].map { training(start, .sgd, rate: 0.125, seed: $0) }
    for index in trainings.indices { _ = try trainings[index].step() }
    let isSame = trainings.map { $0.network == trainings[0].network }
    #expect(isSame == [true, true, false])
  }

  @Test func `a loss that is not finite is an error, and moves nothing`() throws {
    let start = try Comparison.tiny().trainer.start(.standardHe, seed: 0)
    var training = training(start, .sgd, rate: 0x1p100)
    var before = training.network
    #expect(throws: CoreError.nonFinite(what: "the loss", index: 0)) {
      for _ in 0..<100 {
        before = training.network
        _ = try training.step()
      }
    }
    #expect(bits(training.network) == bits(before))
  }

  /// All weights and biases of a standard network; those that are not finite are not equal otherwise.
  private func bits(_ network: MLP<Float>) -> [UInt32] {
    network.layers.flatMap { layer -> [UInt32] in
      guard case .standard(let dense) = layer.map else { return [] }
      return dense.weight.elements.map(\.bitPattern) + dense.bias.map(\.bitPattern)
    }
  }
}

struct TrainingDataTests {
  /// The clusters, evaluated on so many rows at a time.
  private struct InParts: TrainingData {
    let data = LabeledData.clusters
    var testBatchSize: Int
    var inputSize: Int { data.inputSize }
    var trainLabels: [Int] { data.trainLabels }
    var testLabels: [Int] { data.testLabels }
    var heldTrainInputs: Matrix<Float>? { nil }

    func copyTrainRows(_ rows: ArraySlice<Int>, into batch: inout Matrix<Float>) {
      data.copyTrainRows(rows, into: &batch)
    }

    func copyTestRows(_ rows: ArraySlice<Int>, into batch: inout Matrix<Float>) {
      data.copyTestRows(rows, into: &batch)
    }
  }

  /// The share of rows whose greatest output is their class, and no other output as great.
  private func share(of outputs: Matrix<Float>, _ labels: [Int]) throws -> Double {
    var right = 0
    for (row, label) in labels.enumerated() {
      let logits = Array(outputs[row: row])
      let greatest = try #require(logits.max())
      try #require(logits.count { $0 == greatest } == 1, "a tie")
      if logits[label] == greatest { right += 1 }
    }
    return Double(right) / Double(labels.count)
  }

  @Test(arguments: [1, 3, 5, 15])
  func `accuracy in parts is that of all rows at once`(_ size: Int) throws {
    let data = LabeledData.clusters
    for arm in Convergence.coreArms + Convergence.batchArms {
      let network = try Comparison.tiny().trainer.run(arm, rate: 0.03125, seed: 0, steps: 6)
        .network
      let expected = try share(of: network(data.testInputs), data.testLabels)
      #expect(expected > 0)
      let found = try InParts(testBatchSize: size).testAccuracy(of: network)
      #expect(abs(found - expected) < 1e-12, "\(arm.name)")
    }
  }

  /// Wide enough that no image silences every hidden unit, which would leave all outputs equal.
  @Test func `images are evaluated a thousand at a time`() async throws {
    try await DataLibrary.withDrawnClothes { library in
      let images = try library.fullFashionMNIST(train: 10, test: 2000)
      #expect(images.testBatchSize == 1000)
      #expect(try library.fullFashionMNIST(train: 10, test: 40).testBatchSize == 40)
      var draw = RandomStream(experiment: "full-size", .initialization, seed: 0)
      let network = try MLP<Float>.he(sizes: [784, 64, 10], hidden: .relu, from: &draw)
      var all = Matrix<Float>(rows: 2000, columns: 784)
      images.copyTestRows(Array(0..<2000)[...], into: &all)
      let expected = try share(of: network(all), images.testLabels)
      #expect(abs(try images.testAccuracy(of: network) - expected) < 1e-12)
    }
  }

  @Test func `the inputs of rows to train on come in the order asked for`() {
    let data = LabeledData.clusters
    let batch = data.gatheringTrainRows([5, 0, 5, 47])
    #expect(batch == data.trainInputs.gatheringRows([5, 0, 5, 47]))
    #expect(batch.shape == [4, 6])
  }

  @Test func `parts of unequal size stop the program`() async {
    await #expect(processExitsWith: .failure) {
      guard let start = try? Comparison.tiny().trainer.start(.standardHe, seed: 0) else { return }
      _ = try? InParts(testBatchSize: 4).testAccuracy(of: start.network)
    }
  }
}
