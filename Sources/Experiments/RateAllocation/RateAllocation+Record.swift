internal import Runs
internal import WeightNormCore

extension RateAllocation {
  static func record(
    _ result: ComparisonResult, _ specification: Specification, into builder: inout RecordBuilder
  ) {
    for (index, arm) in result.comparison.arms.enumerated() {
      recordArm(arm, result.tuning[index], result.metrics[index], into: &builder)
      traceTuning(arm, result.tuning[index], result.comparison.tuningSeeds, into: &builder)
      if arm != baseline { recordEffect(of: arm, result, specification.margin, into: &builder) }
    }
  }

  private static func recordArm(
    _ arm: Arm, _ tuning: Tuner.Result, _ metrics: [Double], into builder: inout RecordBuilder
  ) {
    builder.number("\(arm.name).octave", tuning.bestOctave, "log₂ of the best learning rate")
    builder.flag(
      "\(arm.name).isInterior", tuning.isInterior, "whether η* is an inner rate of the grid")
    builder.number(
      "\(arm.name).meanLoss", PairedEffect.mean(metrics), unit: "nats",
      "mean training loss over the epochs at η*, mean over seeds")
  }

  private static func traceTuning(
    _ arm: Arm, _ tuning: Tuner.Result, _ seeds: [Int], into builder: inout RecordBuilder
  ) {
    builder.trace(
      Trace(
        name: "\(arm.name).tuning",
        explanation: "mean loss over the epochs against the learning rate, tuning seeds",
        x: Quantity("learning rate η"), y: Quantity("mean training loss (nats)"),
        positions: tuning.octaves.map(RateGrid.rate),
        paths: seeds.indices.map { seed in (seeds[seed], tuning.metrics.map { $0[seed] }) },
        keepsSeeds: false))
  }

  private static func recordEffect(
    of arm: Arm, _ result: ComparisonResult, _ margin: Double, into builder: inout RecordBuilder
  ) {
    let effect = result.effect(arm, over: baseline)
    builder.interval(
      "\(arm.name).effect", effect.interval, unit: "octaves",
      "log₂ of the ratio of mean losses, positive where \(arm.name) is better than"
        + " \(baseline.name)")
    builder.number(
      "\(arm.name).beyondMargin", effect.interval.low - margin, unit: "octaves",
      "the lower end of that interval less the margin: above zero where the effect is better")
    builder.integer(
      "\(arm.name).favourable", effect.positiveCount,
      "seeds in which \(arm.name) has the lower mean loss")
    builder.text(
      "\(arm.name).verdict",
      result.isVoid(arm, over: baseline)
        ? "void" : CellVerdict(effect.interval, margin: margin).rawValue,
      "what the interval says against a margin of ±\(margin) octaves")
  }

  /// The factors of the per-layer arm: what weight normalization starts with.
  static func recordFactors(
    _ trainer: Trainer, into builder: inout RecordBuilder
  ) throws(CoreError) {
    var factors: [[[Float]]] = []
    for seed in trainer.comparison.evaluationSeeds {
      if let found = try trainer.start(perLayer, seed: seed).rateFactors { factors.append(found) }
    }
    for layer in 0..<trainer.comparison.sizes.count - 1 {
      builder.number(
        "layer\(layer + 1).rateFactor", PairedEffect.mean(factors.map { Double($0[layer][0]) }),
        "mean over units of (g/‖v‖)² at the start of weight normalization, mean over seeds")
    }
  }
}
