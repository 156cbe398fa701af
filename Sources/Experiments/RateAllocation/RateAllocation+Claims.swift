extension RateAllocation {
  static let claims: [Claim] = [gIsALearningRate]

  private static let gIsALearningRate = Claim(
    id: "g-is-a-learning-rate", statement: "g is another learning rate.", source: .page,
    group: .whatItIsNot, experiments: ["rate-allocation", "anatomy", "magnitude"], pinned: .mixed
  ) { evidence throws(ExperimentsError) in
    let isFactor = try evidence.check(
      "anatomy.worst.stepError",
      "part of a step across and along w against (g/‖v‖)² and 1, greatest error", .below(1e-2))
    let gainsNothing = try evidence.check(
      "rate-allocation.wn-ddi-unit-ratio.beyondMargin",
      "with v := w, the gain over the standard network less the margin, lower end", .below(0))
    let forgets = try evidence.check(
      "magnitude.trained.worstEndError",
      "|g| at the end against ‖w_ols‖, three starts and three rates", .below(1e-3))
    guard isFactor else { return .refuted }
    return gainsNothing && forgets ? .mixed : .supported
  }
}
