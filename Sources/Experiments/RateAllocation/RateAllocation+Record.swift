internal import Runs
internal import WeightNormCore

extension RateAllocation {
  static func record(
    _ result: ComparisonResult, _ specification: Specification, into builder: inout RecordBuilder
  ) {
    for (index, arm) in result.comparison.arms.enumerated() {
      builder.bestOctave(arm.name, result.tuning[index])
      builder.number(
        "\(arm.name).meanLoss", PairedEffect.mean(result.metrics[index]), unit: "nats",
        "mean training loss over the epochs at η*, mean over seeds")
      builder.tuning(
        arm.name, result.tuning[index], seeds: result.comparison.tuningSeeds)
      if arm != baseline { recordEffect(of: arm, result, specification.margin, into: &builder) }
    }
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
    builder.number(
      "\(arm.name).beyondMarginHigh", effect.interval.high - margin, unit: "octaves",
      "the upper end of that interval less the margin: below zero where the effect cannot be better"
    )
    builder.integer(
      "\(arm.name).favourable", effect.positiveCount,
      "seeds in which \(arm.name) has the lower mean loss")
    builder.text(
      "\(arm.name).verdict",
      result.verdict(effect, of: Pairing(first: arm, second: baseline), margin: margin),
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
