internal import Runs
internal import WeightNormCore

extension BatchSize {
  struct Result: Recorded {
    /// By batch size: `batch32`.
    var cells: Parts<Cell>
    var arms: Parts<ArmCurves>
    /// By both names.
    var pairings: Parts<Advantage>
    var independence: Independence

    init(
      _ results: [ComparisonResult], _ probes: [(name: String, part: ArmIndependence)],
      _ specification: Specification
    ) {
      cells = Parts(results.map { ("batch\($0.comparison.batchSize)", Cell($0, specification)) })
      arms = Parts(specification.arms.map { ($0.name, ArmCurves($0, results)) })
      pairings = Parts(specification.pairings.map { ($0.name, Advantage($0, results)) })
      independence = Independence(arms: Parts(probes))
    }
  }

  struct Cell: Recorded {
    @Measured("epochs of each run") var epochs: Int
    var arms: Parts<ArmResult>
    var pairings: Parts<PairingResult>

    init(_ result: ComparisonResult, _ specification: Specification) {
      let cell = CellResult(
        result, pairings: specification.pairings, margins: specification.margins)
      arms = cell.arms
      pairings = cell.pairings
      epochs = result.comparison.epochs
    }
  }

  /// At which batch sizes an arm has the higher test accuracy, whatever the margin. A degenerate arm is
  /// not compared.
  struct Advantage: Recorded {
    @Measured("batch sizes at which the whole interval of the accuracies favours the first")
    var aheadAt: String
    @Measured("batch sizes at which the whole interval of the accuracies favours the second")
    var behindAt: String

    init(_ pairing: Pairing, _ results: [ComparisonResult]) {
      let cells = results.filter { result in
        result.compares(pairing)
          && ![pairing.first, pairing.second].contains(where: result.comparison.isDegenerate)
      }.map { (size: $0.comparison.batchSize, by: $0.accuracyDifference(of: pairing).interval) }
      func list(_ isOne: (Interval) -> Bool) -> String {
        let sizes = cells.filter { isOne($0.by) }.map { "\($0.size)" }
        return sizes.isEmpty ? "none" : sizes.joined(separator: ", ")
      }
      aheadAt = list { $0.low > 0 }
      behindAt = list { $0.high < 0 }
    }
  }

  /// An arm against the batch size, and where it is degenerate in a series of its own.
  struct ArmCurves: Recorded {
    @Plotted("test accuracy after the last epoch at η*", x: "batch size", y: "test accuracy (%)")
    var accuracy: SeriesValues?
    var degenerate: Degenerate?

    struct Degenerate: Recorded {
      @Plotted(
        "test accuracy after the last epoch at η*, degenerate", x: "batch size",
        y: "test accuracy (%)")
      var accuracy: SeriesValues

      init(accuracy: SeriesValues) { self.accuracy = accuracy }
    }

    init(_ arm: Arm, _ results: [ComparisonResult]) {
      func accuracies(isDegenerate: Bool) -> SeriesValues? {
        let cells = results.filter { $0.comparison.isDegenerate(arm) == isDegenerate }
        guard !cells.isEmpty else { return nil }
        return SeriesValues(
          at: cells.map { Double($0.comparison.batchSize) },
          columns: cells.map { $0.runs(of: arm).map { 100 * $0.testAccuracy } })
      }
      accuracy = accuracies(isDegenerate: false)
      degenerate = accuracies(isDegenerate: true).map(Degenerate.init)
    }
  }

  /// What the other rows of a batch do to one row.
  struct Independence: Recorded {
    var arms: Parts<ArmIndependence>
  }

  /// When the other rows of its batch are replaced, at the start and after training, in all seeds.
  struct ArmIndependence: Recorded {
    @Measured("batches in which a bit of a row's outputs or gradient changed") var changed: Int
    @Measured("batches in which a bit of its outputs changed with running statistics")
    var changedInEvaluation: Int
    var output: Change
    var gradient: Change

    struct Change: Recorded {
      @Measured("least relative change") var least: Double

      init(_ changes: [Double]) { least = changes.minimum }
    }

    init(_ changes: [RowChange]) {
      output = Change(changes.map(\.output))
      gradient = Change(changes.map(\.gradient))
      changed = changes.count { !$0.isIdentical }
      changedInEvaluation = changes.count { !$0.isIdenticalInEvaluation }
    }
  }
}
