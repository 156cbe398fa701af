import Testing

@testable import Experiments

/// What a run counts for: the mean loss over epochs or batches, or the last one, by hand.
struct MetricTests {
  private func metric(
    _ losses: [Double], blowUpStep: Int? = nil, epochs: Int = 2,
    _ metric: Comparison.Metric = .meanLoss
  ) throws -> Double {
    let trainer = Comparison.tiny(epochs: epochs, metric: metric).trainer
    return trainer.metric(
      Trainer.Run(
        losses: losses, blowUpStep: blowUpStep,
        network: try trainer.start(.standardHe, seed: 0).network))
  }

  /// Of so many rows, in batches of eight.
  private func batchMetric(
    _ losses: [Double], blowUpStep: Int? = nil, epochs: Int = 2, of steps: Int? = nil,
    rows: Int = 48
  ) throws -> Double {
    let trainer = Trainer(
      comparison: .tiny(epochs: epochs, metric: .batchLoss),
      data: LabeledData.clusters(train: rows, test: 3))
    return trainer.metric(
      Trainer.Run(
        batchLosses: losses, blowUpStep: blowUpStep,
        network: try trainer.start(.standardHe, seed: 0).network), steps: steps)
  }

  @Test func `it is the mean over the ends of epochs, without the start`() throws {
    #expect(try metric([100, 1, 3]) == 2)
    #expect(try metric([0, 0.5], epochs: 1) == 0.5)
  }

  @Test func `no loss counts for more than ten`() throws {
    #expect(try metric([2, 10, 4]) == 7)
    #expect(try metric([2, 10.5, 4]) == 7)
    #expect(try metric([2, 1e30, 1e38]) == 10)
  }

  @Test func `a run that left the finite numbers counts ten more, and ten for each missing epoch`()
    throws
  {
    #expect(try metric([2, 1, 3], blowUpStep: 9) == 12)
    #expect(try metric([2, 1], blowUpStep: 7) == 15.5)
    #expect(try metric([2], blowUpStep: 3) == 20)
    #expect(try metric([], blowUpStep: 0) == 20)
    #expect(try metric([2, 1e9], blowUpStep: 7) == 20)
  }

  @Test func `any run that stayed finite is better than any that did not`() throws {
    #expect(try metric([2, 1e38, 1e38]) <= metric([2, 0, 0], blowUpStep: 5))
    let worst = [Double](repeating: 1e38, count: 12)
    let blownUp = [Double](repeating: 0, count: 11)
    #expect(try batchMetric(worst) <= batchMetric(blownUp, blowUpStep: 11))
  }

  @Test func `the final loss is that of the last epoch, at most ten`() throws {
    #expect(try metric([100, 1, 3], .finalLoss) == 3)
    #expect(try metric([0, 0.5], epochs: 1, .finalLoss) == 0.5)
    #expect(try metric([2, 1, 1e30], .finalLoss) == 10)
  }

  @Test func `the final loss of a run that left the finite numbers is twenty`() throws {
    #expect(try metric([2, 1, 3], blowUpStep: 9, .finalLoss) == 20)
    #expect(try metric([2, 1], blowUpStep: 7, .finalLoss) == 20)
    #expect(try metric([2], blowUpStep: 3, .finalLoss) == 20)
  }

  @Test func `the loss of batches is the mean over all of them, each at most ten`() throws {
    let losses = [Double](repeating: 2, count: 5) + [40] + [Double](repeating: 1, count: 6)
    #expect(try batchMetric(losses) == 26.0 / 12)
    #expect(try batchMetric(Array(losses.prefix(6)), epochs: 1) == 20.0 / 6)
    #expect(try batchMetric(Array(losses.prefix(6)), epochs: 2, of: 6) == 20.0 / 6)
    #expect(try batchMetric(Array(losses.prefix(3)), epochs: 2, of: 3) == 2)
    #expect(
      try batchMetric(losses, rows: 55) == 26.0 / 12, "rows that fill no batch count for none")
  }

  @Test func `batches that a run did not reach count ten each, and ten more`() throws {
    let losses = [Double](repeating: 1, count: 6)
    #expect(try batchMetric(losses, blowUpStep: 6) == 15.5)
    #expect(try batchMetric([], blowUpStep: 0) == 20)
    #expect(try batchMetric(Array(losses.prefix(3)), blowUpStep: 3, of: 6) == 15.5)
    #expect(try batchMetric(losses, blowUpStep: 6, of: 6) == 11)
  }
}
