extension WrongRate {
  static let claims = [l2PreventsBlowUp, weightNormPreventsBlowUp, budgetSpeedsUp]

  private static let l2PreventsBlowUp = Claim(
    id: "l2-prevents-blow-up",
    statement:
      "An L2 penalty in the loss keeps the weights from blowing up when the learning rate is too large:"
      + " tried on a quadratic bowl.",
    kind: .law, source: .answer, pinned: .refuted, from: WrongRate.self
  ) { evidence, wrongRate in
    let penalty = try wrongRate.penalties["std-l2"]
    let neverFewer = evidence.check(
      penalty.$fewerBlowUps, "rates at which the penalty saves a run", .equal(0), .opposes)
    let more = evidence.check(
      penalty.$moreBlowUps, "rates at which the penalty loses a run", .above(0), .opposes)
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
    kind: .experiment, source: .ours, pinned: .mixed, from: WrongRate.self
  ) { evidence, wrongRate in
    let arms = wrongRate.arms
    _ = evidence.check(
      try arms["wn-fixed"].$failures, "g frozen: runs that blow up or collapse", .equal(0))
    _ = evidence.check(
      try arms["wn-own-rate"].$failures, "g trained at a moderate rate of its own: the same",
      .equal(0))
    _ = evidence.check(
      try arms["wn"].$greatestFailure,
      "g trained at the same rate: share of seeds that blow up or collapse at the worst rate",
      .within(0.5...1), .opposes)
    _ = evidence.check(
      try arms["wn-log"].$greatestFailure, "log g trained at the same rate: the same",
      .within(0.5...1), .opposes)
    let safe = evidence.check(
      wrongRate.$safeArms, "ways to train g, of these four, that never fail", .above(0))
    let failed = evidence.check(
      wrongRate.$failedArms, "ways that fail at some rate in at least half of the seeds",
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
    statement: "A fixed budget for the weights might make convergence faster.",
    kind: .experiment, source: .answer, pinned: .mixed,
    from: WrongRate.self, Magnitude.self, Noise.self
  ) { evidence, wrongRate, magnitude, noise in
    let noFaster = try evidence.check(
      wrongRate.budget.$effect,
      "the right frozen length against ordinary weights: steps saved",
      .below(0.5), .opposes)
    let floor = evidence.check(
      magnitude.fixed.$wrongOverTrained,
      "a wrong frozen length: least excess loss over that of a trained g", .above(1e3), .opposes)
    let sooner = evidence.check(
      try noise.compared["fixed"].equalFloor.$effect,
      "under noise, the right frozen length against ordinary weights with an equal floor: steps saved",
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
