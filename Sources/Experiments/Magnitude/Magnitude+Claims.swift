extension Magnitude {
  static let claims: [Claim] = [magnitudeFixed, fixedBudget, gIsCustomizable]

  private static let magnitudeFixed = Claim(
    id: "magnitude-fixed",
    statement: "Weight normalization fixes the magnitude of the weight vector.",
    kind: .experiment, source: .answer, experiments: ["magnitude"], pinned: .mixed
  ) { evidence throws(ExperimentsError) in
    let conserved = try evidence.check(
      "magnitude.worst.conservationError", "change of ‖w‖² by a step of v, relative",
      .below(1e-12))
    let moves = try evidence.check(
      "magnitude.trained.greatestChange", "greatest |g at the end / g at the start|", .above(2),
      .opposes)
    return ruling(conserved: conserved, moves: moves)
  }

  private static let fixedBudget = Claim(
    id: "fixed-budget",
    statement: "The squares of the weights share a fixed budget, as the hours of a day are shared.",
    kind: .experiment, source: .answer, experiments: ["magnitude"], pinned: .mixed
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
      "magnitude.trained.greatestChange", "greatest |g at the end / g at the start|", .above(2),
      .opposes)
    return ruling(conserved: conserved && floor && otherFloor, moves: moves)
  }

  private static func ruling(conserved: Bool, moves: Bool) -> Ruling {
    guard conserved else { return .refuted("it is not kept even where only v steps") }
    return moves
      ? .mixed("a step of v keeps it, and training changes it through g")
      : .supported("a step of v keeps it, and g hardly moves")
  }

  private static let gIsCustomizable = Claim(
    id: "g-is-customizable", statement: "You can customize g, and the weights with it.",
    kind: .experiment, source: .answer, experiments: ["magnitude", "frozen-g"], pinned: .mixed
  ) { evidence throws(ExperimentsError) in
    let remembers = try evidence.check(
      "frozen-g.leastStartsApart",
      "networks: how far apart two starts leave the g of a layer, relative, least over the data sets",
      .above(0.1))
    let forgets = try evidence.check(
      "magnitude.trained.worstEndError",
      "one neuron: |g| at the end against ‖w_ols‖, three starts and three rates", .below(1e-3),
      .opposes)
    switch (remembers, forgets) {
    case (true, true):
      return .mixed("one neuron forgets how g was set, and networks do so only in part")
    case (true, false): return .supported("how g was set shows at the end")
    case (false, true): return .refuted("how g was set does not show at the end")
    case (false, false): return .inconclusive("one neuron keeps how g was set, and networks do not")
    }
  }
}
