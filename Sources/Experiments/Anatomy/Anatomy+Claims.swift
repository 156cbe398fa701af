internal import Runs

extension Anatomy {
  static let claims = [
    roleOfG, originOfG, wIsNormalized, howItWorks, magnitudeReassigned, gAffectsFutureSteps,
    foldingIsExact,
  ]

  private static let roleOfG = Claim(
    id: "role-of-g",
    statement:
      "At any moment |g| is the length of w and nothing else, and v gives the line on which w lies and"
      + " nothing else.",
    kind: .identity, source: .question, pinned: .supported, from: Anatomy.self, Magnitude.self
  ) { evidence, anatomy, magnitude in
    let (layer, step) = (anatomy.worst, magnitude.worst)
    return evidence.all(
      (layer.$lengthError, "‖w‖ against |g|, relative", .below(1e-13)),
      (layer.$ratioError, "change of the ratios of w's entries when g changes", .below(1e-14)),
      (step.$conservationError, "change of ‖w‖² by a step of v, relative", .below(1e-12)))
      ? .supported("each of the two moves what is its own, and leaves the other alone")
      : .refuted("one of the two moves what is not its own")
  }

  private static let originOfG = Claim(
    id: "origin-of-g",
    statement: "g comes from training, like any other parameter: the data decide where it ends.",
    kind: .experiment, source: .question, pinned: .mixed,
    from: Anatomy.self, Magnitude.self, FrozenMagnitude.self
  ) { evidence, anatomy, magnitude, frozen in
    let gradient = evidence.check(
      anatomy.worst.$gradientError, "gradients of g and v against central differences", .below(1e-5)
    )
    let end = evidence.check(
      magnitude.trained.$worstEndError,
      "one neuron: |g| at the end against ‖w_ols‖, nine settings", .below(1e-3))
    let remembers = try evidence.check(
      frozen.$leastStartsApart,
      "networks: how far apart two starts leave the g of a layer, relative, least over the data sets",
      .above(0.1), .opposes)
    guard gradient, end else {
      return .refuted("g did not follow its gradient to the length that the data ask for")
    }
    return remembers
      ? .mixed(
        "one neuron ends at the length that the data ask for, and in networks the start of g still"
          + " shows after training")
      : .supported("g ends where the data ask for it, in one neuron and in networks")
  }

  private static let wIsNormalized = Claim(
    id: "w-is-normalized", statement: "w is the normalized weight, a vector of length one.",
    kind: .identity, source: .question, pinned: .refuted, from: Anatomy.self
  ) { evidence, anatomy in
    let far = evidence.check(
      anatomy.worst.$lengthFromOne, "greatest |‖w‖ − 1|", .above(0.1), .opposes)
    let unit = evidence.check(
      anatomy.worst.$unitError, "greatest |‖v/‖v‖‖ − 1|", .below(1e-13), .beside)
    guard unit else { return .inconclusive("even v/‖v‖ is not of length one") }
    return far
      ? .refuted("v/‖v‖ is of length one, and w is as long as g says")
      : .supported("w is of length one")
  }

  private static let howItWorks = Claim(
    id: "how-it-works",
    statement:
      "The gradient of v is (g/‖v‖) times the part of ∇w that is perpendicular to w, so that ‖v‖"
      + " cannot shrink under gradient descent.",
    kind: .identity, source: .question, pinned: .supported, from: Anatomy.self, Growth.self
  ) { evidence, anatomy, growth in
    let (worst, descent) = (anatomy.worst, try growth.arms["sgd"])
    return evidence.all(
      (worst.$orthogonality, "|v·∇v| over |g|·‖∇w‖", .below(1e-13)),
      (
        worst.$stepError, "tangential and radial part of a step against (g/‖v‖)² and 1",
        .below(1e-2)
      ),
      (descent.$decreases, "share of gradient descent's steps that shrank ‖v‖", .equal(0)))
      ? .supported("the steps of v are sideways, and a sideways step cannot make it shorter")
      : .refuted("a step of v was not sideways, or made it shorter")
  }

  private static let magnitudeReassigned = Claim(
    id: "magnitude-reassigned",
    statement:
      "Weight normalization re-assigns the magnitude of the weight vector to a number of its own.",
    kind: .identity, source: .answer, pinned: .supported, from: Anatomy.self
  ) { evidence, anatomy in
    let (worst, slope) = (anatomy.worst, anatomy.mismatchSlope)
    return evidence.all(
      (worst.$lengthError, "‖w‖ against |g|, relative", .below(1e-13)),
      (worst.$scaleLossError, "change of the loss under v → cv", .below(1e-13)),
      (worst.$scaleGradientError, "∇v(cv)·c against ∇v(v)", .below(1e-13)),
      (worst.$rescaledPathError, "path of w under v → cv with η_v → c²η_v", .below(1e-10)),
      (anatomy.control.$pathDifference, "the same path with η_v unchanged differs", .above(0.1)),
      (worst.$gradientError, "gradients against central differences", .below(1e-5)),
      (worst.$orthogonality, "|v·∇v| over |g|·‖∇w‖", .below(1e-13)),
      (slope.$low, "slope of the first step's mismatch on η, least", .within(0.99...1.01)),
      (slope.$high, "slope of the first step's mismatch on η, greatest", .within(0.99...1.01)),
      (worst.$stepError, "parts of a step against (g/‖v‖)² and 1", .below(1e-2)),
      (worst.$ratioError, "change of the ratios of w's entries when g changes", .below(1e-14)))
      ? .supported("g holds the length, and the length of v changes no output")
      : .refuted("one of the identities that this asks for does not hold")
  }

  private static let gAffectsFutureSteps = Claim(
    id: "g-affects-future-steps",
    statement: "The size of g affects the next steps of gradient descent.",
    kind: .identity, source: .answer, pinned: .supported, from: Anatomy.self
  ) { evidence, anatomy in
    evidence.check(
      anatomy.worst.$turningError,
      "angle turned by a step against atan(η|g|‖P∇w‖/‖v‖²), relative", .below(1e-9))
      ? .supported("|g| is a factor of how far a step turns w")
      : .refuted("the angle that a step turns w is not as |g| says")
  }

  private static let foldingIsExact = Claim(
    id: "folding-is-exact",
    statement:
      "Removing weight normalization after training leaves the network's outputs as they are.",
    kind: .identity, source: .readers, pinned: .supported, from: Anatomy.self
  ) { evidence, anatomy in
    let fold = anatomy.folding
    return evidence.all(
      (fold.$changedOutputs, "outputs of which the folded network gives another bit", .equal(0)),
      (fold.$boundShare, "difference of (g/‖v‖)(x·v) from x·w, over its rounding bound", .below(1)))
      ? .supported(
        "the same w meets the same inputs, and another order of work differs by rounding")
      : .refuted("outputs changed by more than rounding")
  }
}
