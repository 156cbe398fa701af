internal import Runs

extension Magnitude {
  struct Result: Recorded {
    /// By name: `trained.start0_1.rate0_025`.
    var arms: Parts<ArmResult>
    var ols = LeastSquaresResult()
    var fixed: FixedResult
    var trained: TrainedResult
    var worst = WorstResult()
    var watched: WatchedResult
    var shares: SharesResult

    init(_ problems: [MagnitudeProblem], _ specification: Specification) {
      arms = Parts(specification.arms.map { ($0.name, ArmResult($0, problems, specification)) })
      fixed = FixedResult(problems, specification)
      watched = WatchedResult(problems.paths(of: specification.watchedArm), specification)
      shares = SharesResult(problems[0], specification)
      ols.norm = problems.map(\.quadratic.minimum.norm).median
      trained = TrainedResult(problems)
      worst.conservationError = problems.flatMap(\.paths).map(\.conservationError).maximum
    }
  }

  /// One way to treat g, over all seeds.
  struct ArmResult: Recorded {
    @Measured("median excess loss at the end") var excess: Double
    @Measured(
      "median first step with at most 1 % of the initial excess loss, one past the last for none",
      unit: "steps")
    var stepsToOnePercent: Double
    /// With g frozen only.
    @Measured("greatest relative gap to the least excess loss of a w of that length, over seeds")
    var gap: Sampled<Double>?
    /// With a rate of g only, as the length.
    @Measured("share of seeds in which g ends negative") var negativeShare: Double?
    @Plotted("length of w under training", x: "step", y: "|g|") var magnitude: SeriesValues?

    init(_ arm: MagnitudeArm, _ problems: [MagnitudeProblem], _ specification: Specification) {
      let paths = problems.paths(of: arm)
      excess = paths.map(\.lastExcess).median
      stepsToOnePercent = paths.map { Double($0.stepsToOnePercent ?? $0.excess.count) }.median
      if arm.form == .frozen {
        let exact = problems.map { $0.leastExcess(ofLength: arm.start) }
        let gaps = zip(paths, exact).map { ($0.lastExcess / $1 - 1).magnitude }
        gap = Sampled(of: id, gaps, \.maximum)
      }
      if arm.rate > 0 {
        negativeShare = Double(paths.count { $0.lastMagnitude < 0 }) / Double(paths.count)
        magnitude = .steps(
          of: paths.map { $0.magnitudes.map(\.magnitude) })
      }
    }
  }

  struct LeastSquaresResult: Recorded {
    @Measured("median length ‖w_ols‖ of the least-squares solution") var norm: Double
  }

  /// What a frozen g costs that is not the length of the solution.
  struct FixedResult: Recorded {
    @Measured(
      "least median excess loss of a wrong frozen g over the greatest of a trained g, at the end")
    var wrongOverTrained: Sampled<Double>
    @Plotted("excess loss at the end with g frozen", x: "frozen g", y: "excess loss at the end")
    var excess: SeriesValues
    @Plotted("least excess loss of a w of that length", x: "frozen g", y: "excess loss at the end")
    var exact: SeriesValues

    init(_ problems: [MagnitudeProblem], _ specification: Specification) {
      let arms = specification.arms.indices
      let wrong = arms.filter {
        let arm = specification.arms[$0]
        return arm.form == .frozen && arm.start != specification.targetNorm
      }
      let trained = arms.filter { specification.arms[$0].form == .trained }
      let ends = problems.map { $0.paths.map(\.lastExcess) }
      wrongOverTrained = Sampled(of: id, ends) { ends in
        func medians(_ arms: [Int]) -> [Double] { arms.map { arm in ends.map { $0[arm] }.median } }
        return medians(wrong).minimum / medians(trained).maximum
      }
      excess = SeriesValues(
        at: specification.fixed, problems.map { $0.paths(.frozen).map(\.lastExcess) })
      let lengths = Array(stride(from: 0.5, through: 10.5, by: 0.25))
      exact = SeriesValues(
        at: lengths, problems.map { lengths.map($0.leastExcess(ofLength:)) })
    }
  }

  /// A trained g over all starts, rates and seeds.
  struct TrainedResult: Recorded {
    @Measured("greatest | |g|/‖w_ols‖ − 1 | at the end over all starts, rates and seeds")
    var worstEndError: Sampled<Double>
    @Measured("greatest |g at the end / g at the start|") var greatestChange: Sampled<Double>

    init(_ problems: [MagnitudeProblem]) {
      let errors = problems.map { problem in
        problem.paths(.trained).map {
          ($0.lastMagnitude.magnitude / problem.quadratic.minimum.norm - 1).magnitude
        }.maximum
      }
      let changes = problems.map { problem in
        problem.paths(.trained).map { ($0.lastMagnitude / $0.arm.start).magnitude }.maximum
      }
      worstEndError = Sampled(of: id, errors, \.maximum)
      greatestChange = Sampled(of: id, changes, \.maximum)
    }
  }

  struct WorstResult: Recorded {
    @Measured(
      "greatest relative change of ‖w‖² by a step of v with g kept, over all arms, seeds and steps")
    var conservationError: Double
  }

  /// Lengths and budget of one arm, step by step.
  struct WatchedResult: Recorded {
    @Plotted("length of v", x: "step", y: "length") var directionNorm: SeriesValues
    @Plotted("length of v/‖v‖", x: "step", y: "length") var unitNorm: SeriesValues
    @Plotted("length of w", x: "step", y: "length") var weightNorm: SeriesValues
    @Plotted("the sum of squares of w", x: "step", y: "g², the sum of squares of w")
    var budget: SeriesValues

    init(_ paths: [MagnitudePath], _ specification: Specification) {
      func series(_ value: (MagnitudePath) -> [Double]) -> SeriesValues {
        .steps(of: paths.map(value))
      }
      directionNorm = series(\.directionNorms)
      unitNorm = series { zip($0.weights, $0.magnitudes).map { ($0.norm / $1).magnitude } }
      weightNorm = series(\.weightNorms)
      budget = series { $0.weights.map { $0.dot($0) } }
    }
  }

  /// How the budget Σwᵢ² is divided in one run of that arm, at the first seed.
  struct SharesResult: Recorded {
    @Measured("greatest ηg²/‖v‖² of the run over the largest stable rate") var rateOverLimit: Double
    @Measured("greatest change of a share after the late step") var lateChange: Double
    /// `rank1`, the coordinate that is largest in the solution, to `rank4`, and `rest`.
    var coordinates: Parts<ShareResult>

    init(_ problem: MagnitudeProblem, _ specification: Specification) {
      let path = [problem].paths(of: specification.watchedArm)[0]
      let solution = problem.quadratic.minimum
      let order = solution.indices.sorted { solution[$0].magnitude > solution[$1].magnitude }
      let named = order.prefix(specification.watchedCoordinates)
      func share(_ coordinates: some Sequence<Int>) -> ShareResult {
        ShareResult(of: Array(coordinates), path)
      }
      coordinates = Parts(
        named.enumerated().map { ("rank\($0 + 1)", share([$1])) }
          + [("rest", share(order.dropFirst(named.count)))])
      let rates = zip(path.magnitudes, path.directionNorms).map { g, norm in
        specification.rate * g * g / (norm * norm)
      }
      rateOverLimit = rates.maximum * problem.quadratic.largestCurvature / 2
      let late = path.shares.dropFirst(specification.lateStep)
      let changes = late.flatMap { $0.subtracting(late[late.startIndex]).map(\.magnitude) }
      lateChange = ([0] + changes).maximum
    }
  }

  /// Of one coordinate, or of the rest.
  struct ShareResult: Recorded {
    @Plotted("share of the sum of squares of w", x: "step", y: "share of g²")
    var share: SeriesValues

    init(of coordinates: [Int], _ path: MagnitudePath) {
      let sums = path.shares.map { shares in coordinates.reduce(0) { $0 + shares[$1] } }
      share = .steps(of: [sums])
    }
  }
}

extension [MagnitudeProblem] {
  /// One path per seed.
  func paths(of arm: MagnitudeArm) -> [MagnitudePath] {
    flatMap(\.paths).filter { $0.arm == arm }
  }
}
