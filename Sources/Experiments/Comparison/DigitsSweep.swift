internal import WeightNormCore

/// The comparison on digits of `convergence` in its quick profile, for those who time it: its runs of one
/// parameterization, and all that another program needs to train the same ones.
package struct DigitsSweep: Sendable {
  /// One training run.
  package struct Run: Sendable {
    let arm: Arm
    let seed: Int
    /// The learning rate.
    package let rate: Double
    /// The metric of the comparison: the mean loss over the ends of all epochs, in nats, or at least 10
    /// for a run that left the finite numbers.
    package let loss: Double
  }

  private let data: LabeledData
  private let comparison: Comparison

  /// - Throws: `ExperimentsError.missingData`, `.damagedData`.
  package init(isWeightNormalized: Bool, _ library: DataLibrary) throws(ExperimentsError) {
    let cells = Convergence.cells(of: .quick)
    precondition(cells.map(\.dataSet) == [.digits], "another comparison")
    var comparison = cells[0]
    comparison.arms = comparison.arms.filter {
      ($0.parameterization != .standard) == isWeightNormalized
    }
    self.comparison = comparison
    data = try library.load(comparison.dataSet)
  }

  /// Runs the arms as an experiment does, so many at once; the runs with the evaluation seeds come last.
  ///
  /// - Throws: `CoreError` where the data give no start.
  package func train(_ workers: Workers) async throws -> [Run] {
    let result = try await ComparisonResult(comparison, data: data, workers: workers)
    var runs: [Run] = []
    for arm in comparison.arms {
      runs += self.runs(of: arm, comparison.tuningSeeds, result.coarse(of: arm))
    }
    for arm in comparison.arms {
      runs += self.runs(of: arm, comparison.evaluationSeeds, result.curve(of: arm))
    }
    return runs
  }

  private func runs(of arm: Arm, _ seeds: [Int], _ curve: RateCurve) -> [Run] {
    zip(curve.exponents, curve.metrics).flatMap { exponent, metrics in
      zip(seeds, metrics).map {
        Run(arm: arm, seed: $0, rate: RateGrid.rate(exponent), loss: $1)
      }
    }
  }
}

// MARK: What another program needs

extension DigitsSweep {
  /// [rows, inputs], row after row, and one class a row.
  package var trainRows: (inputs: [Float], labels: [Int]) {
    (Array(data.trainInputs.elements), data.trainLabels)
  }

  /// All parameters before the first step, layer by layer w [outputs, inputs] and b [outputs], or v, g
  /// and b.
  ///
  /// - Throws: `CoreError` where the data give no start.
  package func start(of run: Run) throws -> [Float] {
    var network = try Trainer(comparison: comparison, data: data).start(run.arm, seed: run.seed)
      .network
    var parameters: [Float] = []
    network.forEachParameter { _, parameter in
      for index in parameter.indices { parameters.append(parameter[index]) }
    }
    return parameters
  }

  /// The training rows in the order in which batches take them: [steps, batchSize].
  package func order(of run: Run) -> [Int] {
    var order = BatchOrder(
      rows: data.trainLabels.count, batchSize: comparison.batchSize,
      from: comparison.stream(.order, seed: run.seed))
    return (0..<comparison.epochs * order.batchesPerEpoch).flatMap { _ in order.next() }
  }
}
