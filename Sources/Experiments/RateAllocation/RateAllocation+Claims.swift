extension RateAllocation {
  static let claims: [Claim] = [gIsALearningRate]

  private static let gIsALearningRate = Claim(
    id: "g-is-a-learning-rate", statement: "g is another learning rate.", kind: .experiment,
    source: .answer, experiments: ["rate-allocation", "anatomy", "magnitude"], pinned: .mixed
  ) { evidence throws(ExperimentsError) in
    let isFactor = try evidence.check(
      "anatomy.worst.stepError",
      "part of a step across and along w against (g/‖v‖)² and 1, greatest error", .below(1e-2))
    let gainsNothing = try evidence.check(
      "rate-allocation.wn-ddi-unit-ratio.beyondMarginHigh",
      "with v := w, the gain over the standard network less the margin, upper end", .below(0),
      .opposes)
    let forgets = try evidence.check(
      "magnitude.trained.worstEndError",
      "|g| at the end against ‖w_ols‖, three starts and three rates", .below(1e-3), .opposes)
    guard isFactor else { return .refuted("a step is not multiplied as g says") }
    return gainsNothing && forgets
      ? .mixed("it multiplies the rate, but together with ‖v‖, and training moves both")
      : .supported("it multiplies the rate and stays where it was set, or helps by itself")
  }
}
