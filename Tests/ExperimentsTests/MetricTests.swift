import Testing

@testable import Experiments

/// What a run counts for: the mean loss over epochs, or the last one, by hand.
struct MetricTests {
  private func metric(
    _ losses: [Double], blowUpStep: Int? = nil, epochs: Int = 2,
    _ metric: Comparison.Metric = .meanLoss
  ) -> Double {
    Comparison.tiny(epochs: epochs, metric: metric).trainer.metric(
      Trainer.Run(losses: losses, blowUpStep: blowUpStep))
  }

  @Test func `it is the mean over the ends of epochs, without the start`() {
    #expect(metric([100, 1, 3]) == 2)
    #expect(metric([0, 0.5], epochs: 1) == 0.5)
  }

  @Test func `no loss counts for more than ten`() {
    #expect(metric([2, 10, 4]) == 7)
    #expect(metric([2, 10.5, 4]) == 7)
    #expect(metric([2, 1e30, 1e38]) == 10)
  }

  @Test func `a run that left the finite numbers counts ten more, and ten for each missing epoch`()
  {
    #expect(metric([2, 1, 3], blowUpStep: 9) == 12)
    #expect(metric([2, 1], blowUpStep: 7) == 15.5)
    #expect(metric([2], blowUpStep: 3) == 20)
    #expect(metric([], blowUpStep: 0) == 20)
    #expect(metric([2, 1e9], blowUpStep: 7) == 20)
  }

  @Test func `any run that stayed finite is better than any that did not`() {
    #expect(metric([2, 1e38, 1e38]) <= metric([2, 0, 0], blowUpStep: 5))
  }

  @Test func `the final loss is that of the last epoch, at most ten`() {
    #expect(metric([100, 1, 3], .finalLoss) == 3)
    #expect(metric([0, 0.5], epochs: 1, .finalLoss) == 0.5)
    #expect(metric([2, 1, 1e30], .finalLoss) == 10)
  }

  @Test func `the final loss of a run that left the finite numbers is twenty`() {
    #expect(metric([2, 1, 3], blowUpStep: 9, .finalLoss) == 20)
    #expect(metric([2, 1], blowUpStep: 7, .finalLoss) == 20)
    #expect(metric([2], blowUpStep: 3, .finalLoss) == 20)
  }
}
