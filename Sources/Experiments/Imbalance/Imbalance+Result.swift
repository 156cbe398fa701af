internal import Runs

extension Imbalance {
  struct Result: Recorded {
    /// By setting: `kappa10`, `draw0_3`.
    var cells: Parts<Cell>
    var arms: Parts<ArmSummary>
    var invariance: Invariance

    init(
      _ results: [ComparisonResult], _ paths: [InvariancePaths], _ specification: Specification
    ) {
      cells = Parts(results.map { ($0.comparison.name, Cell($0, specification)) })
      arms = Parts(
        specification.cells[0].arms.map { ($0.name, ArmSummary($0, results, specification)) })
      invariance = Invariance(
        settings: Parts(
          InvariancePaths.Setting.allCases.map { setting in
            (setting.rawValue, Setting(paths.filter { $0.setting == setting }))
          }))
    }
  }

  struct Cell: Recorded {
    @Measured("factor of every layer's draw") var drawScale: Double
    @Measured("seeds that are run at every rate near the best one") var seedCount: Int
    @Measured("seeds of the coarse grid") var coarseSeedCount: Int
    var arms: Parts<ArmResult>
    var pairings: Parts<PairingResult>

    init(_ result: ComparisonResult, _ specification: Specification) {
      let cell = CellResult(
        result, pairings: specification.pairings, margins: specification.margins,
        details: .rates)
      arms = cell.arms
      pairings = cell.pairings
      (seedCount, coarseSeedCount) = (cell.seedCount, cell.coarseSeedCount)
      drawScale = result.comparison.drawScale ?? 1
    }
  }

  /// An arm over the cells.
  struct ArmSummary: Recorded {
    /// Nil for an arm that is not in every imbalanced cell, as the two below.
    @Measured("greatest over least mean loss at the best rates of all imbalances")
    var lossRatio: Double?
    @Measured("how far the best learning rate moves over all imbalances", unit: "octaves")
    var octaveRange: Double?
    @Measured(
      "greatest difference of the mean loss at the judged imbalance from that without, at the same rate"
        + " up to the highest that is compared, mean over tuning seeds", unit: "nats")
    var sameRateDifference: Double?
    @Plotted(
      "mean loss over the epochs at the best rate", x: "scale of the draw",
      y: "mean training loss (nats)")
    var byDrawScale: SeriesValues?

    init(_ arm: Arm, _ results: [ComparisonResult], _ specification: Specification) {
      let all = results.filter { $0.comparison.arms.contains(arm) }
      let imbalanced = results.filter { $0.comparison.drawScale == nil }
      let own = all.filter { $0.comparison.drawScale == nil }
      if own.count == imbalanced.count {
        let losses = own.map { $0.metrics(of: arm).mean }
        let exponents = own.map { $0.curve(of: arm).bestExponent }
        lossRatio = losses.maximum / losses.minimum
        octaveRange = exponents.maximum - exponents.minimum
        sameRateDifference = Self.sameRateDifference(arm, own, specification)
      }
      byDrawScale = Self.byDrawScale(arm, all.filter { $0.comparison.imbalance == nil })
    }

    private static func sameRateDifference(
      _ arm: Arm, _ results: [ComparisonResult], _ specification: Specification
    ) -> Double? {
      func coarse(at kappa: Double) -> RateCurve? {
        results.first { ($0.comparison.imbalance ?? 1) == kappa }?.coarse(of: arm)
      }
      guard let balanced = coarse(at: 1), let judged = coarse(at: specification.judgedImbalance)
      else { return nil }
      let differences = zip(balanced.exponents, balanced.means).compactMap {
        exponent, mean -> Double? in
        guard exponent <= specification.highestComparedExponent,
          let other = judged.exponents.firstIndex(of: exponent)
        else { return nil }
        return (judged.means[other] - mean).magnitude
      }
      return ([0] + differences).maximum
    }

    /// Nil for less than two cells.
    private static func byDrawScale(_ arm: Arm, _ results: [ComparisonResult]) -> SeriesValues? {
      guard results.count > 1 else { return nil }
      let scaled = results.map { ($0.comparison.drawScale ?? 1, $0.metrics(of: arm)) }
        .sorted { $0.0 < $1.0 }
      return SeriesValues(at: scaled.map(\.0), columns: scaled.map(\.1))
    }
  }

  struct Invariance: Recorded {
    var settings: Parts<Setting>
  }

  /// The imbalanced run against the balanced one, batch by batch.
  struct Setting: Recorded {
    @Measured("greatest difference of a batch's loss, all steps and seeds", unit: "nats")
    var greatestDifference: Double
    @Measured("least over seeds of the greatest difference over all steps", unit: "nats")
    var leastDifference: Double
    @Plotted(
      "greatest difference of a batch's loss between the imbalanced and the balanced run, up to each step",
      x: "step", y: "greatest difference so far (nats)")
    var difference: SeriesValues

    init(_ paths: [InvariancePaths]) {
      let worst = paths.map(\.differences.maximum)
      greatestDifference = worst.maximum
      leastDifference = worst.minimum
      difference = .steps(of: paths.map(\.greatestDifferences), .linear)
    }
  }
}
