internal import Runs

/// A statement on trial: the predicate that decides it, and what the predicate gave when a person last
/// looked.
struct Claim: Sendable {
  let id: String
  /// In our own words.
  let statement: String
  let source: Source
  let group: Group
  /// The experiments whose records decide it; the first one's record holds the verdict.
  let experiments: [String]
  let pinned: Outcome
  /// Reads values through `evidence`, which keeps what was read.
  ///
  /// - Throws: `ExperimentsError.missingValue` for a value that no record holds.
  let decide: @Sendable (_ evidence: inout EvidenceCollector) throws(ExperimentsError) -> Outcome

  enum Source: String, Sendable {
    case page = "the page"
    case paper = "the paper"
    case users = "users"
    case laterPaper = "Wu et al., 2020"
  }

  /// The headings of the verdict table.
  enum Group: String, Sendable {
    case whatItIs = "What g is"
    case howItWorks = "How it works"
    case isItFaster = "Is it faster?"
    case whatItIsNot = "What it is not"
  }

  /// The verdict over records by experiment; undecided unless all of the claim's experiments are
  /// there.
  ///
  /// - Throws: `ExperimentsError.missingValue`.
  func verdict(over records: [String: RunRecord]) throws(ExperimentsError) -> Verdict {
    var collector = EvidenceCollector(records: records)
    let isDecidable = experiments.allSatisfy { records[$0] != nil }
    let outcome = isDecidable ? try decide(&collector) : nil
    return Verdict(
      claim: id, statement: statement, source: source.rawValue, group: group.rawValue,
      experiments: experiments, outcome: outcome, pinned: pinned, evidence: collector.evidence)
  }
}
