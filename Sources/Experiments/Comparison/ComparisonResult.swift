internal import Runs
internal import WeightNormCore

/// A finished comparison: how each arm was tuned, and its evaluation runs at its best rate.
struct ComparisonResult: Sendable {
  let comparison: Comparison
  let tuning: [Tuning]
  /// Per arm, per evaluation seed.
  let runs: [[Trainer.Run]]
  /// The compared metric, in the same order.
  let metrics: [[Double]]
}

extension ComparisonResult {
  /// Tunes every arm, then trains it at its best rate with every evaluation seed.
  init(
    _ comparison: Comparison, data: any TrainingData, workers: Workers
  ) async throws {
    let trainer = Trainer(comparison: comparison, data: data)
    let tuning = try await Tuner(trainer: trainer, workers: workers).tune()
    let jobs = Array(zip(comparison.arms, tuning.map { RateGrid.rate($0.bestExponent) }))
    let runs = try await workers.map(
      jobs, seeds: comparison.evaluationSeeds, work: comparison.work()
    ) { job, seed in
      try trainer.run(job.0, rate: job.1, seed: seed)
    }
    self.init(
      comparison: comparison, tuning: tuning, runs: runs,
      metrics: runs.map { $0.map { trainer.metric($0) } })
  }
}

extension Workers {
  /// The results of `body` for each item with each seed, seeds within items.
  nonisolated func map<Item: Sendable, Value: Sendable>(
    _ items: [Item], seeds: [Int], work: Work,
    _ body: @escaping @Sendable (Item, _ seed: Int) throws -> Value
  ) async throws -> [[Value]] {
    let jobs = items.flatMap { item in seeds.map { (item, $0) } }
    let values = try await map(jobs, work: work) { try body($0.0, $0.1) }
    return items.indices.map { Array(values[$0 * seeds.count..<($0 + 1) * seeds.count]) }
  }
}

extension [Comparison] {
  /// The results of all comparisons, run side by side; those of one name are joined.
  ///
  /// - Throws: `ExperimentsError` for data that are missing or damaged; `CoreError` where they give no
  ///   start.
  func results(_ context: RunContext) async throws -> [ComparisonResult] {
    let data = try map { try context.data.rows(for: $0) }
    let results = try await withThrowingTaskGroup(of: (Int, ComparisonResult).self) { group in
      for (index, comparison) in enumerated() {
        group.addTask {
          (index, try await .init(comparison, data: data[index], workers: context.workers))
        }
      }
      return try await group.reduce(into: [Int: ComparisonResult]()) { $0[$1.0] = $1.1 }
    }
    return ComparisonResult.joined(indices.compactMap { results[$0] })
  }
}

extension DataLibrary {
  /// What a comparison trains and tests on.
  ///
  /// - Throws: `ExperimentsError.missingData`, `.damagedData`.
  fileprivate func rows(
    for comparison: Comparison
  ) throws(ExperimentsError) -> any TrainingData {
    guard let size = comparison.fullSize else { return try load(comparison.dataSet) }
    precondition(comparison.dataSet == .fashionMNIST, "no other data set has a full size")
    return try fullFashionMNIST(train: size.trainRows, test: size.testRows)
  }
}

// MARK: Arms and pairings

extension ComparisonResult {
  /// `log2(metric of second / metric of first)`, positive where the first is better, over the seeds that
  /// both have.
  ///
  /// - Precondition: both are arms of the comparison; see `compares`.
  func effect(of pairing: Pairing) -> PairedEffect {
    .log2Ratio(
      first: metrics(of: pairing.first), second: metrics(of: pairing.second),
      from: comparison.bootstrap)
  }

  /// The test accuracy of the first minus that of the second, in percentage points.
  ///
  /// - Precondition: as `effect`.
  func accuracyDifference(of pairing: Pairing) -> PairedEffect {
    let pairs = zip(runs(of: pairing.first), runs(of: pairing.second))
    return PairedEffect(
      pairs.map { 100 * ($0.testAccuracy - $1.testAccuracy) }, from: comparison.bootstrap)
  }

  /// Whether both are arms of the comparison.
  func compares(_ pairing: Pairing) -> Bool {
    comparison.arms.contains(pairing.first) && comparison.arms.contains(pairing.second)
  }

  /// Whether a best rate stands at the edge of its grid, so that the arms cannot be compared.
  func isVoid(_ pairing: Pairing) -> Bool {
    !tuning(of: pairing.first).isInterior || !tuning(of: pairing.second).isInterior
  }

  /// What the interval of an effect of a pairing says against a margin; `void` where it is.
  func verdict(_ effect: PairedEffect, of pairing: Pairing, margin: Double) -> String {
    isVoid(pairing) ? CellVerdict.void : CellVerdict(effect.interval, margin: margin).rawValue
  }

  func runs(of arm: Arm) -> [Trainer.Run] { runs[index(of: arm)] }
  func tuning(of arm: Arm) -> Tuning { tuning[index(of: arm)] }
  func metrics(of arm: Arm) -> [Double] { metrics[index(of: arm)] }

  private func index(of arm: Arm) -> Int {
    guard let index = comparison.arms.firstIndex(of: arm) else {
      preconditionFailure("\(arm.name) is not an arm of \(comparison.name)")
    }
    return index
  }
}
