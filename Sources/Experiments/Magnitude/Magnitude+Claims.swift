extension Magnitude {
  static let claims: [Claim] = [magnitudeFixed, fixedBudget, gIsCustomizable]

  private static let magnitudeFixed = Claim(
    id: "magnitude-fixed", statement: "Weight normalization fixes the magnitude of the weights.",
    source: .page, group: .whatItIsNot, experiments: ["magnitude"], pinned: .refuted
  ) { evidence throws(ExperimentsError) in
    let moves = try evidence.check(
      "magnitude.trained.greatestChange", "greatest |g at the end / g at the start|", .above(2))
    return moves ? .refuted : .supported
  }

  private static let fixedBudget = Claim(
    id: "fixed-budget",
    statement: "The squares of the weights share a fixed budget, as the hours of a day are shared.",
    source: .page, group: .whatItIsNot, experiments: ["magnitude"], pinned: .mixed
  ) { evidence throws(ExperimentsError) in
    let conserved = try evidence.check(
      "magnitude.worst.conservationError", "change of Σwᵢ² by a step of v, relative", .below(1e-12))
    let floor = try evidence.check(
      "magnitude.fixed.g1.gap", "frozen g = 1 against the exact minimum on its sphere",
      .below(1e-6))
    let otherFloor = try evidence.check(
      "magnitude.fixed.g10.gap", "frozen g = 10 against the exact minimum on its sphere",
      .below(1e-6))
    let moves = try evidence.check(
      "magnitude.trained.greatestChange", "greatest |g at the end / g at the start|", .above(2))
    guard conserved, floor, otherFloor else { return .refuted }
    return moves ? .mixed : .supported
  }

  private static let gIsCustomizable = Claim(
    id: "g-is-customizable", statement: "You choose g, as you choose a learning rate.",
    source: .page, group: .whatItIsNot, experiments: ["magnitude"], pinned: .refuted
  ) { evidence throws(ExperimentsError) in
    let forgets = try evidence.check(
      "magnitude.trained.worstEndError",
      "|g| at the end against ‖w_ols‖, three starts and three rates", .below(1e-3))
    return forgets ? .refuted : .supported
  }
}
