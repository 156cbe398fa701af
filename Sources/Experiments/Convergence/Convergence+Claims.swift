internal import Runs

extension Convergence {
  static let claims: [Claim] = [
    quickerReparametrization, quickerRecipe, quickerUntuned, ddiQuicker, meanOnlyBatchNorm,
  ]

  private static let quickerReparametrization = Claim(
    id: "quicker-reparametrization",
    statement:
      "Weight normalization converges quicker: the change of coordinates alone, each method at its own"
      + " best learning rate.",
    source: .page, group: .isItFaster, experiments: [id], pinned: .inconclusive
  ) { evidence throws(ExperimentsError) in
    let cells =
      try cells(of: .matched, "He's start", &evidence)
      + cells(of: .dataDependent, "data-dependent start", &evidence)
    return Outcome(cells: cells)
  }

  private static let quickerRecipe = Claim(
    id: "quicker-recipe",
    statement:
      "The paper's recipe, weight normalization from a data-dependent start, converges quicker than a"
      + " standard network from He's start.",
    source: .paper, group: .isItFaster, experiments: [id], pinned: .mixed
  ) { evidence throws(ExperimentsError) in
    let outcome = Outcome(cells: try cells(of: .recipe, "the recipe", &evidence))
    _ = try evidence.check(
      "\(id).attribution.isMostlyStart",
      "the start alone gives more than twice what the coordinates change", .isTrue)
    return outcome
  }

  private static let quickerUntuned = Claim(
    id: "quicker-untuned",
    statement:
      "Weight normalization copes better with noisy gradients and with learning rates above the best"
      + " one.",
    source: .page, group: .isItFaster, experiments: [id, Noise.id], pinned: .supported
  ) { evidence throws(ExperimentsError) in
    let never = try evidence.check(
      "\(id).headRoom.leastGain",
      "octaves of head-room above the best rate that it adds, least over the cells", .atLeast(0))
    let often = try evidence.check(
      "\(id).headRoom.isUsual", "an octave or more in at least two thirds of the cells", .isTrue)
    let annealing = try evidence.check(
      "\(Noise.id).annealing.isSupported",
      "under noise its own rate anneals, and that explains the curve", .isTrue)
    guard never, often else { return annealing ? .mixed : .refuted }
    return annealing ? .supported : .mixed
  }

  private static let ddiQuicker = Claim(
    id: "ddi-quicker",
    statement: "A data-dependent start makes training quicker, also without weight normalization.",
    source: .paper, group: .isItFaster, experiments: [id], pinned: .mixed
  ) { evidence throws(ExperimentsError) in
    Outcome(cells: try cells(of: .initialization, "data-dependent over He's start", &evidence))
  }

  private static let meanOnlyBatchNorm = Claim(
    id: "mean-only-bn",
    statement: "Mean-only batch normalization makes weight normalization quicker.",
    source: .paper, group: .isItFaster, experiments: [id], pinned: .supported
  ) { evidence throws(ExperimentsError) in
    Outcome(cells: try cells(of: .meanOnly, "with over without it", &evidence))
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
