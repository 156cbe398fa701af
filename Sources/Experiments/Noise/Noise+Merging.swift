internal import Runs

extension Noise {
  /// The rate at which the direction learns, at the end, by η.
  static func recordMerging(_ results: NoiseResults, into builder: inout RecordBuilder) {
    let specification = results.specification
    for octave in specification.rates.octaves {
      for arm in [NoiseArm.fixed(octave: octave), .trained(octave: octave), .slow(octave: octave)] {
        let rate = results.paths(arm).map(\.endRate).median
        guard rate.isFinite else { continue }
        builder.number(
          "\(arm.name).endRate", rate, "median ηg²/‖v‖² at the end, the direction's own rate")
      }
    }
    let rates = results.mergingRates
    builder.number(
      "merging.low", rates.minimum, "least median ηg²/‖v‖² at the end over a range of η, g frozen")
    builder.number("merging.high", rates.maximum, "the greatest of the same")
    builder.number("merging.spread", results.mergingSpread, "the greatest over the least")
    builder.number(
      "merging.rateRatio",
      RateGrid.rate(specification.merging.highest - specification.merging.lowest),
      "greatest over least η of that range")
    recordTheory(results, into: &builder)
    recordLongRuns(results, into: &builder)
  }

  /// Both ends of the straight lines of theory, for figures with logarithmic axes.
  private static func recordTheory(_ results: NoiseResults, into builder: inout RecordBuilder) {
    let specification = results.specification
    let ends = [("from", min(theoryStart, specification.steps)), ("to", specification.steps)]
    for (end, step) in ends {
      builder.integer("theory.\(end).step", step, "an end of the lines of theory")
      builder.number(
        "theory.\(end).rate", specification.mergedRate(after: step),
        "g/(G√(2t)) at that step, the direction's own rate by theory")
      for octave in specification.watched {
        let rate = RateGrid.rate(octave)
        builder.number(
          "theory.\(end).norm.octave\(Anatomy.key(octave))",
          specification.norm(after: step, rate: rate), "‖v‖ at that step by theory")
      }
    }
    for octave in specification.watched {
      let arm = NoiseArm.fixed(octave: octave)
      builder.number(
        "\(arm.name).norm", results.paths(arm).compactMap(\.norms.last).median,
        "median ‖v‖ at the end")
    }
  }

  /// The first step at which the lines of theory are drawn.
  private static let theoryStart = 10

  private static func recordLongRuns(_ results: NoiseResults, into builder: inout RecordBuilder) {
    let specification = results.specification
    guard specification.longSteps != nil else { return }
    let slopes = specification.longRates.indices.map { rate in
      results.runs.map { $0.longSlopes[rate] }.median
    }
    builder.number(
      "long.slopeLow", slopes.minimum,
      "least over rates of the median slope of ln‖v‖ on ln t in the long runs")
    builder.number("long.slopeHigh", slopes.maximum, "the greatest of the same")
  }
}
