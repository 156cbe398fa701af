extension Anatomy {
  static let claims: [Claim] = [
    printedFormula, roleOfG, originOfG, wIsNormalized, howItWorks, magnitudeReassigned,
    gAffectsFutureSteps, foldingIsExact,
  ]

  private static let printedFormula = Claim(
    id: "printed-formula", statement: "The formula as printed, w = g‖v‖v, has length g.",
    source: .page, group: .whatItIs, experiments: ["anatomy"], pinned: .refuted
  ) { evidence throws(ExperimentsError) in
    let printed = try evidence.check(
      "anatomy.formula.printedSlopeError",
      "slope of log‖w‖ on log‖v‖ for g‖v‖v, distance from 2", .below(1e-9))
    let correct = try evidence.check(
      "anatomy.formula.slopeError",
      "the same slope for (g/‖v‖)v, distance from 0", .below(1e-9))
    return printed && correct ? .refuted : .inconclusive
  }

  private static let roleOfG = Claim(
    id: "role-of-g",
    statement:
      "At any moment |g| is the length of w and nothing else, and v gives the line on which w lies and"
      + " nothing else.",
    source: .page, group: .whatItIs, experiments: ["anatomy", "magnitude"], pinned: .supported
  ) { evidence throws(ExperimentsError) in
    let length = try evidence.check(
      "anatomy.worst.lengthError", "‖w‖ against |g|, relative", .below(1e-13))
    let ratios = try evidence.check(
      "anatomy.worst.ratioError", "change of the ratios of w's entries when g changes",
      .below(1e-14))
    let conserved = try evidence.check(
      "magnitude.worst.conservationError", "change of ‖w‖² by a step of v, relative",
      .below(1e-12))
    return length && ratios && conserved ? .supported : .refuted
  }

  private static let originOfG = Claim(
    id: "origin-of-g",
    statement: "g is a trained parameter like any other, and the data decide where it ends.",
    source: .page, group: .whatItIs, experiments: ["anatomy", "magnitude"], pinned: .supported
  ) { evidence throws(ExperimentsError) in
    let gradient = try evidence.check(
      "anatomy.worst.gradientError", "gradients of g and v against central differences",
      .below(1e-5))
    let end = try evidence.check(
      "magnitude.trained.worstEndError", "|g| at the end against ‖w_ols‖, nine settings",
      .below(1e-3))
    return gradient && end ? .supported : .refuted
  }

  private static let wIsNormalized = Claim(
    id: "w-is-normalized", statement: "w is the normalized weight, a vector of length one.",
    source: .page, group: .whatItIs, experiments: ["anatomy"], pinned: .refuted
  ) { evidence throws(ExperimentsError) in
    let far = try evidence.check(
      "anatomy.worst.lengthFromOne", "greatest |‖w‖ − 1|", .above(0.1))
    let unit = try evidence.check(
      "anatomy.worst.unitError", "greatest |‖v/‖v‖‖ − 1|", .below(1e-13))
    guard unit else { return .inconclusive }
    return far ? .refuted : .supported
  }

  private static let howItWorks = Claim(
    id: "how-it-works",
    statement:
      "The gradient of v is (g/‖v‖) times the part of ∇w that is perpendicular to w, so that ‖v‖"
      + " cannot shrink under gradient descent.",
    source: .page, group: .howItWorks, experiments: ["anatomy", "growth"], pinned: .supported
  ) { evidence throws(ExperimentsError) in
    let orthogonal = try evidence.check(
      "anatomy.worst.orthogonality", "|v·∇v| over |g|·‖∇w‖", .below(1e-13))
    let parts = try evidence.check(
      "anatomy.worst.stepError", "tangential and radial part of a step against (g/‖v‖)² and 1",
      .below(1e-2))
    let growth = try evidence.check(
      "growth.sgd.isSupported", "growth of ‖v‖ under gradient descent", .isTrue)
    return orthogonal && parts && growth ? .supported : .refuted
  }

  private static let magnitudeReassigned = Claim(
    id: "magnitude-reassigned",
    statement:
      "Weight normalization re-assigns the magnitude of the weight vector to a number of its"
      + " own.",
    source: .page, group: .howItWorks, experiments: ["anatomy"], pinned: .supported
  ) { evidence throws(ExperimentsError) in
    let checks: [(String, String, Condition)] = [
      ("worst.gradientError", "gradients against central differences", .below(1e-5)),
      ("worst.orthogonality", "|v·∇v| over |g|·‖∇w‖", .below(1e-13)),
      ("worst.scaleLossError", "change of the loss under v → cv", .below(1e-13)),
      ("worst.scaleGradientError", "∇v(cv)·c against ∇v(v)", .below(1e-13)),
      ("worst.lengthError", "‖w‖ against |g|, relative", .below(1e-13)),
      ("worst.rescaledPathError", "path of w under v → cv with η_v → c²η_v", .below(1e-10)),
      ("control.pathDifference", "the same path with η_v unchanged differs", .above(0.1)),
      ("mismatchSlope.low", "slope of the first step's mismatch on η, least", .within(0.99...1.01)),
      (
        "mismatchSlope.high", "slope of the first step's mismatch on η, greatest",
        .within(0.99...1.01)
      ),
      ("worst.stepError", "parts of a step against (g/‖v‖)² and 1", .below(1e-2)),
      ("worst.ratioError", "change of the ratios of w's entries when g changes", .below(1e-14)),
    ]
    var holds = true
    for (name, label, condition) in checks {
      let isMet = try evidence.check("anatomy.\(name)", label, condition)
      holds = holds && isMet
    }
    return holds ? .supported : .refuted
  }

  private static let gAffectsFutureSteps = Claim(
    id: "g-affects-future-steps",
    statement: "The size of g sets how far the next steps turn w.",
    source: .page, group: .howItWorks, experiments: ["anatomy"], pinned: .supported
  ) { evidence throws(ExperimentsError) in
    let turning = try evidence.check(
      "anatomy.worst.turningError",
      "angle turned by a step against atan(η|g|‖P∇w‖/‖v‖²), relative", .below(1e-9))
    return turning ? .supported : .refuted
  }

  private static let foldingIsExact = Claim(
    id: "folding-is-exact",
    statement: "Removing weight normalization after training leaves the network's outputs as they"
      + " are.",
    source: .users, group: .howItWorks, experiments: ["anatomy"], pinned: .supported
  ) { evidence throws(ExperimentsError) in
    let exact = try evidence.check(
      "anatomy.folding.isExact", "outputs of the folded network, bit by bit", .isTrue)
    let bounded = try evidence.check(
      "anatomy.folding.boundShare",
      "difference of (g/‖v‖)(x·v) from x·w, over its rounding bound", .below(1))
    return exact && bounded ? .supported : .refuted
  }
}
