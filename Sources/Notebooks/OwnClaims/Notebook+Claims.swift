public import Reports
public import Runs

extension Notebook {
  /// The claims of the notebook, in the order of its `claims.yaml`.
  public var claims: [OwnClaim] { ownClaims.claims }

  /// The records with the verdict of each own claim in that of its first experiment, behind the verdicts of
  /// the program, whose sources are called as the notebook calls them.
  ///
  /// - Parameters:
  ///   - records: what was run, with the program's verdicts, and what the notebook brings.
  ///   - partial: the experiments of which the profile does not gather all evidence; the claims that they
  ///     decide are left undecided.
  /// - Returns: the records in their order.
  /// - Throws: `ReportError.templates` with every name that no record holds, and every value that a rule
  ///   cannot compare.
  public func decided(
    _ records: [RunRecord], partial: Set<String> = []
  ) throws(ReportError) -> [RunRecord] {
    try ownClaims.decided(records, partial: partial)
  }

  /// The verdicts that none of the records holds: those that the program leaves undecided, and own claims
  /// whose first experiment has no record.
  public func undecided(_ program: [Verdict], without records: [RunRecord]) -> [Verdict] {
    ownClaims.undecided(program, without: records)
  }

  /// Looks for what the notebook alone cannot know to be wrong in its claims, before anything is run.
  ///
  /// - Parameters:
  ///   - experiments: the experiments of the program, which can have a record as those of the notebook do.
  ///   - program: the claims of the program, whose names are taken.
  /// - Throws: `ReportError.templates` with every mistake.
  public func checkClaims(experiments: [String], program: [String]) throws(ReportError) {
    try ownClaims.check(experiments: experiments + records.names, program: program)
  }
}
