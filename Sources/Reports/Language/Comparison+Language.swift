extension Comparison {
  /// What the reference says of it.
  var entry: LanguageEntry {
    switch self {
    case .equal:
      entry("equal, numbers or texts", "claims.norm-growth.outcome == \"mixed\"")
    case .unequal: entry("not equal", "growth.adam.decreases != growth.sgd.decreases")
    case .less: entry("less", "growth.adam.normRatio < growth.sgd.normRatio")
    case .lessOrEqual: entry("at most", "growth.sgd.decreases <= 0")
    case .greater: entry("greater", "growth.adam.decreases > 1e-3")
    case .greaterOrEqual: entry("at least", "growth.spec.steps >= 3000")
    }
  }

  private func entry(_ explanation: String, _ condition: String) -> LanguageEntry {
    LanguageEntry(
      rawValue, explanation, "{% if \(condition) %}yes{% else %}no{% endif %}", gives: "yes")
  }
}
