internal import WeightNormCore

/// A network in double precision that learns from given batches.
struct Descent {
  typealias Batch = (x: Matrix<Double>, targets: Targets<Double>)

  private(set) var network: MLP<Double>
  /// The loss of each batch before the step on it, as long as it was finite and at most the ceiling.
  private(set) var losses: [Double] = []
  /// The loss of the last batch; nil where the run ended before.
  private(set) var lastLoss: Double?

  /// One step per batch, none after the last. A run that diverges ends there.
  ///
  /// - Throws: `CoreError` where batches and network do not fit.
  init(
    _ start: MLP<Double>, on batches: some Collection<Batch>, rule: OptimizerRule,
    rates: LearningRates, ceiling: Double = .infinity
  ) throws(CoreError) {
    network = start
    var optimizer = rule.optimizer(rates, of: Double.self)
    var pass = Backpropagation(for: start, batchSize: batches.first?.x.rows ?? 0)
    losses.reserveCapacity(batches.count)
    for batch in batches {
      let loss: Double
      do {
        loss = try pass.lossAndGradient(network, batch.x, batch.targets)
      } catch {
        guard error.isDivergence else { throw error }
        return
      }
      guard loss.isFinite, loss <= ceiling else { return }
      losses.append(loss)
      if losses.count < batches.count { optimizer.update(&network, along: pass.gradient) }
    }
    lastLoss = losses.last
  }
}
