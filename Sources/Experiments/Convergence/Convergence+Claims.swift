internal import Runs

extension Convergence {
  static let claims: [Claim] = [
    quickerReparametrization, quickerRecipe, quickerUntuned, steadyUnderNoise, ddiQuicker,
    meanOnlyBatchNorm,
  ]

  private static let quickerReparametrization = Claim(
    id: "quicker-reparametrization",
    statement:
      "The change of coordinates alone speeds up training, each method at its own best learning rate:"
      + " tried with small dense networks on images of 8×8 and 14×14 pixels.",
    kind: .experiment, source: .paper, experiments: [id], pinned: .inconclusive
  ) { evidence throws(ExperimentsError) in
    let cells =
      try cells(of: .matched, "He's start", &evidence)
      + cells(of: .dataDependent, "data-dependent start", &evidence)
    return Ruling(cells: cells)
  }

  private static let quickerRecipe = Claim(
    id: "quicker-recipe",
    statement:
      "A recipe like the paper's, weight normalization with v from He's draw and g and b from data, trains"
      + " such networks quicker than He's start without it.",
    kind: .experiment, source: .ours, experiments: [id], pinned: .mixed
  ) { evidence throws(ExperimentsError) in
    let ruling = Ruling(cells: try cells(of: .recipe, "the recipe", &evidence))
    _ = try evidence.check(
      "\(id).attribution.isMostlyStart",
      "the start alone gives more than twice what the coordinates change", .isTrue, .beside)
    return ruling
  }

  private static let quickerUntuned = Claim(
    id: "quicker-untuned",
    statement:
      "Weight normalization works with a wider range of learning rates above the best one.",
    kind: .experiment, source: .paper, experiments: [id], pinned: .inconclusive
  ) { evidence throws(ExperimentsError) in
    let rooms =
      try cells(
        of: .matched, "room for a higher rate, He's start", &evidence, value: "headRoomVerdict")
      + cells(
        of: .dataDependent, "room for a higher rate, from data", &evidence, value: "headRoomVerdict"
      )
    return Ruling(cells: rooms)
  }

  private static let steadyUnderNoise = Claim(
    id: "steady-under-noise",
    statement:
      "Under noisy gradients weight normalization settles by itself, and learns the better for it.",
    kind: .experiment, source: .paper, experiments: [Noise.id], pinned: .mixed
  ) { evidence throws(ExperimentsError) in
    let annealing = try evidence.check(
      "\(Noise.id).annealing.isSupported", "its own rate falls, and that explains its curve",
      .isTrue)
    let sooner = try evidence.check(
      "\(Noise.id).trained-slow.equalFloor.effectLow",
      "octaves of steps saved at an equal floor with g learned, lower end", .above(0))
    let later = try evidence.check(
      "\(Noise.id).trained-slow.equalFloor.laterHigh",
      "octaves by which its mean loss after the first steps is lower, upper end", .below(0),
      .opposes)
    switch (annealing && sooner, later) {
    case (true, false): return .supported("it learns sooner and comes to rest no later")
    case (true, true):
      return .mixed("it settles by itself and learns sooner, and comes to rest later")
    case (false, true): return .refuted("it does not learn sooner, and comes to rest later")
    case (false, false): return .inconclusive("it neither learns sooner nor comes to rest later")
    }
  }

  private static let ddiQuicker = Claim(
    id: "ddi-quicker",
    statement:
      "A data-dependent start trains such networks quicker without weight normalization too.",
    kind: .experiment, source: .others("Mishkin and Matas, 2016, and others"), experiments: [id],
    pinned: .mixed
  ) { evidence throws(ExperimentsError) in
    Ruling(cells: try cells(of: .initialization, "data-dependent over He's start", &evidence))
  }

  private static let meanOnlyBatchNorm = Claim(
    id: "mean-only-bn",
    statement: "Mean-only batch normalization makes weight normalization quicker.",
    kind: .experiment, source: .ours, experiments: [id], pinned: .supported
  ) { evidence throws(ExperimentsError) in
    Ruling(cells: try cells(of: .meanOnly, "with over without it", &evidence))
  }

  /// The verdicts of one row of the table: all cells of the default profile, and what others add.
  private static func cells(
    of pairing: Pairing, _ what: String, _ evidence: inout EvidenceCollector,
    value: String = "verdict"
  ) throws(ExperimentsError) -> [CellVerdict] {
    var verdicts: [CellVerdict] = []
    for cell in claimedCells + furtherCells {
      let name = "\(id).\(cell).\(pairing.name).\(value)"
      guard claimedCells.contains(cell) || evidence.has(name) else { continue }
      verdicts.append(try evidence.cell(name, "\(what), \(cell)"))
    }
    return verdicts
  }
}
