internal import Runs
internal import WeightNormCore

/// A finished comparison: how each arm was tuned, and its evaluation runs at its best rate.
struct ComparisonResult: Sendable {
  let comparison: Comparison
  let tuning: [Tuner.Result]
  /// Per arm, per evaluation seed.
  let runs: [[Trainer.Run]]
  /// The compared metric, in the same order.
  let metrics: [[Double]]

  /// Tunes every arm, then trains it at its best rate with every evaluation seed.
  init(_ comparison: Comparison, data: LabeledData, workers: Workers) async throws {
    let trainer = Trainer(comparison: comparison, data: data)
    let tuning = try await Tuner(trainer: trainer, workers: workers).tune()
    let jobs = comparison.arms.indices.flatMap { arm in
      comparison.evaluationSeeds.map { (arm: arm, seed: $0) }
    }
    let cost = Trainer.work(comparison, trainRows: trainer.data.trainLabels.count)
    let runs = try await workers.map(jobs, work: { _ in cost }) { job in
      try trainer.run(
        comparison.arms[job.arm], rate: RateGrid.rate(tuning[job.arm].bestOctave), seed: job.seed)
    }
    let count = comparison.evaluationSeeds.count
    self.comparison = comparison
    self.tuning = tuning
    self.runs = comparison.arms.indices.map { Array(runs[$0 * count..<($0 + 1) * count]) }
    metrics = self.runs.map { $0.map(trainer.metric) }
  }

  init(
    _ comparison: Comparison, tuning: [Tuner.Result], runs: [[Trainer.Run]], metrics: [[Double]]
  ) {
    self.comparison = comparison
    self.tuning = tuning
    self.runs = runs
    self.metrics = metrics
  }

  /// `log2(metric of second / metric of first)`, positive where `first` is better, over the seeds that
  /// both have.
  ///
  /// - Precondition: both are arms of the comparison; see `compares`.
  func effect(_ first: Arm, over second: Arm) -> PairedEffect {
    .log2Ratio(
      first: metrics[index(of: first)], second: metrics[index(of: second)],
      from: RandomStream(experiment: comparison.name, .bootstrap, seed: 0))
  }

  /// The test accuracy of `first` minus that of `second`, in percentage points.
  ///
  /// - Precondition: as `effect`.
  func accuracyDifference(_ first: Arm, over second: Arm) -> PairedEffect {
    let pairs = zip(runs[index(of: first)], runs[index(of: second)])
    return PairedEffect(
      pairs.map { 100 * ($0.testAccuracy - $1.testAccuracy) },
      from: RandomStream(experiment: comparison.name, .bootstrap, seed: 0))
  }

  /// Whether both are arms of the comparison.
  func compares(_ first: Arm, _ second: Arm) -> Bool {
    comparison.arms.contains(first) && comparison.arms.contains(second)
  }

  /// Whether a best rate stands at the edge of its grid, so that the arms cannot be compared.
  func isVoid(_ first: Arm, over second: Arm) -> Bool {
    !tuning[index(of: first)].isInterior || !tuning[index(of: second)].isInterior
  }

  /// What the interval of an effect of a pairing says against a margin; `void` where a best rate stands
  /// at the edge of its grid.
  func verdict(_ effect: PairedEffect, of pairing: Pairing, margin: Double) -> String {
    isVoid(pairing.first, over: pairing.second)
      ? "void" : CellVerdict(effect.interval, margin: margin).rawValue
  }

  /// The evaluation runs of an arm of the comparison.
  func runs(of arm: Arm) -> [Trainer.Run] { runs[index(of: arm)] }

  /// log₂ of the best rate of an arm of the comparison.
  func bestOctave(of arm: Arm) -> Double { tuning[index(of: arm)].bestOctave }
  func tuning(of arm: Arm) -> Tuner.Result { tuning[index(of: arm)] }

  private func index(of arm: Arm) -> Int {
    guard let index = comparison.arms.firstIndex(of: arm) else {
      preconditionFailure("\(arm.name) is not an arm of \(comparison.name)")
    }
    return index
  }
}
