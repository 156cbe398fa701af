internal import Runs

extension FrozenMagnitude {
  static func record(
    _ result: ComparisonResult, _ specification: Specification, into builder: inout RecordBuilder
  ) {
    for (index, arm) in result.comparison.arms.enumerated() {
      builder.arm(arm, of: result, index)
      builder.tuning(
        "\(result.comparison.name).\(arm.name)", result.tuning[index],
        seeds: result.comparison.tuningSeeds)
      builder.runs(arm, of: result, index)
    }
    for pairing in specification.comparisons
    where result.compares(pairing.first, pairing.second) {
      builder.effect(pairing, in: result, margin: specification.margin)
      recordAccuracy(result, pairing, specification, into: &builder)
    }
  }

  /// Whether two starts of g can be told apart after training.
  static func recordStarts(_ results: [ComparisonResult], into builder: inout RecordBuilder) {
    let apart = results.filter { $0.compares(.weightNormOne, .weightNormDataDependent) }.map {
      result in
      let ends = [Arm.weightNormOne, .weightNormDataDependent].map { arm in
        (0..<result.comparison.sizes.count - 1).map { layer in
          PairedEffect.mean(
            result.runs(of: arm).compactMap { $0.magnitudes.last?[layer].magnitude })
        }
      }
      let apart = zip(ends[0], ends[1]).map { ($0 / $1 - 1).magnitude }.maximum
      builder.number(
        "\(result.comparison.name).startsApart", apart,
        "greatest over the layers of | mean g at the end from one / from data − 1 |")
      return apart
    }
    guard !apart.isEmpty else { return }
    builder.number("leastStartsApart", apart.minimum, "the least of these over the data sets")
  }

  private static func recordAccuracy(
    _ result: ComparisonResult, _ pairing: Pairing, _ specification: Specification,
    into builder: inout RecordBuilder
  ) {
    let name = "\(result.comparison.name).\(pairing.name)"
    let effect = result.accuracyDifference(pairing.first, over: pairing.second)
    let margin = specification.accuracyMargin
    builder.interval(
      "\(name).accuracy", effect.interval, unit: "percentage points",
      "difference of test accuracy, positive where \(pairing.first.name) is better")
    builder.text(
      "\(name).accuracyVerdict", result.verdict(effect, of: pairing, margin: margin),
      "what that interval says against a margin of ±\(margin) percentage points; void where a best"
        + " rate stands at the edge of its grid")
  }
}
