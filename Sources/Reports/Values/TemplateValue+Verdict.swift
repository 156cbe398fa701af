import Runs

extension TemplateValue {
  /// The word for a claim that the profile does not decide.
  static let undecided = "undecided"

  /// What a template may ask of a claim: `claims.role-of-g.outcome`.
  init(_ verdict: Verdict) {
    let stability = verdict.stability.map { ["stability": Self(measured: .number($0))] } ?? [:]
    let words = Outcome.allCases.map(\.rawValue) + [Self.undecided]
    self.init(
      .group(
        [
          "statement": Self(.text(verdict.statement)),
          "kind": Self(.text(verdict.kind.rawValue), choices: ClaimKind.allCases.map(\.rawValue)),
          "source": Self(.text(verdict.source)),
          "outcome": Self(.text(verdict.outcome?.rawValue ?? Self.undecided), choices: words),
          "pinned": Self(.text(verdict.pinned.rawValue), choices: words),
          "isFlipped": Self(.flag(verdict.isFlipped)),
          "evidence": Self(.list(verdict.evidence.map { Self($0) })),
        ].merging(stability) { $1 }))
  }

  private init(_ evidence: Evidence) {
    self.init(
      .group([
        "name": Self(.text(evidence.name)),
        "label": Self(.text(evidence.label)),
        "value": Self(measured: evidence.value, unit: evidence.unit),
        "condition": Self(.text("\(evidence.condition)")),
        "holds": Self(.flag(evidence.holds)),
        "bearing": Self(
          .text(evidence.bearing.rawValue), choices: Evidence.Bearing.allCases.map(\.rawValue)),
      ]))
  }
}
