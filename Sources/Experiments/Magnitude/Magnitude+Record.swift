internal import Runs
internal import WeightNormCore

extension Magnitude {
  static func record(
    _ problems: [MagnitudeProblem], _ specification: Specification,
    into builder: inout RecordBuilder
  ) {
    let lengths = problems.map(\.quadratic.minimum.norm)
    builder.number(
      "ols.norm", lengths.median, "median length ‖w_ols‖ of the least-squares solution")
    for (index, arm) in specification.arms.enumerated() {
      let paths = problems.map { $0.paths[index] }
      recordEnd(arm, paths, lengths, into: &builder)
      switch arm {
      case .standard: break
      case .fixed(let g): recordFloor(g, paths, problems, into: &builder)
      case .trained, .logarithmic: trace(arm, paths, specification, into: &builder)
      }
    }
    recordTrained(problems, specification, into: &builder)
    traceFloors(problems, specification, into: &builder)
    traceWatched(problems, specification, into: &builder)
  }

  /// Where an arm ends, and when it was near.
  private static func recordEnd(
    _ arm: MagnitudeArm, _ paths: [MagnitudePath], _ lengths: [Double],
    into builder: inout RecordBuilder
  ) {
    builder.number(
      "\(arm.name).excess", paths.map(\.lastExcess).median, "median excess loss at the end")
    let steps = paths.map { Double($0.stepsToOnePercent ?? $0.excess.count) }
    builder.number(
      "\(arm.name).stepsToOnePercent", steps.median, unit: "steps",
      "median first step with at most 1 % of the initial excess loss")
    builder.integer(
      "\(arm.name).censored", paths.count { $0.stepsToOnePercent == nil },
      "seeds that never came to 1 % of the initial excess loss")
    guard arm.rate != nil else { return }
    builder.number(
      "\(arm.name).magnitude", paths.map(\.lastMagnitude.magnitude).median, "median |g| at the end")
    builder.number(
      "\(arm.name).endError", endErrors(paths, lengths).maximum,
      "greatest | |g|/‖w_ols‖ − 1 | at the end over the seeds")
    builder.number(
      "\(arm.name).negativeShare",
      Double(paths.count { $0.lastMagnitude < 0 }) / Double(paths.count),
      "share of seeds in which g ends negative")
  }

  private static func endErrors(_ paths: [MagnitudePath], _ lengths: [Double]) -> [Double] {
    zip(paths, lengths).map { ($0.lastMagnitude.magnitude / $1 - 1).magnitude }
  }

  /// A frozen g against the exact minimum among vectors of that length.
  private static func recordFloor(
    _ g: Double, _ paths: [MagnitudePath], _ problems: [MagnitudeProblem],
    into builder: inout RecordBuilder
  ) {
    let exact = problems.map { $0.quadratic.excess($0.quadratic.minimum(ofLength: g)) }
    let name = MagnitudeArm.fixed(g).name
    builder.number(
      "\(name).exactExcess", exact.median, "median least excess loss of a w of length \(Int(g))")
    builder.number(
      "\(name).gap", zip(paths, exact).map { ($0.lastExcess / $1 - 1).magnitude }.maximum,
      "greatest relative gap to that least excess loss over the seeds")
  }

  private static func recordTrained(
    _ problems: [MagnitudeProblem], _ specification: Specification,
    into builder: inout RecordBuilder
  ) {
    let lengths = problems.map(\.quadratic.minimum.norm)
    let trained = specification.arms.indices.filter {
      if case .trained = specification.arms[$0] { true } else { false }
    }
    let errors = trained.map { index in endErrors(problems.map { $0.paths[index] }, lengths).maximum
    }
    builder.number(
      "trained.worstEndError", errors.maximum,
      "greatest | |g|/‖w_ols‖ − 1 | at the end over all starts, rates and seeds")
    let changes = problems.flatMap { problem in
      trained.map { (problem.paths[$0].lastMagnitude / problem.paths[$0].arm.start).magnitude }
    }
    builder.number(
      "trained.greatestChange", changes.maximum, "greatest |g at the end / g at the start|")
    builder.number("trained.leastChange", changes.minimum, "least |g at the end / g at the start|")
    recordWrongLengths(problems, trained, specification, into: &builder)
    builder.number(
      "worst.conservationError", problems.flatMap { $0.paths.map(\.conservationError) }.maximum,
      "greatest relative change of ‖w‖² by a step of v with g kept, over all arms, seeds and steps")
  }

  /// What a frozen g costs that is not the length of the solution.
  private static func recordWrongLengths(
    _ problems: [MagnitudeProblem], _ trained: [Int], _ specification: Specification,
    into builder: inout RecordBuilder
  ) {
    func median(_ arm: Int) -> Double { problems.map { $0.paths[arm].lastExcess }.median }
    let wrong = specification.arms.indices.filter { index in
      if case .fixed(let g) = specification.arms[index] {
        g != specification.targetNorm
      } else {
        false
      }
    }
    builder.number(
      "fixed.wrongOverTrained", wrong.map(median).minimum / trained.map(median).maximum,
      "least median excess loss of a wrong frozen g over the greatest of a trained g, at the end")
  }

  private static func trace(
    _ arm: MagnitudeArm, _ paths: [MagnitudePath], _ specification: Specification,
    into builder: inout RecordBuilder
  ) {
    let kept = Thinning.logarithmic.positions(of: specification.steps + 1)
    builder.trace(
      Trace(
        name: "\(arm.name).magnitude", explanation: "length of w under training",
        x: Quantity("step"), y: Quantity("|g|"), positions: kept.map(Double.init),
        paths: zip(specification.seeds, paths).map { seed, path in
          (seed, kept.map { path.magnitudes[$0].magnitude })
        }, keepsSeeds: false))
  }

  /// Excess loss at the end against the length at which g is frozen, with the exact minimum.
  private static func traceFloors(
    _ problems: [MagnitudeProblem], _ specification: Specification,
    into builder: inout RecordBuilder
  ) {
    let arms = specification.arms
    builder.trace(
      Trace(
        name: "fixed.excess", explanation: "excess loss at the end with g frozen",
        x: Quantity("frozen g"), y: Quantity("excess loss at the end"),
        positions: specification.fixed,
        paths: zip(specification.seeds, problems).map { seed, problem in
          (
            seed,
            problem.paths.indices.filter { index in
              if case .fixed = arms[index] { true } else { false }
            }.map { problem.paths[$0].lastExcess }
          )
        }, keepsSeeds: false))
    let lengths = Array(stride(from: 0.5, through: 10.5, by: 0.25))
    builder.trace(
      Trace(
        name: "fixed.exact", explanation: "least excess loss of a w of that length",
        x: Quantity("frozen g"), y: Quantity("excess loss at the end"), positions: lengths,
        paths: zip(specification.seeds, problems).map { seed, problem in
          (
            seed,
            lengths.map { problem.quadratic.excess(problem.quadratic.minimum(ofLength: $0)) }
          )
        }, keepsSeeds: false))
  }

  /// Lengths, budget and shares of one arm, step by step.
  private static func traceWatched(
    _ problems: [MagnitudeProblem], _ specification: Specification,
    into builder: inout RecordBuilder
  ) {
    let watched = MagnitudeArm.trained(
      start: specification.watchedStart, rate: specification.watchedRate)
    guard let index = specification.arms.firstIndex(of: watched) else { return }
    let kept = Thinning.logarithmic.positions(of: specification.steps + 1)
    func series(
      _ name: String, _ text: String, _ label: String, _ value: (MagnitudePath) -> [Double]
    ) {
      builder.trace(
        Trace(
          name: "watched.\(name)", explanation: text, x: Quantity("step"), y: Quantity(label),
          positions: kept.map(Double.init),
          paths: zip(specification.seeds, problems).map { seed, problem in
            let values = value(problem.paths[index])
            return (seed, kept.map { values[$0] })
          }, keepsSeeds: false))
    }
    series("directionNorm", "length of v", "length", \.directionNorms)
    series("unitNorm", "length of v/‖v‖", "length") {
      zip($0.weights, $0.magnitudes).map { ($0.norm / $1).magnitude }
    }
    series("weightNorm", "length of w", "length", \.weightNorms)
    series("budget", "the sum of squares of w", "g², the sum of squares of w") {
      $0.weights.map { $0.dot($0) }
    }
    traceShares(problems[0], index, kept, specification, into: &builder)
  }

  /// The share of each coordinate in Σwᵢ², largest coordinates of the solution first, at one seed.
  private static func traceShares(
    _ problem: MagnitudeProblem, _ arm: Int, _ kept: [Int], _ specification: Specification,
    into builder: inout RecordBuilder
  ) {
    let solution = problem.quadratic.minimum
    let order = solution.indices.sorted { solution[$0].magnitude > solution[$1].magnitude }
    let named = order.prefix(specification.watchedCoordinates)
    let weights = kept.map { problem.paths[arm].weights[$0] }
    recordStability(problem, arm, specification, into: &builder)
    func share(_ name: String, _ text: String, _ coordinates: some Sequence<Int>) {
      let coordinates = Array(coordinates)
      builder.trace(
        Trace(
          name: "shares.\(name)", explanation: text, x: Quantity("step"),
          y: Quantity("share of g²"), positions: kept.map(Double.init),
          paths: [
            (
              specification.seeds[0],
              weights.map { w in
                coordinates.reduce(0) { $0 + w[$1] * w[$1] } / w.dot(w)
              }
            )
          ]))
    }
    for (rank, coordinate) in named.enumerated() {
      share("rank\(rank + 1)", "share of coordinate number \(rank + 1) by size", [coordinate])
    }
    share("rest", "share of the other coordinates", order.dropFirst(named.count))
  }

  /// Whether the direction's own rate, ηg²/‖v‖², is ever too large in the run whose shares are drawn,
  /// and how much the shares still move when the loss has long been low.
  private static func recordStability(
    _ problem: MagnitudeProblem, _ arm: Int, _ specification: Specification,
    into builder: inout RecordBuilder
  ) {
    let path = problem.paths[arm]
    let rates = zip(path.magnitudes, path.directionNorms).map { g, norm in
      specification.rate * g * g / (norm * norm)
    }
    builder.number(
      "shares.rateOverLimit", rates.maximum * problem.quadratic.largestCurvature / 2,
      "greatest ηg²/‖v‖² of the run over the largest stable rate")
    let late = path.weights.dropFirst(specification.lateStep).map { w in
      w.map { $0 * $0 / w.dot(w) }
    }
    let changes = late.flatMap { shares in
      shares.subtracting(late[late.startIndex]).map(\.magnitude)
    }
    builder.number(
      "shares.lateChange", ([0] + changes).maximum, "greatest change of a share after the late step"
    )
  }
}
