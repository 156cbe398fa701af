internal import Runs

extension Penalty {
  struct Result: Recorded {
    /// Least squares, and ridge regression.
    var ols: Solution
    var ridge: Solution
    /// By arm: `std-l2`.
    var arms: Parts<ArmResult>
    /// The arm whose v is penalized.
    var sawtooth: Parts<SawtoothResult>
    var halves: HalvesResult
    var race: RaceResult

    init(
      _ problems: [PenaltyProblem], _ halves: [PenaltyHalves], _ races: [PenaltyRace],
      _ specification: Specification
    ) {
      ols = Solution(problems.map(\.leastSquares))
      ols.toRidge = problems.map { $0.ridge.relativeDistance(to: $0.leastSquares) }.median
      ridge = Solution(problems.map(\.ridge))
      let arms = Array(specification.arms.enumerated())
      self.arms = Parts(arms.map { ($1.rawValue, ArmResult($0, of: problems, specification)) })
      sawtooth = Parts(
        arms.filter { $1 == .onDirection }.map {
          ($1.rawValue, SawtoothResult($0, of: problems, specification))
        })
      self.halves = HalvesResult(halves)
      race = RaceResult(races, specification.race)
    }
  }

  struct Solution: Recorded {
    @Measured("median length ‖w‖ of the solution") var norm: Double
    /// Of least squares.
    @Measured("median distance to ridge regression, relative to least squares") var toRidge: Double?

    init(_ solutions: [[Double]]) {
      norm = solutions.map(\.norm).median
    }
  }

  /// Where an arm ends, and what the loss does on the way.
  struct ArmResult: Recorded {
    @Measured("median distance of w at the end to least squares, relative to its length")
    var olsDistance: Double
    @Measured("greatest over seeds of the same") var olsDistanceHigh: Double
    @Measured("median distance of w at the end to ridge regression, relative to its length")
    var ridgeDistance: Double
    @Measured("least over seeds of the same") var ridgeDistanceLow: Double
    @Measured("greatest over seeds of the same") var ridgeDistanceHigh: Double
    @Measured("median length of the useful half of w over that of least squares") var useful: Double
    @Measured("median length of the useless half of w over that of least squares")
    var useless: Sampled<Double>
    @Measured("distance between these two medians") var halvesDistance: Sampled<Double>
    @Measured("median expected squared error on new data over that of least squares")
    var testError: Double
    @Measured("median steps that raise the loss", unit: "steps") var rises: Double
    @Measured("least over seeds of the same", unit: "steps") var risesLow: Double
    @Measured("greatest over seeds of the same", unit: "steps") var risesHigh: Double
    @Measured("median of the greatest loss once settled") var peakLoss: Double
    @Measured("median loss at the end") var lastLoss: Double

    @Plotted("length of w", x: "step", y: "‖w‖") var weightNorm: SeriesValues

    init(_ index: Int, of problems: [PenaltyProblem], _ specification: Specification) {
      let paths = problems.map { $0.paths[index] }
      func ends(_ measure: (PenaltyProblem, _ w: [Double]) -> Double) -> [Double] {
        zip(problems, paths).map { measure($0, $1.lastWeight) }
      }
      let toLeastSquares = ends { $1.relativeDistance(to: $0.leastSquares) }
      (olsDistance, olsDistanceHigh) = (toLeastSquares.median, toLeastSquares.maximum)
      let toRidge = ends { $1.relativeDistance(to: $0.ridge) }
      (ridgeDistance, ridgeDistanceLow, ridgeDistanceHigh) =
        (toRidge.median, toRidge.minimum, toRidge.maximum)
      let shares = zip(
        ends { $0.shrinkage($1, of: specification.useful) },
        ends { $0.shrinkage($1, of: specification.useless) }
      ).map { (useful: $0, useless: $1) }
      useful = shares.map(\.useful).median
      useless = Sampled(of: id, shares) { $0.map(\.useless).median }
      halvesDistance = Sampled(of: id, shares) { shares in
        (shares.map(\.useless).median - shares.map(\.useful).median).magnitude
      }
      testError = ends { $0.testError($1) }.median

      let counts = paths.map {
        Double(PenaltyPath.rises($0.losses, tolerance: specification.riseTolerance))
      }
      (rises, risesLow, risesHigh) = (counts.median, counts.minimum, counts.maximum)
      peakLoss = paths.map { specification.settled($0.losses).maximum }.median
      lastLoss = paths.compactMap(\.losses.last).median
      weightNorm = .steps(of: paths.map(\.weightNorms))
    }
  }

  /// ‖v‖ decays, its rate grows to the limit, the loss jumps.
  struct SawtoothResult: Recorded {
    @Measured("median factor by which a step changes ‖v‖") var decay: Double
    @Measured("greatest over seeds of the same") var decayHigh: Double
    @Measured("1 − ηλ, the factor of a step that only decays") var predictedDecay: Double
    @Measured("median of the greatest ηg²/‖v‖² once settled, over 2/λmax")
    var peakRateOverLimit: Double
    @Measured("2/λmax of the drawn seed") var limit: Double

    @Plotted("length of v in one run", x: "step", y: "‖v‖") var directionNorm: SeriesValues
    @Plotted("loss in one run", x: "step", y: "loss") var loss: SeriesValues
    @Plotted("ηg²/‖v‖² in one run", x: "step", y: "effective rate ηg²/‖v‖²")
    var effectiveRate: SeriesValues

    init(_ index: Int, of problems: [PenaltyProblem], _ specification: Specification) {
      let paths = problems.map { $0.paths[index] }
      let factors = paths.map { path in
        let norms = specification.settled(path.directionNorms)
        return zip(norms, norms.dropFirst()).map { $1 / $0 }.median
      }
      (decay, decayHigh) = (factors.median, factors.maximum)
      predictedDecay = 1 - specification.rate * specification.penalty
      let rates = paths.map { $0.effectiveRates(specification.rate) }
      peakRateOverLimit =
        zip(problems, rates).map { specification.settled($1).maximum / $0.largestRate }.median
      limit = problems[0].largestRate
      let count = min(
        specification.watchedSteps, specification.steps + 1 - specification.watchedStart)
      let kept = Thinning.linear.positions(of: count).map { specification.watchedStart + $0 }
      func watched(_ values: [Double]) -> SeriesValues {
        .steps(kept, of: [values])
      }
      directionNorm = watched(paths[0].directionNorms)
      loss = watched(paths[0].losses)
      effectiveRate = watched(rates[0])
    }
  }
}
