/// What the records say of one claim.
public struct Verdict: Codable, Equatable, Sendable {
  /// The claim's identifier: `role-of-g`.
  public var claim: String
  /// The statement on trial, in our own words.
  public var statement: String
  /// What a verdict on it is worth.
  public var kind: ClaimKind
  /// Who says it: `the question`, `the paper`, `this report`.
  public var source: String
  /// The experiments whose records decide it; the first one's record holds the verdict.
  public var experiments: [String]
  /// What the predicate gave; nil when the profile does not run the whole evidence.
  public var outcome: Outcome?
  /// What the predicate gave when a person last looked.
  public var pinned: Outcome
  /// Why, in words that hold for this outcome; nil without one.
  public var reason: String?
  /// The share of studies, drawn from the seeds of the records, in which the predicate gives the same
  /// outcome; nil without one, and where no data decide.
  public var stability: Double?
  /// The numbers that decided it, in the order of the predicate.
  public var evidence: [Evidence]

  public init(
    claim: String, statement: String, kind: ClaimKind, source: String, experiments: [String],
    outcome: Outcome?, pinned: Outcome, reason: String? = nil, stability: Double? = nil,
    evidence: [Evidence]
  ) {
    self.claim = claim
    self.statement = statement
    self.kind = kind
    self.source = source
    self.experiments = experiments
    self.outcome = outcome
    self.pinned = pinned
    self.reason = reason
    self.stability = stability
    self.evidence = evidence
  }

  /// Whether the records now say something else than the pin; an undecided claim never flips.
  public var isFlipped: Bool {
    outcome != nil && outcome != pinned
  }
}

/// What kind of statement a claim is.
public enum ClaimKind: String, Codable, CaseIterable, Sendable {
  /// Algebra: the runs show that the program does it.
  case identity
  /// A theorem with conditions: it is looked at where they hold and where they do not.
  case law
  /// Decided by data.
  case experiment
}

/// The four things a predicate can say.
public enum Outcome: String, Codable, CaseIterable, Sendable {
  case supported
  case refuted
  case mixed
  case inconclusive
}

/// One number of a verdict, with the condition put on it.
public struct Evidence: Codable, Equatable, Sendable {
  /// The full name of the recorded value: `growth.sgd.decreases`.
  public var name: String
  /// What it is, for people.
  public var label: String
  public var value: Measurement
  /// The unit in print, empty for a pure number.
  public var unit: String
  public var condition: Condition
  public var holds: Bool
  /// What the value says of the claim.
  public var bearing: Bearing

  /// On which side of a claim a value stands.
  public enum Bearing: String, Codable, CaseIterable, Sendable {
    case `for`
    case against
    /// It leaves the claim open.
    case open
    /// It is told beside the verdict.
    case beside
  }

  public init(
    name: String, label: String, value: Measurement, unit: String = "", condition: Condition,
    holds: Bool, bearing: Bearing
  ) {
    self.name = name
    self.label = label
    self.value = value
    self.unit = unit
    self.condition = condition
    self.holds = holds
    self.bearing = bearing
  }
}
