internal import Runs
internal import Statistics

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
  private let read: @Sendable (Records) throws -> Predicate

  /// By experiment.
  typealias Records = [String: RunRecord]
  private typealias Predicate = (_ evidence: EvidenceCollector) throws -> Ruling

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
    read = { records in
      let results = (repeat try Self.result(of: (each Source).self, in: records))
      return { evidence in try decide(evidence, repeat each results) }
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

    static let question = Source(.question)
    static let answer = Source(.answer)
    static let paper = Source(.paper)
    static func others(_ names: String) -> Source { Source(text: names) }
    static let readers = Source(.readers)
    static let ours = Source(.ours)

    private init(_ source: ClaimSource) { self.init(text: source.text) }

    private init(text: String) { self.text = text }
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
      let decide = try read(records)
      let ruling = try decide(evidence)
      var stability: Double?
      if kind == .experiment, evidence.hasSampled {
        let same = try (0..<Stability.studies).count { study in
          try decide(EvidenceCollector(study: study)).outcome == ruling.outcome
        }
        stability = Double(same) / Double(Stability.studies)
      }
      return verdict(decided: ruling, stability: stability, by: evidence.collected)
    } catch let error as ExperimentsError {
      throw error
    } catch {
      preconditionFailure("\(id): \(error)")
    }
  }

  func verdict(
    decided ruling: Ruling?, stability: Double? = nil, by evidence: [Evidence]
  ) -> Verdict {
    Verdict(
      claim: id, statement: statement, kind: kind, source: source.text, experiments: experiments,
      outcome: ruling?.outcome, pinned: pinned, reason: ruling?.reason,
      stability: stability, evidence: evidence)
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
