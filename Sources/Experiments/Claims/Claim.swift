internal import Runs

/// A statement on trial: the predicate that decides it, and what the predicate gave when a person last
/// looked, which is the pin.
struct Claim: Sendable {
  let id: String
  /// In our own words.
  let statement: String
  let kind: ClaimKind
  let source: Source
  let pinned: Outcome
  /// The experiments whose records decide it.
  let experiments: [String]
  private let decide: @Sendable (_ evidence: EvidenceCollector, Records) throws -> Ruling

  /// By experiment.
  typealias Records = [String: RunRecord]

  /// A claim of the experiments whose results decide it; the first one's record holds the verdict.
  ///
  /// `decide` is the predicate, fixed before the runs that decide. It reads their results, and looks at
  /// numbers through the collector, which keeps them as the verdict's evidence.
  init<each Source: Experiment>(
    id: String, statement: String, kind: ClaimKind, source: Claim.Source, pinned: Outcome,
    from experiments: repeat (each Source).Type,
    decide: @escaping @Sendable (EvidenceCollector, repeat (each Source).Result) throws -> Ruling
  ) {
    self.id = id
    self.statement = statement
    self.kind = kind
    self.source = source
    self.pinned = pinned
    var ids: [String] = []
    for experiment in repeat each experiments { ids.append(experiment.id) }
    self.experiments = ids
    self.decide = { evidence, records in
      try decide(evidence, repeat Self.result(of: (each Source).self, in: records))
    }
  }

  /// The experiment whose record holds the verdict.
  var home: String { experiments[0] }

  private static func result<Source: Experiment>(
    of experiment: Source.Type, in records: Records
  ) throws(ExperimentsError) -> Source.Result {
    guard let record = records[experiment.id] else { throw .missingValue(name: experiment.id) }
    return try experiment.result(of: record)
  }

  /// Who says it, or asks.
  struct Source: Sendable {
    /// In print.
    let text: String

    static let question = Source(text: "the question")
    /// The reply on the question's page.
    static let answer = Source(text: "the answer")
    /// Salimans and Kingma, 2016.
    static let paper = Source(text: "the paper")
    static func others(_ names: String) -> Source { Source(text: names) }
    /// What people ask who use it.
    static let readers = Source(text: "readers' questions")
    /// Nobody we know of but this report.
    static let ours = Source(text: "this report")
  }

  /// The verdict over records; undecided unless all of the claim's experiments are there.
  ///
  /// - Throws: `ExperimentsError.missingValue` for a value that no record holds.
  func verdict(over records: Records) throws(ExperimentsError) -> Verdict {
    guard experiments.allSatisfy({ records[$0] != nil }) else {
      return verdict(decided: nil, by: [])
    }
    let evidence = EvidenceCollector()
    do {
      return verdict(decided: try decide(evidence, records), by: evidence.collected)
    } catch let error as ExperimentsError {
      throw error
    } catch {
      preconditionFailure("\(id): \(error)")
    }
  }

  func verdict(decided ruling: Ruling?, by evidence: [Evidence]) -> Verdict {
    Verdict(
      claim: id, statement: statement, kind: kind, source: source.text, experiments: experiments,
      outcome: ruling?.outcome, pinned: pinned, reason: ruling?.reason, evidence: evidence)
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
    let words: [(CellVerdict, String)] = [
      (.better, "better"), (.equivalent, "of no consequence"), (.worse, "worse"),
      (.inconclusive, "open"),
    ]
    let told = words.map { verdict, word in (cells.count { $0 == verdict }, word) }
      .filter { $0.0 > 0 }.map { "\($0) \($0 == 1 ? "is" : "are") \($1)" }
    outcome = Outcome(cells: cells)
    reason = "of \(cells.count) comparisons \(told.joined(separator: ", "))"
  }
}
