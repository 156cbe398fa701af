internal import Runs

extension Convergence {
  static let claims = [
    quickerReparametrization, quickerRecipe, quickerUntuned, ddiQuicker, meanOnlyBatchNorm,
  ]

  private static let quickerReparametrization = Claim(
    id: "quicker-reparametrization",
    statement:
      "The change of coordinates alone speeds up training, each method at its own best learning rate:"
      + " tried with small dense networks on images of 8×8 and 14×14 pixels.",
    kind: .experiment, source: .paper, pinned: .mixed, from: Convergence.self
  ) { evidence, result in
    Ruling(
      cells: try result.effects(of: .matched, evidence, "He's start")
        + result.effects(of: .dataDependent, evidence, "from data"))
  }

  private static let quickerRecipe = Claim(
    id: "quicker-recipe",
    statement:
      "A recipe like the paper's, weight normalization with v from He's draw and g and b from data, trains"
      + " such networks quicker than He's start without it.",
    kind: .experiment, source: .ours, pinned: .mixed, from: Convergence.self
  ) { evidence, result in
    let ruling = Ruling(cells: try result.effects(of: .recipe, evidence))
    if let attribution = result.attribution {
      _ = evidence.check(
        attribution.$startOverCoordinates,
        "what the start alone gives over what the coordinates change", .above(2), .beside)
    }
    return ruling
  }

  private static let quickerUntuned = Claim(
    id: "quicker-untuned",
    statement:
      "Weight normalization works with a wider range of learning rates above the best one.",
    kind: .experiment, source: .paper, pinned: .inconclusive, from: Convergence.self
  ) { evidence, result in
    Ruling(
      cells: try result.headRooms(of: .matched, evidence, "He's start")
        + result.headRooms(of: .dataDependent, evidence, "from data"))
  }

  private static let ddiQuicker = Claim(
    id: "ddi-quicker",
    statement:
      "A data-dependent start trains such networks quicker without weight normalization too.",
    kind: .experiment, source: .others("Mishkin and Matas, 2016, and others"), pinned: .mixed,
    from: Convergence.self
  ) { evidence, result in
    Ruling(cells: try result.effects(of: .initialization, evidence))
  }

  private static let meanOnlyBatchNorm = Claim(
    id: "mean-only-bn",
    statement: "Mean-only batch normalization makes weight normalization quicker.",
    kind: .experiment, source: .ours, pinned: .supported, from: Convergence.self
  ) { evidence, result in
    Ruling(cells: try result.effects(of: .meanOnly, evidence))
  }
}

extension Convergence.Result {
  /// What the losses of a pairing say, cell by cell.
  fileprivate func effects(
    of pairing: Pairing, _ evidence: EvidenceCollector, _ start: String? = nil
  ) throws(ExperimentsError) -> [CellVerdict] {
    evidence.effects(try found(of: pairing), start: start)
  }

  /// What the room for a higher rate says of it.
  fileprivate func headRooms(
    of pairing: Pairing, _ evidence: EvidenceCollector, _ start: String
  ) throws(ExperimentsError) -> [CellVerdict] {
    try found(of: pairing).map { cell, found throws(ExperimentsError) in
      evidence.cell(
        try found.$headRoom.unwrapped(), "\(start), \(cell)", margin: Margins().headRoom,
        isVoid: found.headRoomVerdict == CellVerdict.void)
    }
  }

  /// A pairing in all cells of the default profile, and in those that others add.
  private func found(
    of pairing: Pairing
  ) throws(ExperimentsError) -> [(cell: String, found: PairingResult)] {
    try cells.found(
      of: pairing, in: Convergence.claimedCells, further: Convergence.furtherCells)
  }
}
