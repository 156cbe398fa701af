internal import Runs
internal import WeightNormCore

/// A finished comparison: where each arm's best rate was looked for, and its runs there.
struct ComparisonResult: Sendable {
  let comparison: Comparison
  /// Per arm, on the coarse grid with the tuning seeds.
  let coarse: [RateCurve]
  /// Per arm, with the evaluation seeds.
  let evaluated: [ArmRuns]
  /// How many rows an accuracy is taken over.
  let testRows: Int
}

extension ComparisonResult {
  /// Finds the neighbourhood of every arm's best rate, then trains it there with every evaluation seed.
  init(
    _ comparison: Comparison, data: any TrainingData, workers: Workers
  ) async throws {
    let trainer = Trainer(comparison: comparison, data: data)
    let coarse = try await Tuner(trainer: trainer, workers: workers).tune()
    var evaluated = zip(comparison.arms, coarse).map { arm, coarse in
      ArmRuns(comparison.window(of: arm), around: coarse)
    }
    for _ in 0...RateWindow.growthLimit {
      let jobs = evaluated.indices.flatMap { arm in
        evaluated[arm].missingExponents(comparison.bootstrap).map { (arm: arm, exponent: $0) }
      }
      let runs = try await workers.map(
        jobs, seeds: comparison.evaluationSeeds, work: comparison.work()
      ) { job, seed in
        try trainer.run(comparison.arms[job.arm], rate: RateGrid.rate(job.exponent), seed: seed)
      }
      for (job, runs) in zip(jobs, runs) {
        evaluated[job.arm].insert(
          exponent: job.exponent, runs: runs, metrics: runs.map { trainer.metric($0) })
      }
    }
    self.init(
      comparison: comparison, coarse: coarse, evaluated: evaluated,
      testRows: data.testLabels.count)
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
  /// The results of all comparisons, run side by side.
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
    return indices.compactMap { results[$0] }
  }
}

extension DataLibrary {
  /// What a comparison trains and tests on.
  ///
  /// - Throws: `ExperimentsError.missingData`, `.damagedData`.
  fileprivate func rows(
    for comparison: Comparison
  ) throws(ExperimentsError) -> any TrainingData {
    guard let size = comparison.fullSize else {
      let data = try load(comparison.dataSet)
      return comparison.trainRows.map { data.trainingOn(first: $0) } ?? data
    }
    precondition(comparison.dataSet == .fashionMNIST, "no other data set has a full size")
    return try fullFashionMNIST(train: size.trainRows, test: size.testRows)
  }
}

// MARK: Arms

extension ComparisonResult {
  /// An arm's coarse grid.
  func coarse(of arm: Arm) -> RateCurve { coarse[index(of: arm)] }

  /// Its metrics with the evaluation seeds, at each rate.
  func curve(of arm: Arm) -> RateCurve { evaluated[index(of: arm)].curve }

  /// Its evaluation runs at the rate with the least mean metric over them.
  func runs(of arm: Arm) -> [Trainer.Run] {
    let found = evaluated[index(of: arm)]
    return found.runs[found.curve.bestIndex]
  }

  /// log₂ of the rate that half as many seeds choose, on average.
  func chosenExponent(of arm: Arm) -> Double {
    let found = evaluated[index(of: arm)]
    let shares = found.choosingExponents.choices(from: comparison.bootstrap)
    return zip(shares, found.curve.exponents).map(*).reduce(0, +)
  }

  /// The test rows that its evaluation runs classify right, per rate of the curve, per seed.
  func rightRows(of arm: Arm) -> [[Double]] {
    evaluated[index(of: arm)].runs.map { $0.map { ($0.testAccuracy * Double(testRows)).rounded() } }
  }

  /// The metrics of its runs at the best rate.
  func metrics(of arm: Arm) -> [Double] { curve(of: arm).metrics[curve(of: arm).bestIndex] }

  /// Whether its best rate is an inner one of those that it was looked for at.
  func isInterior(_ arm: Arm) -> Bool {
    let found = evaluated[index(of: arm)]
    return coarse(of: arm).isInterior
      && (comparison.window == nil || !found.edges.contains(found.curve.bestIndex))
  }

  private func index(of arm: Arm) -> Int {
    guard let index = comparison.arms.firstIndex(of: arm) else {
      preconditionFailure("\(arm.name) is not an arm of \(comparison.name)")
    }
    return index
  }
}

// MARK: Pairings

extension ComparisonResult {
  /// Whether both are arms of the comparison.
  func compares(_ pairing: Pairing) -> Bool {
    comparison.arms.contains(pairing.first) && comparison.arms.contains(pairing.second)
  }

  /// `log2(metric of second / metric of first)`, positive where the first is better.
  ///
  /// - Precondition: both are arms of the comparison; see `compares`.
  func effect(of pairing: Pairing) -> ChosenRateEffect {
    effect(of: pairing) { arm in
      ChosenRateEffect.Curves(octavesOf: arm.curve.metrics, edges: arm.edges)
    }
  }

  /// The test accuracy of the first minus that of the second, in percentage points.
  ///
  /// - Precondition: as `effect`.
  func accuracyDifference(of pairing: Pairing) -> ChosenRateEffect {
    effect(of: pairing) { arm in
      ChosenRateEffect.Curves(
        metrics: arm.curve.metrics, costs: arm.runs.map { $0.map { -100 * $0.testAccuracy } },
        edges: arm.edges)
    }
  }

  /// How many octaves higher the rates are that the second one chooses.
  ///
  /// - Precondition: as `effect`.
  func loweredRate(of pairing: Pairing) -> ChosenRateEffect {
    effect(of: pairing, \.choosingExponents)
  }

  private func effect(
    of pairing: Pairing, _ curves: (ArmRuns) -> ChosenRateEffect.Curves
  ) -> ChosenRateEffect {
    ChosenRateEffect(
      first: curves(evaluated[index(of: pairing.first)]),
      second: curves(evaluated[index(of: pairing.second)]), from: comparison.bootstrap)
  }

  /// Whether the arms cannot be compared: a best rate stands at the edge of those tried, or would in more
  /// than a few of the studies that choose again.
  func isVoid(_ effect: ChosenRateEffect, of pairing: Pairing) -> Bool {
    !isInterior(pairing.first) || !isInterior(pairing.second)
      || (comparison.window != nil && effect.edgeShare > RateWindow.edgeLimit)
  }

  /// What the interval of an effect of a pairing says against a margin; `void` where it is.
  func verdict(_ effect: ChosenRateEffect, of pairing: Pairing, margin: Double) -> String {
    isVoid(effect, of: pairing)
      ? CellVerdict.void : CellVerdict(effect.interval, margin: margin).rawValue
  }
}

extension ArmRuns {
  /// What is told is log₂ of the chosen rate itself.
  fileprivate var choosingExponents: ChosenRateEffect.Curves {
    ChosenRateEffect.Curves(
      metrics: curve.metrics,
      costs: zip(curve.exponents, curve.metrics).map { exponent, metrics in
        metrics.map { _ in exponent }
      },
      edges: edges)
  }
}
