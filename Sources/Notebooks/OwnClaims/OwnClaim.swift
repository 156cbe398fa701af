public import Reports
public import Runs

/// A claim of a notebook: a statement, the rule that decides it, and the verdict that a person expects.
///
/// ```yaml
/// wn-helps:
///   statement: Weight normalization ends at a lower loss.
///   kind: experiment
///   source: lecture
///   rule: {value: digits.wn-over-plain.loss.ratio, below: 1}
///   pinned: supported
/// ```
public struct OwnClaim: Sendable {
  public let id: String
  public let statement: String
  public let kind: ClaimKind
  /// Who says it, in print.
  public let source: String
  public let pinned: Outcome
  /// The experiments of the values that decide it, in the order of the rule. The first one's record holds
  /// the verdict.
  public let experiments: [String]
  /// Where it stands.
  let position: SourcePosition
  let rule: Rule
  let verdicts: Verdicts

  /// What is said where the rule holds, fails, or is left open by intervals on both sides of a bound.
  struct Verdicts: Sendable {
    var holds = Outcome.supported
    var fails = Outcome.refuted
    var open = Outcome.inconclusive
    var reasons: [Truth: String] = [:]
  }

  /// The names of all values that decide it, in the order of the rule.
  public var values: [String] { rule.names.map(\.string) }

  /// The verdict over records, by experiment; undecided where one of ``experiments`` has no record.
  ///
  /// - Throws: `ReportError.templates` with every name that no record holds, and every value that the rule
  ///   cannot compare.
  public func verdict(over records: [String: RunRecord]) throws(ReportError) -> Verdict {
    let read = experiments.compactMap { records[$0] }
    guard read.count == experiments.count else { return undecided }
    let log = ProblemLog()
    let verdict = verdict(over: RecordedValues(read), of: read, log: log)
    guard let verdict else { throw .templates(log.sorted) }
    return verdict
  }

  /// The claim without a verdict.
  var undecided: Verdict { verdict(nil, by: []) }

  /// The verdict over the values of some records; nil where what is wrong is noted.
  func verdict(
    over values: RecordedValues, of records: [RunRecord], log: ProblemLog
  ) -> Verdict? {
    var evidence: [Evidence] = []
    let truth = rule.truth { comparison in
      log.attempt { () throws(TemplateProblem) in
        let (value, condition) = try comparison.look(values)
        let truth = condition.truth(of: value.measurement)
        let name = comparison.value.string
        evidence.append(
          Evidence(
            name: name,
            label: comparison.label ?? (value.explanation.isEmpty ? name : value.explanation),
            value: value.measurement, unit: value.unit, condition: condition,
            holds: truth == .holds, bearing: verdicts.bearing(of: truth)))
        return truth
      }
    }
    return truth.map {
      verdict($0, stability: stability(of: $0, over: records), by: evidence)
    }
  }

  /// How often studies that draw their seeds from those of the records say the same; nil where that is no
  /// question of data, or no recorded value tells.
  private func stability(of truth: Truth, over records: [RunRecord]) -> Double? {
    guard kind == .experiment else { return nil }
    let studies = RecordedValues.studies(
      of: records.filter { experiments.contains($0.experiment) }, for: self.values)
    guard !studies.isEmpty else { return nil }
    let same = studies.count { values in
      let drawn = rule.truth { try? $0.truth(over: values) }
      return drawn.map(verdicts.outcome) == verdicts.outcome(truth)
    }
    return Double(same) / Double(studies.count)
  }

  private func verdict(
    _ truth: Truth?, stability: Double? = nil, by evidence: [Evidence]
  ) -> Verdict {
    Verdict(
      claim: id, statement: statement, kind: kind, source: source, experiments: experiments,
      outcome: truth.map(verdicts.outcome), pinned: pinned,
      reason: truth.flatMap { verdicts.reasons[$0] }, stability: stability, evidence: evidence)
  }
}

extension OwnClaim.Verdicts {
  func outcome(_ truth: Truth) -> Outcome {
    switch truth {
    case .holds: holds
    case .fails: fails
    case .open: open
    }
  }

  /// What one comparison says of the claim. A rule may state the contrary of what is claimed: then what
  /// meets it speaks against the claim.
  func bearing(of truth: Truth) -> Evidence.Bearing {
    switch truth {
    case .holds: holds == .refuted ? .against : holds == .inconclusive ? .open : .for
    case .fails: fails == .supported ? .for : fails == .inconclusive ? .open : .against
    case .open: .open
    }
  }
}
