import Runs
import Testing
import WeightNormCore

@testable import Experiments

extension BatchSize.Specification {
  /// On the clusters: batches of 1 and 8, few rates and seeds.
  static var short: BatchSize.Specification {
    var specification = BatchSize.Specification()
    specification.sizes = [6, 8, 3]
    specification.settings = [
      BatchSize.Setting(batchSize: 1, epochs: 1, seeds: 2, lowest: -5),
      BatchSize.Setting(batchSize: 8, epochs: 3, seeds: 3, lowest: -4),
    ]
    specification.span = 3
    specification.tuningSeeds = [100, 101]
    specification.initializationRows = 32
    specification.probedBatchSize = 8
    return specification
  }
}

struct BatchSizeTests {
  private let arms = BatchSize.Specification().arms
  private let data = LabeledData.clusters

  private func start(_ arm: Arm, seed: Int = 0) throws -> MLP<Float> {
    try Comparison.tiny().trainer.start(arm, seed: seed).network
  }

  /// After a few epochs, with gains and running statistics that have moved.
  private func trained(_ arm: Arm, seed: Int = 0) throws -> MLP<Float> {
    try Comparison.tiny().trainer.train(arm, rate: 0.125, seed: seed).network
  }

  @Test(arguments: 0..<5)
  func `without batch statistics a row keeps every bit whatever surrounds it`(_ seed: Int) throws {
    for arm in [Arm.standardDataDependent, .weightNormDataDependent, .weightNormHe] {
      for network in try [start(arm, seed: seed), trained(arm, seed: seed)] {
        let change = try BatchSize.change(in: network, batchSize: 8, data: data, seed: seed)
        #expect(change.isIdentical && change.isIdenticalInEvaluation, "\(arm.name)")
        #expect(change.output == 0 && change.gradient == 0)
      }
    }
  }

  @Test(arguments: 0..<5)
  func `with batch statistics a row changes in training and not in evaluation`(
    _ seed: Int
  ) throws {
    for arm in [Arm.weightNormMeanOnly, .batchNorm] {
      for network in try [start(arm, seed: seed), trained(arm, seed: seed)] {
        let change = try BatchSize.change(in: network, batchSize: 8, data: data, seed: seed)
        #expect(!change.isIdentical && change.isIdenticalInEvaluation, "\(arm.name)")
        #expect(change.output > 1e-3 && change.gradient > 1e-3, "\(arm.name)")
      }
    }
  }

  @Test func `a batch that is not changed changes nothing, even with batch statistics`() throws {
    let network = try start(.batchNorm)
    let rows = [3, 1, 4, 15, 9]
    let response = try RowResponse(network, rows: rows[...], of: data)
    let again = RowChange(from: response, to: try RowResponse(network, rows: rows[...], of: data))
    #expect(again.isIdentical && again.output == 0 && again.gradient == 0)
    let other = try RowResponse(network, rows: [3, 1, 4, 15, 8], of: data)
    #expect(!RowChange(from: response, to: other).isIdentical)
  }

  /// Without batch statistics the gradient of a row in a batch is that of the row on its own.
  @Test func `the gradient of a row is its share of the batch's`() throws {
    let network = try start(.weightNormDataDependent)
    let alone = try RowResponse(network, rows: [7], of: data)
    let inBatch = try RowResponse(network, rows: [7, 2, 5, 11], of: data)
    #expect(alone.output == inBatch.output)
    #expect(zip(alone.gradient, inBatch.gradient).allSatisfy { $0 == 4 * $1 })
    #expect(alone.gradient.contains { $0 != 0 })
  }

  /// The gradients of the rows sum to the batch's, also where they depend on each other.
  @Test func `the gradients of all rows sum to the batch's`() throws {
    let rows = [7, 2, 5, 11, 30]
    let x = data.trainInputs.gatheringRows(rows[...])
    let targets = Targets<Float>.labels(rows.map { data.trainLabels[$0] })
    for arm in arms {
      let network = try trained(arm)
      var pass = Backpropagation(for: network, batchSize: rows.count)
      _ = try pass.lossAndGradient(network, x, targets)
      let whole = pass.gradient[0].matrix.elements
      var sum = [Float](repeating: 0, count: whole.count)
      for row in rows.indices {
        _ = try pass.lossAndGradient(ofRow: row, network, x, targets)
        for index in sum.indices { sum[index] += pass.gradient[0].matrix.elements[index] }
      }
      let largest = whole.map(\.magnitude).max() ?? 0
      #expect(largest > 0)
      #expect(zip(sum, whole).allSatisfy { abs($0 - $1) < 1e-5 * largest }, "\(arm.name)")
    }
  }

  /// Each pre-activation is its own mean, and minus it 0: the weights below have no gradient.
  @Test func `a batch of one leaves normalized layers nothing but biases to learn by`() throws {
    for arm in arms {
      let comparison = Comparison.tiny(batchSize: 1)
      let before = try comparison.trainer.start(arm, seed: 0).network
      let after = try comparison.trainer.train(arm, rate: 0.125, seed: 0).network
      let isKept = try before.layers[0].weight == after.layers[0].weight
      #expect(isKept == comparison.isDegenerate(arm), "\(arm.name)")
      #expect(!Comparison.tiny().isDegenerate(arm))
      #expect(before.layers[1] != after.layers[1])
    }
  }

  @Test func `the grid of a degenerate arm is not extended`() async throws {
    let comparison = Comparison.tiny(
      rates: RateGrid(lowest: -20, highest: -19, step: 1), epochs: 1, arms: arms, batchSize: 1)
    let tuning = try await Tuner(trainer: comparison.trainer, workers: Workers(count: 2)).tune()
    #expect(tuning.map { $0.octaves.count > 2 } == [true, true, false, false])
  }

  @Test func `a difference of accuracies is in percentage points, seed by seed`() async throws {
    let comparison = Comparison.tiny(rates: RateGrid(lowest: -9, highest: 5, step: 1))
    let result = try await ComparisonResult(
      comparison, data: data, workers: Workers(count: 2))
    let difference = result.accuracyDifference(.weightNormHe, over: .standardHe)
    let expected = zip(result.runs(of: .weightNormHe), result.runs(of: .standardHe)).map {
      100 * ($0.testAccuracy - $1.testAccuracy)
    }
    #expect(difference.differences == expected)
    #expect(result.bestOctave(of: .weightNormHe) == result.tuning[1].bestOctave)
  }

  @Test func `degenerate points stand in series of their own`() async throws {
    let record = try await ShortRecord.batchSize.shared()
    for arm in ["std-ddi", "wn-ddi"] {
      #expect(record.series("\(arm).accuracy")?.positions == [1, 8])
      #expect(record.series("\(arm).degenerate.accuracy") == nil)
    }
    for arm in ["mobn-wn", "bn"] {
      for quantity in ["accuracy", "loss", "rate"] {
        #expect(record.series("\(arm).\(quantity)")?.positions == [8])
        #expect(record.series("\(arm).degenerate.\(quantity)")?.positions == [1])
      }
      #expect(record.value("batch1.\(arm).isDegenerate")?.value == .flag(true))
      #expect(record.value("batch8.\(arm).isDegenerate")?.value == .flag(false))
    }
  }

  @Test func `seeds that a batch size lacks leave no gap`() async throws {
    let accuracy = try #require(try await ShortRecord.batchSize.shared().series("wn-ddi.accuracy"))
    #expect(accuracy.median.allSatisfy { $0 != nil })
    let values = try await ShortRecord.batchSize.shared().value("batch1.seedCount")
    #expect(values?.value == .integer(2))
  }

  @Test func `the claim is supported on the clusters too`() async throws {
    let record = try await ShortRecord.batchSize.shared()
    let claim = try #require(BatchSize.claims.first)
    #expect(try claim.verdict(over: ["batch-size": record]).outcome == .supported)
  }
}
