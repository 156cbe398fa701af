extension WrongRate {
  static let claims: [Claim] = [l2PreventsBlowUp, weightNormPreventsBlowUp, budgetSpeedsUp]

  private static let l2PreventsBlowUp = Claim(
    id: "l2-prevents-blow-up",
    statement:
      "An L2 penalty keeps the weights from blowing up when the learning rate is too large.",
    source: .page, group: .whatItIsNot, experiments: ["wrong-rate"], pinned: .refuted
  ) { evidence throws(ExperimentsError) in
    let neverFewer = try evidence.check(
      "wrong-rate.std-l2.fewerBlowUps", "rates at which the penalty saves a run", .equal(0))
    let more = try evidence.check(
      "wrong-rate.std-l2.moreBlowUps", "rates at which the penalty loses a run", .above(0))
    if neverFewer { return more ? .refuted : .inconclusive }
    return more ? .mixed : .supported
  }

  private static let weightNormPreventsBlowUp = Claim(
    id: "wn-prevents-blow-up",
    statement: "Weight normalization keeps the weights from blowing up, or from dying out, when the"
      + " learning rate is too large.",
    source: .page, group: .isItFaster, experiments: ["wrong-rate"], pinned: .mixed
  ) { evidence throws(ExperimentsError) in
    _ = try evidence.check(
      "wrong-rate.wn-fixed.failures", "g frozen: runs that blow up or collapse", .equal(0))
    _ = try evidence.check(
      "wrong-rate.wn-own-rate.failures", "g trained at a moderate rate of its own: the same",
      .equal(0))
    _ = try evidence.check(
      "wrong-rate.wn.greatestFailure",
      "g trained at the same rate: share of seeds that blow up or collapse at the worst rate",
      .within(0.5...1))
    _ = try evidence.check(
      "wrong-rate.wn-log.greatestFailure", "log g trained at the same rate: the same",
      .within(0.5...1))
    let safe = try evidence.check(
      "wrong-rate.safeArms", "ways to train g, of these four, that never fail", .above(0))
    let failed = try evidence.check(
      "wrong-rate.failedArms", "ways that fail at some rate in at least half of the seeds",
      .above(0))
    switch (safe, failed) {
    case (true, true): return .mixed
    case (true, false): return .supported
    case (false, true): return .refuted
    case (false, false): return .inconclusive
    }
  }

  private static let budgetSpeedsUp = Claim(
    id: "budget-speeds-up", statement: "A fixed budget for the weights makes convergence faster.",
    source: .page, group: .isItFaster, experiments: ["wrong-rate", "magnitude"], pinned: .refuted
  ) { evidence throws(ExperimentsError) in
    let noFaster = try evidence.check(
      "wrong-rate.budget.effectLow",
      "the right frozen length against ordinary weights, each at its best rate: lower end of the"
        + " octaves saved",
      .below(WrongRate.Specification().margin))
    let floor = try evidence.check(
      "magnitude.fixed.wrongOverTrained",
      "a wrong frozen length: least excess loss over that of a trained g", .above(1e3))
    return noFaster && floor ? .refuted : .inconclusive
  }
}
