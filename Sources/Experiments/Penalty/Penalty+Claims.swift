extension Penalty {
  static let claims: [Claim] = [differsFromL2, l2Quicker, unimportantFeaturesShrink]

  private static let differsFromL2 = Claim(
    id: "differs-from-l2",
    statement:
      "Weight normalization is another thing than the usual L2 penalty on the weights,"
      + " λ(w₀² + w₁² + …): implied by the answer, which sets one beside the other.",
    kind: .law, source: .answer, experiments: ["penalty"], pinned: .supported
  ) { evidence throws(ExperimentsError) in
    let atLeastSquares = try evidence.check(
      "penalty.wn.olsDistanceHigh",
      "weight norm at the end: greatest distance to the solution without penalty", .below(1e-9))
    let awayFromRidge = try evidence.check(
      "penalty.wn.ridgeDistanceLow",
      "weight norm at the end: least distance to the solution with penalty", .above(0.05))
    _ = try evidence.check(
      "penalty.wn-l2-g.ridgeDistanceHigh",
      "with a penalty on g: greatest distance to the solution with penalty", .below(1e-9), .beside)
    return atLeastSquares && awayFromRidge
      ? .supported("it ends at the solution without penalty, which a penalty moves")
      : .refuted("it does not end at the solution without penalty")
  }

  private static let l2Quicker = Claim(
    id: "l2-quicker", statement: "With an L2 penalty convergence is quicker.",
    kind: .experiment, source: .answer, experiments: ["penalty"], pinned: .supported
  ) { evidence throws(ExperimentsError) in
    let race = RaceSpecification()
    let isValid = try evidence.check(
      "penalty.race.isInterior", "every best rate lies within the rates tried", .isTrue, .beside)
    let quicker = try evidence.check(
      "penalty.race.leastEffectLow",
      "steps saved by a penalty, in octaves: the least lower end", .above(race.margin))
    let elsewhere = try evidence.check(
      "penalty.race.greatestDistance", "distance from its optimum to least squares, relative",
      .above(race.sameOptimum), .beside)
    guard isValid else { return .inconclusive("a best rate lies at the edge of those tried") }
    guard quicker else { return .refuted("no step is surely saved") }
    return elsewhere
      ? .supported("each penalty saves steps, on the way to a point of its own")
      : .supported("each penalty saves steps on the way to the same point")
  }

  private static let unimportantFeaturesShrink = Claim(
    id: "unimportant-features-shrink",
    statement:
      "An L2 penalty gives a second control of the weights, which reduces those of unimportant features"
      + " too; maybe that is why convergence is quicker.",
    kind: .experiment, source: .answer, experiments: ["penalty"], pinned: .mixed
  ) { evidence throws(ExperimentsError) in
    let shrinks = try evidence.check(
      "penalty.std-l2.useless", "useless half of w with L2, over least squares", .below(0.95))
    let quicker = try evidence.check(
      "penalty.halves.all.effectLow", "steps saved by the penalty, in octaves: lower end",
      .above(0))
    let savesNoMore = try evidence.check(
      "penalty.halves.uselessOverUsefulHigh",
      "steps saved by penalizing the useless half rather than the useful one, in octaves: upper end",
      .below(0.1), .opposes)
    let shrinksAlike = try evidence.check(
      "penalty.std-l2.halvesDistance", "difference in how far it shrinks the two halves",
      .below(0.05), .opposes)
    _ = try evidence.check(
      "penalty.std-l2.testError", "error on new data with L2, over least squares", .below(1),
      .beside)
    guard shrinks else { return .refuted("the weights of useless features do not shrink") }
    guard quicker else { return .refuted("they shrink, and no step is saved") }
    return savesNoMore && shrinksAlike
      ? .mixed("they shrink and steps are saved, but useful weights shrink and save as much")
      : .supported("they shrink more than useful ones, or it is their shrinking that saves steps")
  }
}
