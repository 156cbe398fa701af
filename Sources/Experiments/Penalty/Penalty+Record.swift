internal import Runs

extension Penalty {
  static func record(
    _ problems: [PenaltyProblem], _ specification: Specification,
    into builder: inout RecordBuilder
  ) {
    builder.number(
      "ols.norm", problems.map(\.leastSquares.norm).median, "median ‖w‖ of least squares")
    builder.number(
      "ridge.norm", problems.map(\.ridge.norm).median, "median ‖w‖ of ridge regression")
    builder.number(
      "ols.toRidge", problems.map { $0.distance($0.ridge, to: $0.leastSquares) }.median,
      "median distance between the two solutions, relative to least squares")
    for (index, arm) in specification.arms.enumerated() {
      recordEnd(arm, index, problems, into: &builder)
      recordPath(arm, problems.map { $0.paths[index] }, specification, into: &builder)
    }
    recordSawtooth(problems, specification, into: &builder)
  }

  /// Where an arm ends.
  private static func recordEnd(
    _ arm: PenaltyArm, _ index: Int, _ problems: [PenaltyProblem],
    into builder: inout RecordBuilder
  ) {
    let name = arm.rawValue
    let ends = problems.map { ($0, $0.paths[index].lastWeight) }
    let targets: [(String, String, KeyPath<PenaltyProblem, [Double]>)] = [
      ("ols", "least squares", \.leastSquares), ("ridge", "ridge regression", \.ridge),
    ]
    for (key, text, target) in targets {
      let distances = ends.map { $0.distance($1, to: $0[keyPath: target]) }
      builder.number(
        "\(name).\(key)Distance", distances.median, "median distance of w at the end to \(text)")
      builder.number("\(name).\(key)DistanceLow", distances.minimum, "the least over the seeds")
      builder.number("\(name).\(key)DistanceHigh", distances.maximum, "the greatest over the seeds")
    }
    let shrinkage = ends.map { $0.shrinkage($1) }
    builder.number(
      "\(name).useful", shrinkage.map(\.useful).median,
      "median length of the useful half of w over that of least squares")
    builder.number(
      "\(name).useless", shrinkage.map(\.useless).median,
      "median length of the useless half of w over that of least squares")
    let difference = shrinkage.map(\.useless).median - shrinkage.map(\.useful).median
    builder.number(
      "\(name).uselessMinusUseful", difference, "difference between these two medians")
    builder.number(
      "\(name).halvesDistance", difference.magnitude, "distance between these two medians")
    builder.number(
      "\(name).uselessError", shrinkage.map { ($0.useless - 1).magnitude }.maximum,
      "greatest distance of the useless half's ratio from 1 over the seeds")
    builder.number(
      "\(name).testError", ends.map { $0.testError($1) }.median,
      "median expected squared error on new data over that of least squares")
  }

  /// What ‖v‖ and the loss do on the way.
  private static func recordPath(
    _ arm: PenaltyArm, _ paths: [PenaltyPath], _ specification: Specification,
    into builder: inout RecordBuilder
  ) {
    let name = arm.rawValue
    let rises = paths.map { Double($0.rises(tolerance: specification.riseTolerance)) }
    builder.number("\(name).rises", rises.median, unit: "steps", "median steps that raise the loss")
    builder.number("\(name).risesLow", rises.minimum, unit: "steps", "the least over the seeds")
    builder.number("\(name).risesHigh", rises.maximum, unit: "steps", "the greatest over the seeds")
    builder.number(
      "\(name).peakLoss",
      paths.map { Array($0.losses.dropFirst(specification.settledStep)).maximum }.median,
      "median of the greatest loss once settled")
    builder.number(
      "\(name).lastLoss", paths.map { $0.losses[$0.losses.count - 1] }.median,
      "median loss at the end")
    let kept = Thinning.logarithmic.positions(of: specification.steps + 1)
    builder.trace(
      Trace(
        name: "\(name).weightNorm", explanation: "length of w", x: Quantity("step"),
        y: Quantity("‖w‖"), positions: kept.map(Double.init),
        paths: zip(specification.seeds, paths).map { seed, path in
          (seed, kept.map { path.weightNorms[$0] })
        }, keepsSeeds: false))
    guard arm.isWeightNormalized else { return }
    let settled = paths.map { Array($0.directionNorms.dropFirst(specification.settledStep)) }
    builder.number(
      "\(name).directionNormLow", settled.map(\.minimum).median,
      "median of the least ‖v‖ once settled")
    builder.number(
      "\(name).directionNormHigh", settled.map(\.maximum).median,
      "median of the greatest ‖v‖ once settled")
  }

  /// The arm whose v is penalized: ‖v‖ decays, its rate grows to the limit, the loss jumps.
  private static func recordSawtooth(
    _ problems: [PenaltyProblem], _ specification: Specification,
    into builder: inout RecordBuilder
  ) {
    guard let index = specification.arms.firstIndex(of: .onDirection) else { return }
    let name = PenaltyArm.onDirection.rawValue
    let factors = problems.map { problem in
      let norms = problem.paths[index].directionNorms.dropFirst(specification.settledStep)
      return zip(norms, norms.dropFirst()).map { $1 / $0 }.median
    }
    builder.number("\(name).decay", factors.median, "median factor by which a step changes ‖v‖")
    builder.number(
      "\(name).predictedDecay", 1 - specification.rate * specification.penalty,
      "1 − ηλ, the factor of a step that only decays")
    let peaks = problems.map { problem in
      let rates = problem.paths[index].effectiveRates(specification.rate)
      return Array(rates.dropFirst(specification.settledStep)).maximum / problem.largestRate
    }
    builder.number(
      "\(name).peakRateOverLimit", peaks.median,
      "median of the greatest ηg²/‖v‖² once settled, over 2/λmax")
    let isSawtooth = zip(problems, factors).allSatisfy { problem, factor in
      factor < 1
        && problem.paths[index].rises(tolerance: specification.riseTolerance)
          >= specification.sawtoothSteps
    }
    builder.flag(
      "\(name).isSawtooth", isSawtooth,
      "whether ‖v‖ decays and enough steps raise the loss, in every seed")
    traceSawtooth(problems[0], index, specification, into: &builder)
  }

  /// Some steps of the first seed from close by.
  private static func traceSawtooth(
    _ problem: PenaltyProblem, _ index: Int, _ specification: Specification,
    into builder: inout RecordBuilder
  ) {
    let path = problem.paths[index]
    let name = PenaltyArm.onDirection.rawValue
    builder.number("\(name).limit", problem.largestRate, "2/λmax of the drawn seed")
    let count = min(
      specification.watchedSteps, specification.steps + 1 - specification.watchedStart)
    let kept = Thinning.linear.positions(of: count).map { specification.watchedStart + $0 }
    let series: [(String, String, String, [Double])] = [
      ("directionNorm", "length of v in one run", "‖v‖", path.directionNorms),
      ("loss", "loss in one run", "loss", path.losses),
      (
        "effectiveRate", "ηg²/‖v‖² in one run", "effective rate ηg²/‖v‖²",
        path.effectiveRates(specification.rate)
      ),
    ]
    for (key, text, label, values) in series {
      builder.trace(
        Trace(
          name: "\(name).\(key)", explanation: text, x: Quantity("step"), y: Quantity(label),
          positions: kept.map(Double.init),
          paths: [(specification.seeds[0], kept.map { values[$0] })]))
    }
  }
}
