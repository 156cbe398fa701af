internal import Runs
internal import WeightNormCore

extension BatchSize {
  static func record(
    _ result: ComparisonResult, _ specification: Specification, into builder: inout RecordBuilder
  ) {
    let cell = result.comparison
    for (index, arm) in cell.arms.enumerated() {
      recordArm(result, index, arm, into: &builder)
    }
    builder.integer(
      "\(name(of: cell)).seedCount", cell.evaluationSeeds.count, "seeds of the evaluation")
    builder.integer("\(name(of: cell)).epochs", cell.epochs, "epochs of each run")
    for pairing in specification.comparisons
    where result.compares(pairing.first, pairing.second) {
      recordEffects(result, pairing, specification, into: &builder)
    }
  }

  /// The first part of the names of a cell's values: `batch32`.
  static func name(of cell: Comparison) -> String { "batch\(cell.batchSize)" }

  private static func recordArm(
    _ result: ComparisonResult, _ index: Int, _ arm: Arm, into builder: inout RecordBuilder
  ) {
    let name = "\(name(of: result.comparison)).\(arm.name)"
    builder.bestRate(name, result.tuning[index])
    builder.flag(
      "\(name).isDegenerate", result.comparison.isDegenerate(arm),
      "whether the batch leaves the hidden layers nothing but their biases to learn by")
    builder.number(
      "\(name).finalLoss", PairedEffect.mean(result.metrics[index]), unit: "nats",
      "training loss after the last epoch at η*, mean over seeds")
    builder.accuracy(name, result.runs[index])
  }

  private static func recordEffects(
    _ result: ComparisonResult, _ pairing: Pairing, _ specification: Specification,
    into builder: inout RecordBuilder
  ) {
    let name = "\(name(of: result.comparison)).\(pairing.name)"
    let accuracy = result.accuracyDifference(pairing.first, over: pairing.second)
    builder.interval(
      "\(name).accuracy", accuracy.interval, unit: "percentage points",
      "difference of test accuracy, positive where \(pairing.first.name) is better")
    builder.integer(
      "\(name).favourable", accuracy.positiveCount,
      "seeds in which \(pairing.first.name) has the higher test accuracy")
    builder.text(
      "\(name).accuracyVerdict",
      result.verdict(accuracy, of: pairing, margin: specification.accuracyMargin),
      "what that interval says against a margin of ±\(specification.accuracyMargin) percentage"
        + " points; void where a best rate stands at the edge of its grid")
    builder.flag(
      "\(name).isAhead", accuracy.interval.low > 0,
      "whether the whole interval of the accuracies favours \(pairing.first.name)")
    builder.flag(
      "\(name).isBehind", accuracy.interval.high < 0,
      "whether the whole interval of the accuracies favours \(pairing.second.name)")
    let loss = result.effect(pairing.first, over: pairing.second)
    builder.interval(
      "\(name).loss", loss.interval, unit: "octaves",
      "log₂ of the ratio of final training losses, positive where \(pairing.first.name) is better")
    builder.text(
      "\(name).lossVerdict", result.verdict(loss, of: pairing, margin: specification.lossMargin),
      "what that interval says against a margin of ±\(specification.lossMargin) octaves; void where a"
        + " best rate stands at the edge of its grid")
  }

  /// At which batch sizes an arm has the higher test accuracy, whatever the margin. A degenerate arm
  /// is not compared.
  static func summarize(
    _ results: [ComparisonResult], _ specification: Specification,
    into builder: inout RecordBuilder
  ) {
    for pairing in specification.comparisons {
      let intervals = results.filter { result in
        result.compares(pairing.first, pairing.second)
          && !result.comparison.isDegenerate(pairing.first)
          && !result.comparison.isDegenerate(pairing.second)
      }.map { result in
        (
          result.comparison.batchSize,
          result.accuracyDifference(pairing.first, over: pairing.second).interval
        )
      }
      let ahead = intervals.filter { $0.1.low > 0 }.map(\.0)
      let behind = intervals.filter { $0.1.high < 0 }.map(\.0)
      builder.text(
        "\(pairing.name).aheadAt", list(ahead),
        "batch sizes at which the whole interval of the accuracies favours \(pairing.first.name)")
      builder.text(
        "\(pairing.name).behindAt", list(behind),
        "batch sizes at which the whole interval of the accuracies favours \(pairing.second.name)")
    }
  }

  private static func list(_ sizes: [Int]) -> String {
    sizes.isEmpty ? "none" : sizes.map(String.init).joined(separator: ", ")
  }

  /// Accuracy, final loss and best rate of each arm against the batch size; degenerate points in
  /// series of their own.
  static func trace(_ results: [ComparisonResult], into builder: inout RecordBuilder) {
    for arm in results.first?.comparison.arms ?? [] {
      let sound = results.filter { !$0.comparison.isDegenerate(arm) }
      let degenerate = results.filter { $0.comparison.isDegenerate(arm) }
      let points = [(arm.name, "", sound), ("\(arm.name).degenerate", ", degenerate", degenerate)]
      for (name, remark, results) in points where !results.isEmpty {
        traceRuns(
          "\(name).accuracy", "test accuracy after the last epoch at η*\(remark)",
          "test accuracy (%)", arm, results, into: &builder
        ) { 100 * $0.testAccuracy }
        traceRuns(
          "\(name).loss", "training loss after the last epoch at η*\(remark)",
          "final training loss (nats)", arm, results, into: &builder
        ) { $0.blowUpStep == nil ? $0.losses.last ?? .nan : .nan }
        builder.trace(
          Trace(
            name: "\(name).rate", explanation: "the best learning rate η*\(remark)",
            x: Quantity("batch size"), y: Quantity("best learning rate η*"),
            positions: results.map { Double($0.comparison.batchSize) },
            median: results.map { RateGrid.rate($0.bestOctave(of: arm)) }))
      }
    }
  }

  private static func traceRuns(
    _ name: String, _ text: String, _ label: String, _ arm: Arm, _ results: [ComparisonResult],
    into builder: inout RecordBuilder, _ value: (Trainer.Run) -> Double
  ) {
    // Cells with fewer seeds leave the others' places empty.
    let seedCount = results.map(\.comparison.evaluationSeeds.count).max() ?? 0
    builder.trace(
      Trace(
        name: name, explanation: text, x: Quantity("batch size"), y: Quantity(label),
        positions: results.map { Double($0.comparison.batchSize) },
        paths: (0..<seedCount).map { seed in
          (
            seed,
            results.map { result in
              let runs = result.runs(of: arm)
              return seed < runs.count ? value(runs[seed]) : .nan
            }
          )
        }, keepsSeeds: false))
  }
}
