extension Magnitude {
  static let claims = [magnitudeFixed, fixedBudget, gIsCustomizable]

  private static let magnitudeFixed = Claim(
    id: "magnitude-fixed",
    statement: "Weight normalization fixes the magnitude of the weight vector.",
    kind: .experiment, source: .answer, pinned: .mixed, from: Magnitude.self
  ) { evidence, magnitude in
    let conserved = evidence.check(
      magnitude.worst.$conservationError, "change of ‖w‖² by a step of v, relative",
      .below(1e-12))
    return ruling(conserved: conserved, moves: moves(evidence, magnitude))
  }

  private static let fixedBudget = Claim(
    id: "fixed-budget",
    statement: "The squares of the weights share a fixed budget, as the hours of a day are shared.",
    kind: .experiment, source: .answer, pinned: .mixed, from: Magnitude.self
  ) { evidence, magnitude in
    let conserved = evidence.check(
      magnitude.worst.$conservationError, "change of Σwᵢ² by a step of v, relative",
      .below(1e-12))
    let optimal = try [1, 10].map { g in
      try evidence.check(
        magnitude.arms["fixed.g\(g)"].$gap,
        "frozen g = \(g) against the exact minimum on its sphere", .below(1e-6))
    }
    return ruling(
      conserved: conserved && optimal.allSatisfy(\.self), moves: moves(evidence, magnitude))
  }

  private static func moves(_ evidence: EvidenceCollector, _ magnitude: Result) -> Bool {
    evidence.check(
      magnitude.trained.$greatestChange, "greatest |g at the end / g at the start|", .above(2),
      .opposes)
  }

  private static func ruling(conserved: Bool, moves: Bool) -> Ruling {
    guard conserved else { return .refuted("it is not kept even where only v steps") }
    return moves
      ? .mixed("a step of v keeps it, and training changes it through g")
      : .supported("a step of v keeps it, and g hardly moves")
  }

  private static let gIsCustomizable = Claim(
    id: "g-is-customizable", statement: "You can customize g, and the weights with it.",
    kind: .experiment, source: .answer, pinned: .mixed,
    from: Magnitude.self, FrozenMagnitude.self
  ) { evidence, magnitude, frozen in
    let remembers = try evidence.check(
      frozen.$leastStartsApart,
      "networks: how far apart two starts leave the g of a layer, relative, least over the data sets",
      .above(0.1))
    let forgets = evidence.check(
      magnitude.trained.$worstEndError,
      "one neuron: |g| at the end against ‖w_ols‖, three starts and three rates", .below(1e-3),
      .opposes)
    return switch (remembers, forgets) {
    case (true, true): .mixed("one neuron forgets how g was set, and networks do so only in part")
    case (true, false): .supported("how g was set shows at the end")
    case (false, true): .refuted("how g was set does not show at the end")
    case (false, false): .inconclusive("one neuron keeps how g was set, and networks do not")
    }
  }
}
