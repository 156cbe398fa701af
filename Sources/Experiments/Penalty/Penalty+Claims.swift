extension Penalty {
  static let claims = [differsFromL2, l2Quicker, unimportantFeaturesShrink]

  private static let differsFromL2 = Claim(
    id: "differs-from-l2",
    statement:
      "Weight normalization is another thing than the usual L2 penalty on the weights,"
      + " λ(w₀² + w₁² + …): implied by the answer, which sets one beside the other.",
    kind: .law, source: .answer, pinned: .supported, from: Penalty.self
  ) { evidence, penalty in
    let weightNorm = try penalty.arms["wn"]
    let atLeastSquares = evidence.check(
      weightNorm.$olsDistanceHigh,
      "weight norm at the end: greatest distance to the solution without penalty", .below(1e-9))
    let awayFromRidge = evidence.check(
      weightNorm.$ridgeDistanceLow,
      "weight norm at the end: least distance to the solution with penalty", .above(0.05))
    _ = evidence.check(
      try penalty.arms["wn-l2-g"].$ridgeDistanceHigh,
      "with a penalty on g: greatest distance to the solution with penalty", .below(1e-9), .beside)
    return atLeastSquares && awayFromRidge
      ? .supported("it ends at the solution without penalty, which a penalty moves")
      : .refuted("it does not end at the solution without penalty")
  }

  private static let l2Quicker = Claim(
    id: "l2-quicker", statement: "With an L2 penalty convergence is quicker.",
    kind: .experiment, source: .answer, pinned: .supported, from: Penalty.self
  ) { evidence, penalty in
    let race = penalty.race
    let isValid = evidence.check(
      race.$atEdge, "best rates at the edge of those tried", .equal(0), .beside)
    let quicker = try [
      ("penalty0_01", "steps saved by a penalty of 0.01"),
      ("penalty0_1", "by one of 0.1: the same"),
    ].map { try evidence.check(race.entries[$0].$effect, $1, .above(0.5)) }
    let elsewhere = evidence.check(
      race.$greatestDistance, "distance from its optimum to least squares, relative",
      .above(1e-3), .beside)
    guard isValid else { return .inconclusive("a best rate lies at the edge of those tried") }
    guard quicker.allSatisfy(\.self) else { return .refuted("no step is surely saved") }
    return elsewhere
      ? .supported("each penalty saves steps, on the way to a point of its own")
      : .supported("each penalty saves steps on the way to the same point")
  }

  private static let unimportantFeaturesShrink = Claim(
    id: "unimportant-features-shrink",
    statement:
      "An L2 penalty gives a second control of the weights, which reduces those of unimportant features"
      + " too; maybe that is why convergence is quicker.",
    kind: .experiment, source: .answer, pinned: .mixed, from: Penalty.self
  ) { evidence, penalty in
    let arm = try penalty.arms["std-l2"]
    let shrinks = evidence.check(
      arm.$useless, "useless half of w with L2, over least squares", .below(0.95))
    let quicker = try evidence.check(
      penalty.halves.targets["all"].$effect, "steps saved by the penalty", .above(0))
    let savesNoMore = evidence.check(
      penalty.halves.$uselessOverUseful,
      "steps saved by penalizing the useless half rather than the useful one",
      .below(0.1), .opposes)
    let shrinksAlike = evidence.check(
      arm.$halvesDistance, "difference in how far it shrinks the two halves", .below(0.05),
      .opposes)
    _ = evidence.check(
      arm.$testError, "error on new data with L2, over least squares", .below(1), .beside)
    guard shrinks else { return .refuted("the weights of useless features do not shrink") }
    guard quicker else { return .refuted("they shrink, and no step is saved") }
    return savesNoMore && shrinksAlike
      ? .mixed("they shrink and steps are saved, but useful weights shrink and save as much")
      : .supported("they shrink more than useful ones, or it is their shrinking that saves steps")
  }
}
