internal import Runs
internal import WeightNormCore

extension DeepQ {
  struct Result: Recorded {
    /// By name.
    var cells: Parts<CellOutcome>

    init(_ results: [QCellResult], _ specification: Specification) {
      cells = Parts(results.map { ($0.comparison.name, CellOutcome($0, specification)) })
    }
  }

  /// Arms by name, and pairings by both names, `wn-over-std`.
  struct CellOutcome: Recorded {
    @Measured(
      "seeds that are run at every rate near the best one; half of them choose for the others")
    var seedCount: Int
    var arms: Parts<Agent>
    var pairings: Parts<Difference>

    init(_ result: QCellResult, _ specification: Specification) {
      arms = Parts(
        result.comparison.arms.map {
          ($0.name, Agent($0, in: result, points: specification.curvePoints))
        }
      )
      pairings = Parts(
        specification.pairings.filter(result.compares).map {
          ($0.name, Difference($0, in: result))
        })
      seedCount = result.comparison.evaluationSeeds.count
    }
  }

  /// An arm at its best rate η*, and all rates of its window.
  struct Agent: Recorded {
    @Measured("log₂ of the best learning rate η*, that of the greatest mean return over the seeds")
    var exponent: Double
    @Measured("mean return of the episodes at η*, mean over seeds", unit: "points")
    var meanReturn: Double
    @Measured("least mean return of a seed at η*", unit: "points") var leastReturn: Double
    @Measured("greatest mean return of a seed at η*", unit: "points") var greatestReturn: Double
    @Tabulated(
      "by how much the mean return falls short of the greatest one, in every seed", x: "log₂ η")
    var shortfalls: SeedRows
    @Plotted("mean return against the learning rate", x: "learning rate η", y: "mean return")
    var byRate: SeriesValues
    @Plotted(
      "mean return of the episodes that end within a twentieth of the steps, at η*",
      x: "step", y: "return")
    var learning: SeriesValues

    init(_ arm: QArm, in result: QCellResult, points: Int) {
      let found = result.evaluated(arm)
      let runs = result.runs(of: arm)
      let returns = runs.map(\.meanReturn)
      exponent = found.curve.bestExponent
      meanReturn = returns.mean
      leastReturn = returns.minimum
      greatestReturn = returns.maximum
      shortfalls = SeedRows(at: found.curve.exponents, found.curve.metrics)
      byRate = SeriesValues(
        at: found.curve.exponents.map(RateGrid.rate),
        columns: found.runs.map { $0.map(\.meanReturn) })
      let window = result.comparison.steps / points
      learning = SeriesValues(
        at: (1...points).map { Double($0 * window) },
        runs.map { $0.meanReturns(window: window, steps: points * window) })
    }
  }

  /// Two arms set against each other, each at rates chosen on other seeds than it is told with.
  struct Difference: Recorded {
    @Measured("mean return of the first minus that of the second", unit: "points")
    var effect: Sampled<Interval>
    @Measured(
      "the least gain that would be called better, were its interval as wide", unit: "points")
    var leastSureGain: Double
    @Measured("seeds in which the first has the higher return") var favourable: Int
    @Measured(
      "what the interval says against the margin; void where a best rate stands at an edge, or is chosen there"
        + " in more than one of twenty studies")
    var verdict: String
    @Measured("share of studies, with seeds drawn from these, that say the same")
    var stability: Double?
    @Measured(
      "log₂ of the ratio of what the returns fall short of the greatest one by, positive where the first is better",
      unit: "octaves")
    var octaves: Interval

    init(_ pairing: QPairing, in result: QCellResult) {
      let found = result.difference(of: pairing)
      let margin = result.comparison.margin
      effect = Sampled(found)
      leastSureGain = margin + found.interval.estimate - found.interval.low
      favourable = found.positiveCount
      verdict = result.verdict(found, of: pairing, margin: margin)
      stability = result.isVoid(found, of: pairing) ? nil : found.stability(margin: margin)
      octaves = result.effect(of: pairing).interval
    }
  }
}
