extension RateAllocation {
  static let claims = [gIsALearningRate]

  private static let gIsALearningRate = Claim(
    id: "g-is-a-learning-rate", statement: "g is another learning rate.", kind: .experiment,
    source: .answer, pinned: .mixed,
    from: RateAllocation.self, Anatomy.self, Magnitude.self
  ) { evidence, allocation, anatomy, magnitude in
    let unitRatio = Pairing(first: unitRatio, second: baseline)
    let isFactor = evidence.check(
      anatomy.worst.$stepError,
      "part of a step across and along w against (g/‖v‖)² and 1, greatest error", .below(1e-2))
    let gain = evidence.cell(
      try allocation.pairings[unitRatio.name].$effect,
      "with v := w, the gain over the standard network", margin: Margins().effect)
    let forgets = evidence.check(
      magnitude.trained.$worstEndError,
      "|g| at the end against ‖w_ols‖, three starts and three rates", .below(1e-3), .opposes)
    guard isFactor else { return .refuted("a step is not multiplied as g says") }
    return gain != .better && forgets
      ? .mixed("it multiplies the rate, but together with ‖v‖, and training moves both")
      : .supported("it multiplies the rate and stays where it was set, or helps by itself")
  }
}
