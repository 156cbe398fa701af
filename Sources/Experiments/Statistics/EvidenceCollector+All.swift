internal import Runs

extension EvidenceCollector {
  /// Whether every value meets its condition; all of them are looked at.
  func all<each Value: Measurable>(
    _ checks: repeat (Reading<each Value>, String, Condition), as role: Role = .supports
  ) -> Bool {
    var holds = true
    for (value, label, condition) in repeat each checks {
      holds = check(value, label, condition, role) && holds
    }
    return holds
  }
}
