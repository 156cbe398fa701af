extension Penalty {
  static let claims: [Claim] = [l2Explanation, l2Quicker, unimportantFeaturesShrink]

  private static let l2Explanation = Claim(
    id: "l2-explanation",
    statement: "Weight normalization works by an L2 penalty on the weights, λ(w₀² + w₁² + …).",
    source: .page, group: .whatItIsNot, experiments: ["penalty"], pinned: .refuted
  ) { evidence throws(ExperimentsError) in
    let atLeastSquares = try evidence.check(
      "penalty.wn.olsDistanceHigh",
      "weight norm at the end: greatest distance to the solution without penalty", .below(1e-9))
    let awayFromRidge = try evidence.check(
      "penalty.wn.ridgeDistanceLow",
      "weight norm at the end: least distance to the solution with penalty", .above(0.05))
    return atLeastSquares && awayFromRidge ? .refuted : .inconclusive
  }

  private static let l2Quicker = Claim(
    id: "l2-quicker", statement: "With an L2 penalty convergence is quicker.",
    source: .page, group: .isItFaster, experiments: ["penalty"], pinned: .mixed
  ) { evidence throws(ExperimentsError) in
    let race = RaceSpecification()
    let isValid = try evidence.check(
      "penalty.race.isInterior", "every best rate lies within the rates tried", .isTrue)
    let quicker = try evidence.check(
      "penalty.race.leastEffectLow",
      "steps saved by a penalty, in octaves: the least lower end", .above(race.margin))
    let elsewhere = try evidence.check(
      "penalty.race.greatestDistance", "distance from its optimum to least squares, relative",
      .above(race.sameOptimum))
    guard isValid else { return .inconclusive }
    guard quicker else { return .refuted }
    return elsewhere ? .mixed : .supported
  }

  private static let unimportantFeaturesShrink = Claim(
    id: "unimportant-features-shrink",
    statement: "L2 reduces the weights of unimportant features, and that is what helps.",
    source: .page, group: .whatItIsNot, experiments: ["penalty", "anatomy"], pinned: .mixed
  ) { evidence throws(ExperimentsError) in
    let useless = try evidence.check(
      "penalty.std-l2.useless", "useless half of w with L2, over least squares", .below(0.95))
    let useful = try evidence.check(
      "penalty.std-l2.useful", "useful half of w with L2, over least squares", .below(0.95))
    let spares = try evidence.check(
      "penalty.std-l2.uselessMinusUseful", "the first minus the second", .above(-0.05))
    let alike = try evidence.check(
      "penalty.std-l2.halvesDistance", "distance between the two", .below(0.05))
    _ = try evidence.check(
      "penalty.wn.uselessError", "the same half with weight norm: greatest |ratio − 1|",
      .below(1e-6))
    _ = try evidence.check(
      "anatomy.worst.ratioError", "change of the ratios of w's entries when g changes",
      .below(1e-14))
    guard useless else { return .refuted }
    guard spares else { return .supported }
    return useful && alike ? .mixed : .inconclusive
  }
}
