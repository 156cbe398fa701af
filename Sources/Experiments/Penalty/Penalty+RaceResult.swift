internal import Runs
internal import WeightNormCore

extension Penalty {
  /// How soon each penalty's own optimum is near on an ill-conditioned problem.
  struct RaceResult: Recorded {
    /// By penalty: `penalty0_01`.
    var entries: Parts<EntryResult>
    @Measured("penalties whose best rate is the lowest or the highest of those tried")
    var atEdge: Int
    @Measured("greatest over penalties of the least distance of its optimum from least squares")
    var greatestDistance: Double

    init(_ races: [PenaltyRace], _ specification: RaceSpecification) {
      let plain = races.first { $0.penalty == 0 }?.steps
      entries = Parts(
        races.map { race in
          let name = "penalty\(RecordedName.part(race.penalty))"
          return (name, EntryResult(race, without: plain, specification))
        })
      atEdge = races.count { [0, specification.rates.count - 1].contains($0.bestIndex) }
      greatestDistance =
        races.filter { $0.penalty > 0 }.map { $0.runs.map(\.optimumDistance).minimum }.maximum
    }
  }

  /// One penalty at its best rate.
  struct EntryResult: Recorded {
    @Measured("best rate") var rate: Double
    @Measured("median steps to near", unit: "steps") var steps: Double
    @Measured("condition number of the penalized loss") var condition: Double
    @Measured("median distance of its optimum from least squares, relative to that")
    var distance: Double
    /// Of a penalty above 0.
    @Measured("steps without penalty over steps with it, log₂", unit: "octaves")
    var effect: Sampled<Interval>?

    @Plotted(
      "excess of the penalized loss over its first one", x: "step", y: "excess of its own loss")
    var excess: SeriesValues
    @Plotted("distance to least squares, relative", x: "step", y: "distance to least squares")
    var toLeastSquares: SeriesValues

    init(_ race: PenaltyRace, without plain: [Double]?, _ specification: RaceSpecification) {
      rate = specification.rates[race.bestIndex]
      steps = race.steps.median
      // (λmax + λ)/(λmin + λ)
      let largest = specification.largestCurvature
      condition = (largest + race.penalty) / (largest / specification.condition + race.penalty)
      distance = race.runs.map(\.optimumDistance).median
      if let plain, race.penalty > 0 { effect = saved(race.steps, plain, in: "race") }
      let drawn = Array(0...specification.drawnSteps)
      excess = .steps(drawn, of: race.runs.map(\.excess))
      toLeastSquares = .steps(drawn, of: race.runs.map(\.distances))
    }
  }

  /// Whose shrinking saves steps: gradient descent with the penalty on all weights, on those of the
  /// useless inputs or on those of the useful ones, each at the best rate of its own quadratic.
  struct HalvesResult: Recorded {
    /// By whose weights are penalized: `useless`.
    var targets: Parts<HalfResult>
    @Measured(
      "log₂ of the ratio of steps, positive where penalizing the useless half saves more",
      unit: "octaves")
    var uselessOverUseful: Sampled<Interval>

    init(_ halves: [PenaltyHalves]) {
      let none = halves.map(\.none)
      let (useful, useless) = (halves.map(\.useful), halves.map(\.useless))
      targets = Parts(
        [("none", HalfResult(none))]
          + [("all", halves.map(\.all)), ("useless", useless), ("useful", useful)].map {
            ($0, HalfResult($1, without: none))
          })
      uselessOverUseful = saved(useless, useful, in: "halves")
    }
  }

  struct HalfResult: Recorded {
    @Measured(
      "median steps to near the optimum with the penalty on these weights, at the best rate",
      unit: "steps")
    var steps: Double
    /// Of a penalty.
    @Measured("steps without penalty over these, log₂", unit: "octaves")
    var effect: Sampled<Interval>?

    init(_ steps: [Double], without none: [Double]? = nil) {
      self.steps = steps.median
      effect = none.map { saved(steps, $0, in: "halves") }
    }
  }

  /// log₂ of the steps of others over these, seed by seed.
  private static func saved(
    _ steps: [Double], _ others: [Double], in part: String
  ) -> Sampled<Interval> {
    let part = "\(id)/\(part)"
    let stream = RandomStream(experiment: part, .bootstrap, seed: 0)
    return Sampled(.log2Ratio(first: steps, second: others, from: stream), of: part)
  }
}
