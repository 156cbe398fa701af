internal import Runs

extension FrozenMagnitude {
  static func record(
    _ result: ComparisonResult, _ specification: Specification, into builder: inout RecordBuilder
  ) {
    for (index, arm) in result.comparison.arms.enumerated() {
      Convergence.recordArm(result, index, arm, into: &builder)
      Convergence.traceTuning(result, index, arm, into: &builder)
      Convergence.traceRuns(result, index, arm, into: &builder)
    }
    for pairing in specification.comparisons
    where result.compares(pairing.first, pairing.second) {
      Convergence.recordEffect(result, pairing, margin: specification.margin, into: &builder)
      recordAccuracy(result, pairing, specification, into: &builder)
    }
  }

  private static func recordAccuracy(
    _ result: ComparisonResult, _ pairing: Convergence.Pairing, _ specification: Specification,
    into builder: inout RecordBuilder
  ) {
    let name = "\(result.comparison.name).\(pairing.name)"
    let effect = result.accuracyDifference(pairing.first, over: pairing.second)
    let margin = specification.accuracyMargin
    builder.interval(
      "\(name).accuracy", effect.interval, unit: "percentage points",
      "difference of test accuracy, positive where \(pairing.first.name) is better")
    builder.text(
      "\(name).accuracyVerdict",
      result.isVoid(pairing.first, over: pairing.second)
        ? "void" : CellVerdict(effect.interval, margin: margin).rawValue,
      "what that interval says against a margin of ±\(margin) percentage points; void where a best"
        + " rate stands at the edge of its grid")
  }
}
