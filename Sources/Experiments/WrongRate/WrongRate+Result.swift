internal import Runs

private let rateAxis = "learning rate over 2/λmax"
private let lossAxis = "loss at the end over the first one"

extension WrongRate {
  struct Result: Recorded {
    /// By arm: `wn-fixed`.
    var arms: Parts<ArmResult>
    /// By arm with a penalty: `std-l2`.
    var penalties: Parts<PenaltyResult>
    var budget: BudgetResult
    @Measured("weight-norm arms in which no run blows up or collapses") var safeArms: Sampled<Int>
    @Measured(
      "weight-norm arms in which at least half of the seeds blow up or collapse at some rate")
    var failedArms: Sampled<Int>

    /// - Precondition: ordinary weights and a frozen g are among the arms.
    init(_ arms: [WrongRateRuns]) {
      guard let standard = arms.first(where: { $0.arm == .standard }),
        let fixed = arms.first(where: { $0.arm == .fixed })
      else { preconditionFailure("nothing to compare with") }
      self.arms = Parts(arms.map { ($0.arm.rawValue, ArmResult($0)) })
      penalties = Parts(
        arms.filter(\.arm.isPenalized).map {
          ($0.arm.rawValue, PenaltyResult($0, without: standard))
        })
      budget = BudgetResult()
      budget.effect = fixed.effect(over: standard).map { Sampled($0, of: id) }
      let weightNorm = arms.filter(\.arm.isWeightNormalized).map(\.failing)
      let seeds = weightNorm[0].indices.map { seed in weightNorm.map { $0[seed] } }
      safeArms = Sampled(of: id, seeds) { seeds in
        weightNorm.indices.count { arm in seeds.allSatisfy { !$0[arm].contains(true) } }
      }
      failedArms = Sampled(of: id, seeds) { seeds in
        weightNorm.indices.count { arm in 2 * seeds.map { $0[arm] }.greatestCount >= seeds.count }
      }
    }
  }

  /// One way to parameterize and train w at all rates, over all seeds.
  struct ArmResult: Recorded {
    /// By multiple: `m0_5`.
    var shown: Parts<MultipleResult>
    @Measured("runs that blow up or collapse, over all rates and seeds") var failures: Sampled<Int>
    @Measured("greatest share of seeds that blow up or collapse at one rate")
    var greatestFailure: Sampled<Double>
    @Measured("last multiple of 2/λmax before any seed blows up or collapses")
    var safeMultiple: Double?
    @Measured("first multiple of 2/λmax at which at least half of the seeds blow up")
    var blowUpMultiple: Double?
    @Measured(
      "median steps to 1 % of the first loss at the rate with the fewest of them", unit: "steps")
    var bestSteps: Double?
    /// Of weight normalization where nothing blows up.
    @Measured("median slope of log‖v‖ at the end on log m, over the high rates")
    var growthSlope: Double?
    @Measured("greatest distance of that slope from 1 over the seeds") var growthSlopeError: Double?

    @Plotted("loss at the end over the first one, within bounds", x: rateAxis, y: lossAxis)
    var lossRatio: SeriesValues
    @Plotted("that loss where half of the seeds begin to blow up", x: rateAxis, y: lossAxis)
    var blowUp: SeriesValues
    @Plotted("that loss where at least half of the seeds collapse", x: rateAxis, y: lossAxis)
    var collapse: SeriesValues
    @Plotted("steps to 1 % of the first loss", x: rateAxis, y: "steps to 1 % of the first loss")
    var steps: SeriesValues
    /// Of weight normalization.
    @Plotted("‖v‖ at the end over its start", x: rateAxis, y: "‖v‖ at the end over its start")
    var growth: SeriesValues?
    @Plotted("length of w in one run at the watched rate", x: "step", y: "‖w‖")
    var path: SeriesValues?

    init(_ arm: WrongRateRuns) {
      let multiples = arm.specification.multiples
      shown = Parts(
        zip(multiples, arm.steps).filter { arm.specification.shownMultiples.contains($0.0) }.map {
          ("m\(RecordedName.part($0))", MultipleResult($1, arm.specification))
        })
      let counts = arm.failures
      failures = Sampled(of: id, arm.failing) { $0.joined().count(where: \.self) }
      greatestFailure = Sampled(of: id, arm.failing) { Double($0.greatestCount) / Double($0.count) }
      safeMultiple = zip(multiples, counts).prefix { $1 == 0 }.last?.0
      blowUpMultiple = arm.blowUpOnset.map { multiples[$0] }
      bestSteps = arm.bestMultiple.map { arm.steps[$0].median }
      if arm.arm.isWeightNormalized {
        let slopes = arm.growthSlopes
        growthSlope = slopes?.median
        growthSlopeError = slopes?.map { ($0 - 1).magnitude }.maximum
        growth = arm.series(\.directionGrowth)
      }

      let loss = arm.lossRatio
      func marked(_ isMarked: (Int) -> Bool) -> SeriesValues {
        SeriesValues(
          positions: multiples, median: loss.median.enumerated().map { isMarked($0) ? $1 : nil })
      }
      lossRatio = loss
      blowUp = marked { $0 == arm.blowUpOnset }
      let collapses = arm.collapses
      collapse = marked { arm.isHalf(collapses[$0]) }
      steps = arm.series { $0.stepsToNear.map(Double.init) ?? .infinity }
      path = arm.path
    }
  }

  /// One arm at one rate.
  struct MultipleResult: Recorded {
    @Measured(
      "median first step with at most 1 % of the first loss; a lower bound where many are censored",
      unit: "steps")
    var steps: Double
    @Measured("seeds that never came to 1 % of the first loss, or blew up") var censored: Int

    init(_ steps: [Double], _ specification: Specification) {
      self.steps = steps.median
      censored = steps.count { $0 > Double(specification.steps) }
    }
  }

  /// Where blow-ups begin with a penalty.
  struct PenaltyResult: Recorded {
    @Measured(
      "largest stable rate as a multiple of 2/λmax: λmax/(λmax + λ), implicitly λmax/(λmax − λ)")
    var limit: Double
    @Measured("rates at which fewer seeds blow up with the penalty than without")
    var fewerBlowUps: Int
    @Measured("rates at which more seeds blow up with the penalty than without")
    var moreBlowUps: Int

    init(_ arm: WrongRateRuns, without standard: WrongRateRuns) {
      let relative = arm.specification.penalty / arm.specification.largestCurvature
      limit = 1 / (arm.arm == .penalized ? 1 + relative : 1 - relative)
      let differences = zip(arm.blowUps, standard.blowUps).map(-)
      fewerBlowUps = differences.count { $0 < 0 }
      moreBlowUps = differences.count { $0 > 0 }
    }
  }

  /// g frozen at the right length.
  struct BudgetResult: Recorded {
    @Measured(
      "steps of ordinary weights over those of g frozen at ‖w*‖, log₂, each at its best rate",
      unit: "octaves")
    var effect: Sampled<Interval>?
  }
}

extension [[Bool]] {
  /// Of lists of equal length, one a seed: how many seeds have the element that most of them have.
  fileprivate var greatestCount: Int {
    self[0].indices.map { index in count { $0[index] } }.max() ?? 0
  }
}
