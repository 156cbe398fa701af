internal import Runs

/// Looks at recorded values for a predicate, and keeps each with the condition that was put on it.
///
/// A predicate that looks at numbers through nothing else can be asked again what it would say of the
/// numbers of a study whose seeds were drawn from those of the records.
final class EvidenceCollector {
  private(set) var collected: [Evidence] = []
  /// Whether one of the values was other in other studies.
  private(set) var hasSampled = false
  private let study: Int?

  /// - Parameter study: the index of the study whose numbers are looked at; nil for the recorded ones.
  init(study: Int? = nil) {
    self.study = study
  }

  private func measurement(of value: some Measurable, _ name: String) -> Measurement {
    guard let measurement = value.measurement(in: study) else {
      preconditionFailure("\(name) is optional")
    }
    if value.sampling != nil { hasSampled = true }
    return measurement
  }

  /// What a condition is for.
  enum Role {
    /// It speaks for the claim if it holds, and against it if it does not.
    case supports
    /// The other way round.
    case opposes
    /// It is looked at beside the verdict.
    case beside
  }

  /// Whether a value, a projected property of a result as `$decreases`, meets the condition; `role` says
  /// what that tells of the claim. An interval meets it as a whole.
  func check(
    _ value: Reading<some Measurable>, _ label: String, _ condition: Condition,
    _ role: Role = .supports
  ) -> Bool {
    let measurement = measurement(of: value.value, value.name)
    let holds = condition.holds(measurement)
    let bearing: Evidence.Bearing =
      switch role {
      case .supports: holds ? .for : .against
      case .opposes: holds ? .against : .for
      case .beside: .beside
      }
    collected.append(
      Evidence(
        name: value.name, label: label, value: measurement, unit: value.unit,
        condition: condition, holds: holds, bearing: bearing))
    return holds
  }

  /// The same of a value that some records lack.
  ///
  /// - Throws: `ExperimentsError.missingValue` where this one does.
  func check(
    _ value: Reading<(some Measurable)?>, _ label: String, _ condition: Condition,
    _ role: Role = .supports
  ) throws(ExperimentsError) -> Bool {
    check(try value.unwrapped(), label, condition, role)
  }

  /// What an effect says of a statement that needs it to be better by more than a margin of no
  /// importance; one that cannot be judged leaves it open.
  func cell(
    _ effect: Reading<Sampled<Interval>>, _ label: String, margin: Double, isVoid: Bool = false
  ) -> CellVerdict {
    let measurement = measurement(of: effect.value, effect.name)
    guard case .interval(let interval) = measurement else {
      preconditionFailure("\(effect.name) is no interval")
    }
    let verdict = isVoid ? .inconclusive : CellVerdict(interval, margin: margin)
    let bearing: Evidence.Bearing =
      switch verdict {
      case .better: .for
      case .worse, .equivalent: .against
      case .inconclusive: .open
      }
    collected.append(
      Evidence(
        name: effect.name, label: isVoid ? "\(label), void" : label,
        value: measurement, unit: effect.unit, condition: .above(margin),
        holds: verdict == .better, bearing: bearing))
    return verdict
  }
}
