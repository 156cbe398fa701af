internal import Runs
internal import WeightNormCore

extension WrongRate {
  static func record(_ result: WrongRateResult, into builder: inout RecordBuilder) {
    recordLimits(result.specification, into: &builder)
    for arm in result.specification.arms {
      recordFailures(arm, result, into: &builder)
      recordSteps(arm, result, into: &builder)
      if arm.isWeightNormalized { recordGrowth(arm, result, into: &builder) }
      trace(arm, result, into: &builder)
    }
    recordClaims(result, into: &builder)
  }

  /// The largest stable multiples of the arms with ordinary weights, from the eigenvalues of a step.
  private static func recordLimits(
    _ specification: Specification, into builder: inout RecordBuilder
  ) {
    let relative = specification.penalty / specification.largestCurvature
    builder.number(
      "std-l2.limit", 1 / (1 + relative),
      "largest stable rate with the penalty as a multiple of 2/λmax: λmax/(λmax + λ)")
    builder.number(
      "std-l2-implicit.limit", 1 / (1 - relative),
      "the same where the penalty is applied implicitly: λmax/(λmax − λ)")
  }

  private static func recordFailures(
    _ arm: WrongRateArm, _ result: WrongRateResult, into builder: inout RecordBuilder
  ) {
    let failures = result.failures(arm)
    builder.integer(
      "\(arm.rawValue).failures", failures.reduce(0, +),
      "runs that blow up or collapse, over all rates and seeds")
    builder.number(
      "\(arm.rawValue).greatestFailure", failures.map(result.share).maximum,
      "greatest share of seeds that blow up or collapse at one rate")
    let multiples = result.specification.multiples
    let safe = failures.firstIndex { $0 > 0 } ?? failures.count
    if safe > 0 {
      builder.number(
        "\(arm.rawValue).safeMultiple", multiples[safe - 1],
        "the last multiple of 2/λmax before any seed blows up or collapses")
    }
    let blowUps = result.blowUps(arm)
    let firstBlowUp = blowUps.firstIndex { 2 * $0 >= result.specification.seeds.count }
    if let firstBlowUp {
      builder.number(
        "\(arm.rawValue).blowUpMultiple", multiples[firstBlowUp],
        "the first multiple of 2/λmax at which at least half of the seeds blow up")
      builder.number(
        "\(arm.rawValue).blowUpNorm", finiteMedian(result, arm, firstBlowUp),
        "median of the greatest finite ‖w‖ there, over ‖w*‖")
    }
  }

  private static func finiteMedian(
    _ result: WrongRateResult, _ arm: WrongRateArm, _ multiple: Int
  ) -> Double {
    result.runs(arm, multiple).map { $0.largestWeightNorm / result.specification.targetNorm }
      .median
  }

  private static func recordSteps(
    _ arm: WrongRateArm, _ result: WrongRateResult, into builder: inout RecordBuilder
  ) {
    let specification = result.specification
    for multiple in specification.shownMultiples {
      guard let index = specification.multiples.firstIndex(of: multiple) else { continue }
      let runs = result.runs(arm, index)
      let name = "\(arm.rawValue).m\(Anatomy.key(multiple))"
      builder.number(
        "\(name).steps", result.steps(runs).median, unit: "steps",
        "median first step with at most 1 % of the first loss; a lower bound where many are censored"
      )
      builder.integer(
        "\(name).censored", runs.count { $0.stepsToNear == nil },
        "seeds that never came to 1 % of the first loss, or blew up")
    }
    guard let best = result.bestMultiple(arm) else { return }
    builder.number(
      "\(arm.rawValue).bestMultiple", specification.multiples[best],
      "the multiple of 2/λmax with the fewest steps")
    builder.number(
      "\(arm.rawValue).bestSteps", result.steps(result.runs(arm, best)).median, unit: "steps",
      "median steps to 1 % of the first loss there")
  }

  /// How ‖v‖ at the end goes with the rate.
  private static func recordGrowth(
    _ arm: WrongRateArm, _ result: WrongRateResult, into builder: inout RecordBuilder
  ) {
    let specification = result.specification
    let late = specification.multiples.indices.filter {
      specification.multiples[$0] >= specification.slopeFrom
    }
    let growth = specification.seeds.indices.map { seed in
      late.map { result.runs(arm, $0)[seed].directionGrowth }
    }
    guard late.count > 1, growth.allSatisfy({ $0.allSatisfy(\.isFinite) }) else { return }
    let multiples = late.map { specification.multiples[$0] }
    let slopes = growth.map { AnatomyCase.slope(multiples, $0) }
    builder.number(
      "\(arm.rawValue).growthSlope", slopes.median,
      "median slope of log‖v‖ at the end on log m, over the high rates")
    builder.number(
      "\(arm.rawValue).growthSlopeError", slopes.map { ($0 - 1).magnitude }.maximum,
      "greatest distance of that slope from 1 over the seeds")
    builder.number(
      "\(arm.rawValue).growthPerMultiple",
      growth.map { $0[$0.count - 1] / multiples[multiples.count - 1] }.median,
      "median of ‖v‖ at the end over its start and over m, at the highest rate")
  }

  /// What the claims ask of several arms at once.
  private static func recordClaims(
    _ result: WrongRateResult, into builder: inout RecordBuilder
  ) {
    let differences = zip(result.blowUps(.penalized), result.blowUps(.standard)).map(-)
    builder.integer(
      "std-l2.fewerBlowUps", differences.count { $0 < 0 },
      "rates at which fewer seeds blow up with the penalty than without")
    builder.integer(
      "std-l2.moreBlowUps", differences.count { $0 > 0 },
      "rates at which more seeds blow up with the penalty than without")
    let weightNorm = result.specification.arms.filter(\.isWeightNormalized)
    builder.integer(
      "safeArms", weightNorm.count { result.failures($0).allSatisfy { $0 == 0 } },
      "weight-norm arms in which no run blows up or collapses")
    builder.integer(
      "failedArms", weightNorm.count { result.failures($0).map(result.share).maximum >= 0.5 },
      "weight-norm arms in which at least half of the seeds blow up or collapse at some rate")
    guard let effect = result.budgetEffect else { return }
    builder.interval(
      "budget.effect", effect.interval, unit: "octaves",
      "steps of ordinary weights over those of g frozen at ‖w*‖, log₂, each at its best rate")
    builder.number(
      "budget.effectHigh", effect.interval.high, unit: "octaves", "the upper end of that interval")
  }
}
