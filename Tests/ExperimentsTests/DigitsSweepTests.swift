import Testing
import WeightNormCore

@testable import Experiments

struct DigitsSweepTests {
  private static let comparison = Convergence.cells(of: .quick)[0]

  @Test(arguments: [Arm.standardHe, .weightNormDataDependent])
  func `from start, order and rate another program trains the same run`(arm: Arm) throws {
    let sweep = try DigitsSweep(
      isWeightNormalized: arm.parameterization == .weightNorm, .installed)
    let run = DigitsSweep.Run(arm: arm, seed: 100, rate: 0.0625, loss: 0)
    let trainer = Trainer(
      comparison: Self.comparison, data: try DataLibrary.installed.load(.digits))
    let expected = try trainer.run(arm, rate: run.rate, seed: run.seed, steps: 43)

    // A network of the right shapes, whose parameters are replaced.
    var network = try trainer.start(arm, seed: 0).network
    var parameters = try sweep.start(of: run)[...]
    network.forEachParameter { _, parameter in
      for index in parameter.indices { parameter[index] = parameters.removeFirst() }
    }
    #expect(parameters.isEmpty)
    let (inputs, labels) = sweep.trainRows
    let all = try Matrix(rows: labels.count, columns: 64, elements: inputs)
    let order = sweep.order(of: run)
    #expect(order.count == 8 * 1376)
    var pass = Backpropagation(for: network, batchSize: 32)
    var optimizer = SGD<Float>(LearningRates(run.rate), momentum: 0.9)
    for first in stride(from: 0, to: 1376, by: 32) {
      let rows = order[first..<first + 32]
      _ = try pass.lossAndGradient(
        network, all.gatheringRows(rows), .labels(rows.map { labels[$0] }))
      optimizer.update(&network, along: pass.gradient)
    }
    var look = Backpropagation(for: network, batchSize: labels.count)
    let loss = try look.loss(network, all, .labels(labels))
    #expect(Double(loss) == expected.losses[1])
  }
}
