internal import Runs
internal import WeightNormCore

extension Convergence {
  static func record(
    _ result: ComparisonResult, _ specification: Specification, into builder: inout RecordBuilder
  ) {
    for (index, arm) in result.comparison.arms.enumerated() {
      recordArm(result, index, arm, into: &builder)
      recordRates(result, index, arm, specification, into: &builder)
      traceTuning(result, index, arm, into: &builder)
      traceRuns(result, index, arm, into: &builder)
    }
    builder.integer(
      "\(result.comparison.name).seedCount", result.comparison.evaluationSeeds.count,
      "seeds of the evaluation, at most")
    for pairing in specification.comparisons
    where result.compares(pairing.first, pairing.second) {
      recordEffect(result, pairing, margin: specification.margin, into: &builder)
      recordAccuracy(result, pairing, margin: specification.accuracyMargin, into: &builder)
      recordHeadRoom(result, pairing, ratio: specification.headRoomRatio, into: &builder)
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
  }

  /// What a person gets who does not tune.
  static func recordRates(
    _ result: ComparisonResult, _ index: Int, _ arm: Arm, _ specification: Specification,
    into builder: inout RecordBuilder
  ) {
    let name = "\(result.comparison.name).\(arm.name)"
    let headRoom = result.tuning[index].headRoom(ratio: specification.headRoomRatio)
    builder.number(
      "\(name).headRoom", headRoom.octaves, unit: "octaves",
      "rates above η*, in octaves, before the mean loss is more than twice its best")
    builder.flag(
      "\(name).headRoomIsCensored", headRoom.isCensored,
      "whether the grid ends first, so that the head-room may be larger")
    builder.number(
      "\(name).randomRateLoss",
      result.tuning[index].expectedMetric(over: result.comparison.rates), unit: "nats",
      "mean loss to expect at a rate drawn at random from the grid, tuning seeds")
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

  static func recordAccuracy(
    _ result: ComparisonResult, _ pairing: Pairing, margin: Double,
    into builder: inout RecordBuilder
  ) {
    let name = "\(result.comparison.name).\(pairing.name)"
    let difference = result.accuracyDifference(pairing.first, over: pairing.second)
    builder.integer(
      "\(name).seedCount", difference.differences.count, "seeds that both arms were tried with")
    builder.interval(
      "\(name).accuracy", difference.interval, unit: "pp",
      "test accuracy of \(pairing.first.name) minus that of \(pairing.second.name)")
    builder.text(
      "\(name).accuracyVerdict",
      result.isVoid(pairing.first, over: pairing.second)
        ? "void" : CellVerdict(difference.interval, margin: margin).rawValue,
      "what that interval says against a margin of ±\(margin) percentage points")
  }

  static func recordHeadRoom(
    _ result: ComparisonResult, _ pairing: Pairing, ratio: Double,
    into builder: inout RecordBuilder
  ) {
    let first = result.tuning(of: pairing.first).headRoom(ratio: ratio)
    let second = result.tuning(of: pairing.second).headRoom(ratio: ratio)
    builder.number(
      "\(result.comparison.name).\(pairing.name).headRoom", first.octaves - second.octaves,
      unit: "octaves",
      "head-room of \(pairing.first.name) minus that of \(pairing.second.name)")
  }
}
