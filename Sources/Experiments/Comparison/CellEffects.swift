internal import Runs

extension Parts<CellResult> {
  /// A pairing in all of these cells, and in further ones where they were run.
  ///
  /// - Throws: `ExperimentsError.missingValue` where a record lacks one of the former.
  func found(
    of pairing: Pairing, in names: [String], further: [String] = []
  ) throws(ExperimentsError) -> [(cell: String, found: PairingResult)] {
    var all = try names.map { name throws(ExperimentsError) in
      (name, try self[name].pairings[pairing.name])
    }
    for name in further {
      let found = try ifPresent(name)?.pairings.ifPresent(pairing.name)
      if let found { all.append((name, found)) }
    }
    return all
  }
}

extension EvidenceCollector {
  /// What the losses of a pairing say, cell by cell; `start` says from where both arms start.
  func effects(
    _ found: [(cell: String, found: PairingResult)], start: String? = nil
  ) -> [CellVerdict] {
    found.map { name, found in
      cell(
        found.$effect, start.map { "\($0), \(name)" } ?? name, margin: Margins().effect,
        isVoid: found.verdict == CellVerdict.void)
    }
  }
}
