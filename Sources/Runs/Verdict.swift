/// What the records say of one claim.
public struct Verdict: Codable, Equatable, Sendable {
  /// The claim's identifier: `role-of-g`.
  public var claim: String
  /// The statement on trial, in our own words.
  public var statement: String
  /// Who says it: `the page`, `the paper`, `users`.
  public var source: String
  /// The heading under which the verdict table lists it: `What g is`.
  public var group: String
  /// The experiments whose records decide it; the first one's record holds the verdict.
  public var experiments: [String]
  /// What the predicate gave; nil when the profile does not run the whole evidence.
  public var outcome: Outcome?
  /// What the predicate gave when a person last looked.
  public var pinned: Outcome
  /// The numbers that decided it, in the order of the predicate.
  public var evidence: [Evidence]

  public init(
    claim: String, statement: String, source: String, group: String, experiments: [String],
    outcome: Outcome?, pinned: Outcome, evidence: [Evidence]
  ) {
    self.claim = claim
    self.statement = statement
    self.source = source
    self.group = group
    self.experiments = experiments
    self.outcome = outcome
    self.pinned = pinned
    self.evidence = evidence
  }

  /// Whether the records now say something else than the pin; an undecided claim never flips.
  public var isFlipped: Bool {
    outcome != nil && outcome != pinned
  }
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
  /// The condition in print, such as `< 1e-13`.
  public var requirement: String
  public var holds: Bool

  public init(
    name: String, label: String, value: Measurement, requirement: String, holds: Bool
  ) {
    self.name = name
    self.label = label
    self.value = value
    self.requirement = requirement
    self.holds = holds
  }
}
