internal import Runs

/// A statement on trial: the predicate that decides it, and what the predicate gave when a person last
/// looked.
struct Claim: Sendable {
  let id: String
  /// In our own words.
  let statement: String
  let kind: ClaimKind
  let source: Source
  /// The experiments whose records decide it; the first one's record holds the verdict.
  let experiments: [String]
  let pinned: Outcome
  /// Reads values through `evidence`, which keeps what was read.
  ///
  /// - Throws: `ExperimentsError.missingValue` for a value that no record holds.
  let decide: @Sendable (_ evidence: inout EvidenceCollector) throws(ExperimentsError) -> Ruling

  /// Who says it, or asks.
  enum Source: Sendable {
    /// The page's question.
    case question
    /// The reply on that page.
    case answer
    /// Salimans and Kingma, 2016.
    case paper
    case others(String)
    /// What people ask who use it.
    case readers
    /// Nobody we know of but this report.
    case ours

    /// In print.
    var text: String {
      switch self {
      case .question: "the question"
      case .answer: "the answer"
      case .paper: "the paper"
      case .others(let names): names
      case .readers: "readers' questions"
      case .ours: "this report"
      }
    }
  }

  /// The verdict over records by experiment; undecided unless all of the claim's experiments are
  /// there.
  ///
  /// - Throws: `ExperimentsError.missingValue`.
  func verdict(over records: [String: RunRecord]) throws(ExperimentsError) -> Verdict {
    var collector = EvidenceCollector(records: records)
    let isDecidable = experiments.allSatisfy { records[$0] != nil }
    let ruling = isDecidable ? try decide(&collector) : nil
    return verdict(decided: ruling, by: collector.evidence)
  }

  func verdict(decided ruling: Ruling?, by evidence: [Evidence]) -> Verdict {
    Verdict(
      claim: id, statement: statement, kind: kind, source: source.text, experiments: experiments,
      outcome: ruling?.outcome, pinned: pinned, reason: ruling?.reason,
      evidence: evidence)
  }
}

/// What a predicate gives: the outcome, and why in words.
struct Ruling: Equatable, Sendable {
  let outcome: Outcome
  /// What follows on "because": a clause, without the numbers that the evidence tells.
  let reason: String

  static func supported(_ reason: String) -> Self { Self(outcome: .supported, reason: reason) }
  static func refuted(_ reason: String) -> Self { Self(outcome: .refuted, reason: reason) }
  static func mixed(_ reason: String) -> Self { Self(outcome: .mixed, reason: reason) }
  static func inconclusive(_ reason: String) -> Self {
    Self(outcome: .inconclusive, reason: reason)
  }
}

extension Ruling {
  /// What several cells say of one statement; see `Outcome.init(cells:)`.
  init(cells: [CellVerdict]) {
    outcome = Outcome(cells: cells)
    let parts: [(String, Int)] = [
      ("better", cells.count { $0 == .better }),
      ("of no consequence", cells.count { $0 == .equivalent }),
      ("worse", cells.count { $0 == .worse }),
      ("open", cells.count { $0 == .inconclusive }),
    ]
    let told = parts.filter { $0.1 > 0 }.map { "\($0.1) \($0.1 == 1 ? "is" : "are") \($0.0)" }
    reason = "of \(cells.count) comparisons \(told.joined(separator: ", "))"
  }
}
