internal import Runs

extension Convergence {
  static let claims: [Claim] = [
    quickerReparametrization, quickerRecipe, quickerUntuned, ddiQuicker, meanOnlyBatchNorm,
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
      "The paper's recipe, weight normalization from a data-dependent start, trains such networks"
      + " quicker than He's start without it.",
    kind: .experiment, source: .paper, experiments: [id], pinned: .mixed
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
      "Weight normalization is more robust to learning rates above the best one and to noisy"
      + " gradients.",
    kind: .experiment, source: .paper, experiments: [id, Noise.id], pinned: .mixed
  ) { evidence throws(ExperimentsError) in
    var rooms: [CellVerdict] = []
    for cell in claimedCells {
      rooms.append(
        try evidence.cell(
          "\(id).\(cell).\(Pairing.matched.name).headRoomVerdict",
          "room for a rate that is too high, \(cell)"))
    }
    let sooner = try evidence.check(
      "\(Noise.id).trained-slow.equalFloor.effectLow",
      "noise: octaves of steps saved at an equal floor with g learned, lower end", .above(0))
    let later = try evidence.check(
      "\(Noise.id).trained-slow.equalFloor.laterHigh",
      "noise: octaves by which its mean loss after the first steps is lower, upper end", .below(0),
      .opposes)
    let room = Outcome(cells: rooms)
    let roomWords =
      switch room {
      case .supported: "it has more room above its best rate"
      case .refuted: "it has no more room above its best rate"
      case .mixed: "it has more room above its best rate in some comparisons and not in others"
      case .inconclusive: "how much room it has above its best rate stays open"
      }
    let noiseWords =
      switch (sooner, later) {
      case (true, false): "under noise it learns sooner and comes to rest no later"
      case (true, true): "under noise it learns sooner and comes to rest later"
      case (false, false): "under noise it does not learn sooner, but comes to rest no later"
      case (false, true): "under noise it neither learns sooner nor comes to rest as soon"
      }
    let reason = "\(roomWords), and \(noiseWords)"
    switch (room, sooner, later) {
    case (.supported, true, false): return .supported(reason)
    case (.refuted, false, true): return .refuted(reason)
    case (.inconclusive, _, _) where sooner != later: return .inconclusive(reason)
    default: return .mixed(reason)
    }
  }

  private static let ddiQuicker = Claim(
    id: "ddi-quicker",
    statement:
      "A data-dependent start trains such networks quicker without weight normalization too.",
    kind: .experiment, source: .ours, experiments: [id], pinned: .mixed
  ) { evidence throws(ExperimentsError) in
    Ruling(cells: try cells(of: .initialization, "data-dependent over He's start", &evidence))
  }

  private static let meanOnlyBatchNorm = Claim(
    id: "mean-only-bn",
    statement: "Mean-only batch normalization makes weight normalization quicker.",
    kind: .experiment, source: .paper, experiments: [id], pinned: .supported
  ) { evidence throws(ExperimentsError) in
    Ruling(cells: try cells(of: .meanOnly, "with over without it", &evidence))
  }

  /// The verdicts of one row of the table: all cells of the default profile, and what others add.
  private static func cells(
    of pairing: Pairing, _ what: String, _ evidence: inout EvidenceCollector
  ) throws(ExperimentsError) -> [CellVerdict] {
    var verdicts: [CellVerdict] = []
    for cell in claimedCells + furtherCells {
      let name = "\(id).\(cell).\(pairing.name).verdict"
      guard claimedCells.contains(cell) || evidence.has(name) else { continue }
      verdicts.append(try evidence.cell(name, "\(what), \(cell)"))
    }
    return verdicts
  }
}
