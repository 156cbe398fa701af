extension WrongRate {
  static let claims: [Claim] = [l2PreventsBlowUp, weightNormPreventsBlowUp, budgetSpeedsUp]

  private static let l2PreventsBlowUp = Claim(
    id: "l2-prevents-blow-up",
    statement:
      "An L2 penalty in the loss keeps the weights from blowing up when the learning rate is too large:"
      + " tried on a quadratic bowl.",
    kind: .law, source: .answer, experiments: ["wrong-rate"], pinned: .refuted
  ) { evidence throws(ExperimentsError) in
    let neverFewer = try evidence.check(
      "wrong-rate.std-l2.fewerBlowUps", "rates at which the penalty saves a run", .equal(0),
      .opposes)
    let more = try evidence.check(
      "wrong-rate.std-l2.moreBlowUps", "rates at which the penalty loses a run", .above(0), .opposes
    )
    switch (neverFewer, more) {
    case (true, true): return .refuted("it saves no run at any rate, and loses some")
    case (true, false): return .inconclusive("it neither saves nor loses a run")
    case (false, true): return .mixed("it saves runs at some rates and loses some at others")
    case (false, false): return .supported("it saves runs at some rates and loses none")
    }
  }

  private static let weightNormPreventsBlowUp = Claim(
    id: "wn-prevents-blow-up",
    statement: "Weight normalization keeps the weights from blowing up, or from dying out, when the"
      + " learning rate is too large: tried on a quadratic bowl.",
    kind: .experiment, source: .ours, experiments: ["wrong-rate"], pinned: .mixed
  ) { evidence throws(ExperimentsError) in
    _ = try evidence.check(
      "wrong-rate.wn-fixed.failures", "g frozen: runs that blow up or collapse", .equal(0))
    _ = try evidence.check(
      "wrong-rate.wn-own-rate.failures", "g trained at a moderate rate of its own: the same",
      .equal(0))
    _ = try evidence.check(
      "wrong-rate.wn.greatestFailure",
      "g trained at the same rate: share of seeds that blow up or collapse at the worst rate",
      .within(0.5...1), .opposes)
    _ = try evidence.check(
      "wrong-rate.wn-log.greatestFailure", "log g trained at the same rate: the same",
      .within(0.5...1), .opposes)
    let safe = try evidence.check(
      "wrong-rate.safeArms", "ways to train g, of these four, that never fail", .above(0))
    let failed = try evidence.check(
      "wrong-rate.failedArms", "ways that fail at some rate in at least half of the seeds",
      .above(0), .opposes)
    switch (safe, failed) {
    case (true, true):
      return .mixed("it does where the rate of g is kept in check, and not where it is not")
    case (true, false): return .supported("no way to train g failed")
    case (false, true): return .refuted("every way to train g failed at some rate")
    case (false, false): return .inconclusive("no way to train g is safe, and none fails often")
    }
  }

  private static let budgetSpeedsUp = Claim(
    id: "budget-speeds-up",
    statement:
      "A fixed budget for the weights might make convergence faster.",
    kind: .experiment, source: .answer, experiments: ["wrong-rate", "magnitude", "noise"],
    pinned: .mixed
  ) { evidence throws(ExperimentsError) in
    let noFaster = try evidence.check(
      "wrong-rate.budget.effectHigh",
      "the right frozen length against ordinary weights, each at its best rate: upper end of the"
        + " octaves saved",
      .below(WrongRate.Specification().margin), .opposes)
    let floor = try evidence.check(
      "magnitude.fixed.wrongOverTrained",
      "a wrong frozen length: least excess loss over that of a trained g", .above(1e3),
      .opposes)
    let sooner = try evidence.check(
      "noise.fixed.equalFloor.effectLow",
      "under noise, the right frozen length against ordinary weights with an equal floor: lower end of"
        + " the octaves saved",
      .above(0.5))
    switch (noFaster && floor, sooner) {
    case (true, true):
      return .mixed(
        "under noise a budget of the right size is quicker at first, without noise it is not, and one"
          + " of a wrong size never arrives")
    case (true, false):
      return .refuted(
        "a budget of the right size is no faster, and one of a wrong size never arrives")
    case (false, true): return .supported("it was faster with noise and not slower without")
    case (false, false): return .inconclusive("it was neither faster nor slower in every respect")
    }
  }
}
