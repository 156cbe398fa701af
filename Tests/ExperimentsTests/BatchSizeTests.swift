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
      BatchSize.Setting(batchSize: 1, epochs: 1, seeds: 4, lowest: -5),
      BatchSize.Setting(batchSize: 8, epochs: 3, seeds: 6, lowest: -4),
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
    try Comparison.tiny().trainer.run(arm, rate: 0.125, seed: seed).network
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
      let after = try comparison.trainer.run(arm, rate: 0.125, seed: 0).network
      let isKept = try before.layers[0].weight == after.layers[0].weight
      #expect(isKept == comparison.isDegenerate(arm), "\(arm.name)")
      #expect(!Comparison.tiny().isDegenerate(arm))
      #expect(before.layers[1] != after.layers[1])
    }
  }

  @Test func `the grid of a degenerate arm is not extended`() async throws {
    let comparison = Comparison.tiny(
      rates: RateGrid(lowest: -20, highest: -19, step: 1), epochs: 1, arms: arms, batchSize: 1)
    let tuning = try await comparison.trainer.coarseCurves(Workers(count: 2))
    #expect(tuning.map { $0.exponents.count > 2 } == [true, true, false, false])
  }

  @Test func `a difference of accuracies is in percentage points, seed by seed`() async throws {
    let result = try await Comparison.tiny(rates: RateGrid(lowest: -9, highest: 5, step: 1))
      .result()
    let difference = result.accuracyDifference(of: .matched)
    let expected = zip(result.runs(of: .weightNormHe), result.runs(of: .standardHe)).map {
      100 * ($0.testAccuracy - $1.testAccuracy)
    }
    #expect(isClose(difference.differences, expected))
  }

  private static let result = Task { try await BatchSize.run(.short, .clusters) }

  @Test func `degenerate points stand in series of their own`() async throws {
    let result = try await Self.result.value
    for name in ["std-ddi", "wn-ddi"] {
      let arm = try result.arms[name]
      #expect(arm.accuracy?.positions == [1, 8])
      #expect(arm.degenerate == nil)
    }
    for name in ["mobn-wn", "bn"] {
      let arm = try result.arms[name]
      #expect(arm.accuracy?.positions == [8])
      #expect(arm.degenerate?.accuracy.positions == [1])
    }
  }

  @Test func `an arm without degenerate batch sizes has no such series, and the other way round`()
    async throws
  {
    var specification = BatchSize.Specification.short
    specification.settings.removeLast()
    let result = try await BatchSize.run(specification, .clusters)
    #expect(try result.arms["bn"].accuracy == nil)
    #expect(try result.arms["bn"].degenerate?.accuracy.positions == [1])
    #expect(try result.arms["wn-ddi"].accuracy?.positions == [1])
    #expect(try result.independence.arms.ifPresent("bn") == nil, "no such batch was probed")
  }

  @Test func `seeds that a batch size lacks leave no gap`() async throws {
    let result = try await Self.result.value
    let accuracy = try #require(try result.arms["wn-ddi"].accuracy)
    #expect(accuracy.median.allSatisfy { $0 != nil })
    let specification = BatchSize.Specification.short
    #expect(specification.cells.map(\.evaluationSeeds) == [Array(0..<4), Array(0..<6)])
    #expect(specification.seeds == Array(0..<6))
  }

  @Test func `cells have their epochs, and losses after the last one`() async throws {
    let result = try await Self.result.value
    for (name, epochs) in [("batch1", 1), ("batch8", 3)] {
      let cell = try result.cells[name]
      #expect(cell.epochs == epochs)
      #expect(try cell.arms["bn"].meanLoss == nil && cell.arms["bn"].finalLoss != nil)
      #expect(try cell.pairings["wn-ddi-over-bn"].favourable <= 6)
    }
  }

  @Test func `an arm is ahead where the whole interval favours it, degenerate ones aside`()
    async throws
  {
    let results = try await BatchSize.Specification.short.cells.results(.clusters)
    let result = try await Self.result.value
    for pairing in BatchSize.Specification.short.pairings {
      let hasBoth = [Arm.weightNormDataDependent, .standardDataDependent]
        .allSatisfy { $0 == pairing.first || $0 == pairing.second }
      let compared = hasBoth ? results : [results[1]]
      func list(_ isOne: (Interval) -> Bool) -> String {
        let sizes = compared.filter { isOne($0.accuracyDifference(of: pairing).interval) }
          .map { "\($0.comparison.batchSize)" }
        return sizes.isEmpty ? "none" : sizes.joined(separator: ", ")
      }
      let found = try result.pairings[pairing.name]
      #expect(found.aheadAt == list { $0.low > 0 }, "\(pairing.name)")
      #expect(found.behindAt == list { $0.high < 0 }, "\(pairing.name)")
    }
  }

  /// Six seeds, at the start and after training.
  @Test func `independence is counted over all batches`() async throws {
    let arms = try await Self.result.value.independence.arms
    for name in ["std-ddi", "wn-ddi"] {
      let arm = try arms[name]
      #expect(arm.changed == 0 && arm.changedInEvaluation == 0)
      #expect(arm.output.least == 0 && arm.gradient.least == 0)
    }
    for name in ["mobn-wn", "bn"] {
      let arm = try arms[name]
      #expect(arm.changed == 12 && arm.changedInEvaluation == 0)
      #expect(arm.output.least > 1e-3 && arm.gradient.least > 1e-3)
    }
  }

  @Test func `the claim is supported on the clusters too`() async throws {
    let record = try await BatchSize.record(.short, .clusters)
    let claim = try #require(BatchSize.claims.first)
    #expect(try claim.verdict(over: ["batch-size": record]).outcome == .supported)
  }
}
