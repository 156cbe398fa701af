internal import Runs
internal import WeightNormCore

extension Convergence {
  static func record(
    _ result: ComparisonResult, _ specification: Specification, into builder: inout RecordBuilder
  ) {
    for (index, arm) in result.comparison.arms.enumerated() {
      recordArm(result, index, arm, into: &builder)
      traceTuning(result, index, arm, into: &builder)
      traceRuns(result, index, arm, into: &builder)
    }
    builder.integer(
      "\(result.comparison.name).seedCount", result.comparison.evaluationSeeds.count,
      "seeds of the evaluation")
    for pairing in specification.comparisons
    where result.compares(pairing.first, pairing.second) {
      recordEffect(result, pairing, margin: specification.margin, into: &builder)
    }
  }

  static func recordArm(
    _ result: ComparisonResult, _ index: Int, _ arm: Arm, into builder: inout RecordBuilder
  ) {
    let name = "\(result.comparison.name).\(arm.name)"
    let tuning = result.tuning[index]
    builder.number("\(name).octave", tuning.bestOctave, "log₂ of the best learning rate")
    builder.number("\(name).rate", RateGrid.rate(tuning.bestOctave), "the best learning rate η*")
    builder.flag(
      "\(name).isInterior", tuning.isInterior, "whether η* is an inner rate of the grid")
    builder.number(
      "\(name).meanLoss", PairedEffect.mean(result.metrics[index]), unit: "nats",
      "mean training loss over the epochs at η*, mean over seeds")
    builder.number(
      "\(name).finalLoss", PairedEffect.mean(result.runs[index].compactMap(\.losses.last)),
      unit: "nats", "training loss after the last epoch at η*, mean over seeds")
    builder.number(
      "\(name).accuracy", PairedEffect.mean(result.runs[index].map(\.testAccuracy)),
      "test accuracy after the last epoch at η*, mean over seeds")
    builder.integer(
      "\(name).headRoom", headRoom(tuning),
      unit: "octaves", "rates above η*, in octaves, before the metric is more than twice its best")
  }

  /// How many octaves above the best rate the mean metric stays within twice its best value.
  private static func headRoom(_ tuning: Tuner.Result) -> Int {
    let means = tuning.means
    let limit = 2 * means[tuning.bestIndex]
    let above = tuning.octaves.indices.dropFirst(tuning.bestIndex)
    let last = above.prefix { means[$0] <= limit }.last ?? tuning.bestIndex
    return Int(tuning.octaves[last] - tuning.bestOctave)
  }

  static func recordEffect(
    _ result: ComparisonResult, _ pairing: Pairing, margin: Double,
    into builder: inout RecordBuilder
  ) {
    let name = "\(result.comparison.name).\(pairing.name)"
    let effect = result.effect(pairing.first, over: pairing.second)
    builder.interval(
      "\(name).effect", effect.interval, unit: "octaves",
      "log₂ of the ratio of mean losses, positive where \(pairing.first.name) is better")
    builder.integer(
      "\(name).favourable", effect.positiveCount,
      "seeds in which \(pairing.first.name) has the lower mean loss")
    builder.text(
      "\(name).verdict",
      result.isVoid(pairing.first, over: pairing.second)
        ? "void" : CellVerdict(effect.interval, margin: margin).rawValue,
      "what the interval says against a margin of ±\(margin) octaves; void where a best rate stands"
        + " at the edge of its grid")
  }

  static func traceTuning(
    _ result: ComparisonResult, _ index: Int, _ arm: Arm, into builder: inout RecordBuilder
  ) {
    let tuning = result.tuning[index]
    let seeds = result.comparison.tuningSeeds
    builder.trace(
      Trace(
        name: "\(result.comparison.name).\(arm.name).tuning",
        explanation: "mean loss over the epochs against the learning rate, tuning seeds",
        x: Quantity("learning rate η"), y: Quantity("mean training loss (nats)"),
        positions: tuning.octaves.map(RateGrid.rate),
        paths: seeds.indices.map { seed in (seeds[seed], tuning.metrics.map { $0[seed] }) },
        keepsSeeds: false))
  }

  static func traceRuns(
    _ result: ComparisonResult, _ index: Int, _ arm: Arm, into builder: inout RecordBuilder
  ) {
    let runs = result.runs[index]
    let seeds = result.comparison.evaluationSeeds
    let epochs = (0...result.comparison.epochs).map(Double.init)
    func series(
      _ name: String, _ text: String, _ label: String, _ value: (Trainer.Run, Int) -> Double
    ) {
      builder.trace(
        Trace(
          name: "\(result.comparison.name).\(arm.name).\(name)", explanation: text,
          x: Quantity("epoch"), y: Quantity(label), positions: epochs,
          paths: zip(seeds, runs).map { seed, run in
            (seed, epochs.indices.map { $0 < run.losses.count ? value(run, $0) : .nan })
          }, keepsSeeds: false))
    }
    series("loss", "loss on the whole training set at η*", "training loss (nats)") {
      $0.losses[$1]
    }
    for layer in 0..<result.comparison.sizes.count - 1 {
      recordLayer(result, index, arm, layer, into: &builder)
      series("layer\(layer + 1).norm", "mean ‖v‖ of layer \(layer + 1) at η*", "mean ‖v‖") {
        $0.directionNorms[$1][layer]
      }
      series("layer\(layer + 1).magnitude", "mean |g| of layer \(layer + 1) at η*", "mean |g|") {
        $0.magnitudes[$1][layer]
      }
    }
  }

  /// Where the magnitudes of a layer start and end.
  private static func recordLayer(
    _ result: ComparisonResult, _ index: Int, _ arm: Arm, _ layer: Int,
    into builder: inout RecordBuilder
  ) {
    let name = "\(result.comparison.name).\(arm.name).layer\(layer + 1)"
    let paths = result.runs[index].map { run in run.magnitudes.map { $0[layer] } }
    builder.number(
      "\(name).magnitudeStart", PairedEffect.mean(paths.compactMap(\.first)),
      "mean |g| at the start, mean over seeds")
    builder.number(
      "\(name).magnitudeEnd", PairedEffect.mean(paths.compactMap(\.last)),
      "mean |g| at the end, mean over seeds")
  }
}
