internal import Runs
internal import WeightNormCore

extension FullSize {
  struct Result: Recorded {
    var arms: Parts<ArmResult>
    var courses: Parts<Course>
    var pairings: Parts<PairingResult>
    @Measured(
      "test accuracy of the best method minus that of the worst, means over seeds", unit: "pp")
    var accuracyRange: Double

    init(_ result: ComparisonResult, _ specification: Specification) {
      let cell = CellResult(result, pairings: specification.pairings)
      arms = cell.arms
      pairings = cell.pairings
      courses = Parts(
        result.comparison.arms.map {
          ($0.name, Course(result.runs(of: $0), result.comparison, specification))
        })
      let means = result.comparison.arms.map { result.runs(of: $0).map(\.testAccuracy).mean }
      accuracyRange = 100 * (means.maximum - means.minimum)
    }
  }

  /// An arm's runs at its best rate.
  struct Course: Recorded {
    @Measured("least test accuracy after the last epoch over seeds") var accuracyLeast: Double
    @Measured("greatest test accuracy after the last epoch over seeds")
    var accuracyGreatest: Double
    @Plotted("mean loss of the last batches at η*", x: "step", y: "loss of the batches (nats)")
    var loss: SeriesValues
    @Plotted("test accuracy at η*", x: "epoch", y: "test accuracy") var accuracy: SeriesValues

    init(_ runs: [Trainer.Run], _ comparison: Comparison, _ specification: Specification) {
      let last = runs.map(\.testAccuracy)
      accuracyLeast = last.minimum
      accuracyGreatest = last.maximum
      let width = specification.lossSteps
      let perEpoch = (comparison.fullSize?.trainRows ?? 0) / comparison.batchSize
      let windows = comparison.epochs * perEpoch / width
      loss = SeriesValues(
        at: (0..<windows).map { Double(($0 + 1) * width) },
        runs.map { Self.means(of: $0.batchLosses, width: width) })
      accuracy = SeriesValues(
        at: (1...comparison.epochs).map(Double.init), runs.map(\.accuracies))
    }

    /// The means of whole windows of so many batches, one after the other.
    private static func means(of losses: [Double], width: Int) -> [Double] {
      stride(from: 0, through: losses.count - width, by: width).map {
        Array(losses[$0..<$0 + width]).mean
      }
    }
  }
}
