internal import Runs
internal import WeightNormCore

extension Convergence {
  static func record(
    _ result: ComparisonResult, _ specification: Specification, into builder: inout RecordBuilder
  ) {
    for (index, arm) in result.comparison.arms.enumerated() {
      builder.arm(arm, of: result, index)
      recordRates(result, index, arm, specification, into: &builder)
      builder.tuning(
        "\(result.comparison.name).\(arm.name)", result.tuning[index],
        seeds: result.comparison.tuningSeeds)
      builder.runs(arm, of: result, index)
    }
    builder.integer(
      "\(result.comparison.name).seedCount", result.comparison.evaluationSeeds.count,
      "seeds of the evaluation, at most")
    for pairing in specification.comparisons
    where result.compares(pairing.first, pairing.second) {
      builder.effect(pairing, in: result, margin: specification.margin)
      recordAccuracy(result, pairing, margin: specification.accuracyMargin, into: &builder)
      recordHeadRoom(
        result, pairing, ratio: specification.headRoomRatio, margin: specification.headRoomMargin,
        into: &builder)
    }
  }

  /// What a person gets who does not tune.
  static func recordRates(
    _ result: ComparisonResult, _ index: Int, _ arm: Arm, _ specification: Specification,
    into builder: inout RecordBuilder
  ) {
    let name = "\(result.comparison.name).\(arm.name)"
    let headRoom = result.tuning[index].headRoom(ratio: specification.headRoomRatio)
    builder.number(
      "\(name).headRoom", headRoom.mean, unit: "octaves",
      "octaves above η* at which the mean loss is twice what it is there, mean over the tuning seeds"
    )
    builder.flag(
      "\(name).headRoomIsCensored", headRoom.isCensored,
      "whether the grid ends first, so that the head-room may be larger")
    builder.number(
      "\(name).randomRateLoss",
      result.tuning[index].expectedMetric(over: result.comparison.rates), unit: "nats",
      "mean loss to expect at a rate drawn at random from the grid, tuning seeds")
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
      "\(name).accuracyVerdict", result.verdict(difference, of: pairing, margin: margin),
      "what that interval says against a margin of ±\(margin) percentage points")
  }

  static func recordHeadRoom(
    _ result: ComparisonResult, _ pairing: Pairing, ratio: Double, margin: Double,
    into builder: inout RecordBuilder
  ) {
    let first = result.tuning(of: pairing.first).headRoom(ratio: ratio)
    let second = result.tuning(of: pairing.second).headRoom(ratio: ratio)
    let differences = zip(first.octaves, second.octaves).map { $0 - $1 }
    guard differences.count > 1 else { return }
    let effect = PairedEffect(
      differences, from: RandomStream(experiment: result.comparison.name, .bootstrap, seed: 0))
    let name = "\(result.comparison.name).\(pairing.name)"
    builder.interval(
      "\(name).headRoom", effect.interval, unit: "octaves",
      "head-room of \(pairing.first.name) minus that of \(pairing.second.name), over the tuning seeds"
    )
    var verdict = result.verdict(effect, of: pairing, margin: margin)
    // A room that ends with the grid is a lower bound.
    if second.isCensored || (first.isCensored && verdict != CellVerdict.better.rawValue) {
      verdict = "void"
    }
    builder.text(
      "\(name).headRoomVerdict", verdict,
      "what that interval says against a margin of ±\(margin) octaves; void where the grid ends too"
        + " soon to tell")
  }
}
