internal import Runs
internal import WeightNormCore

extension Anatomy {
  /// The numbers of the random layers: per number of inputs, and the worst of all.
  static func record(
    _ findings: [AnatomyCase.Findings], _ specification: Specification,
    into builder: inout RecordBuilder
  ) {
    recordWorst(findings, specification, into: &builder)
    for k in specification.inputSizes {
      let cases = findings.filter { $0.inputSize == k }
      builder.number(
        "k\(k).weightCosine", cases.flatMap(\.weightCosines).median,
        "median |cos| of the angle between v and ∇w, at \(k) inputs")
      builder.number(
        "k\(k).directionCosine", cases.flatMap(\.directionCosines).median,
        "median |cos| of the angle between v and ∇v, at \(k) inputs")
      builder.number(
        "k\(k).directionNorm", cases.flatMap(\.directionNorms).median,
        "median ‖v‖ at the start, at \(k) inputs")
      builder.number(
        "k\(k).gradientError", cases.map(\.gradientError).maximum,
        "worst relative error of the gradients against central differences, at \(k) inputs")
      builder.number(
        "k\(k).mismatch", cases.compactMap(\.mismatches.last).median,
        "median relative mismatch of one step at the largest rate, at \(k) inputs")
      traceMismatch(cases, k, specification, into: &builder)
    }
  }

  private static func recordWorst(
    _ findings: [AnatomyCase.Findings], _ specification: Specification,
    into builder: inout RecordBuilder
  ) {
    let worst: [(String, (AnatomyCase.Findings) -> Double, String)] = [
      ("gradientError", \.gradientError, "gradients of g, v and b against central differences"),
      ("orthogonality", \.orthogonality, "|v·∇v| over |g|·‖∇w‖"),
      ("scaleLossError", \.scaleLossError, "relative change of the loss under v → cv"),
      ("scaleGradientError", \.scaleGradientError, "∇v(cv)·c against ∇v(v)"),
      ("lengthError", \.lengthError, "‖w‖ against |g|, relative"),
      ("unitError", \.unitError, "length of v/‖v‖ against 1"),
      ("ratioError", \.ratioError, "change of the ratios wᵢ/w₁ when g alone changes, relative"),
      ("turningError", \.turningError, "angle turned by a step against atan(η|g|‖P∇w‖/‖v‖²)"),
      ("rescaledPathError", \.rescaledPathError, "path of w under v → cv, η_v → c²η_v"),
    ]
    for (name, value, text) in worst {
      builder.number("worst.\(name)", findings.map(value).maximum, "greatest error: \(text)")
    }
    builder.number(
      "worst.lengthFromOne", findings.map(\.longestFromOne).maximum, "greatest |‖w‖ − 1|")
    builder.number(
      "control.pathDifference", findings.map(\.controlPathError).minimum,
      "least over the layers: how far the path of w moves under v → cv with η_v unchanged")
    builder.number(
      "mismatchSlope.low", findings.map(\.mismatchSlope).minimum,
      "least slope of log mismatch on log η")
    builder.number(
      "mismatchSlope.high", findings.map(\.mismatchSlope).maximum,
      "greatest slope of log mismatch on log η")
    for (index, factor) in specification.stepFactors.enumerated() {
      let name = key(factor)
      let tangential = findings.map { $0.tangentialFactors[index] }
      let radial = findings.map { $0.radialFactors[index] }
      builder.number(
        "step.c\(name).tangential", tangential.median,
        "tangential step over the standard one at ‖v‖ = \(factor)‖w‖")
      builder.number(
        "step.c\(name).radial", radial.median,
        "radial step over the standard one at ‖v‖ = \(factor)‖w‖")
      builder.number(
        "step.c\(name).error",
        [
          tangential.map { ($0 * factor * factor - 1).magnitude }.maximum,
          radial.map { ($0 - 1).magnitude }.maximum,
        ].maximum,
        "greatest relative error of both against 1/c² and 1 at ‖v‖ = \(factor)‖w‖")
    }
    builder.number(
      "worst.stepError",
      specification.stepFactors.indices.map { index in
        let square = specification.stepFactors[index] * specification.stepFactors[index]
        return findings.map {
          [
            ($0.tangentialFactors[index] * square - 1).magnitude,
            ($0.radialFactors[index] - 1).magnitude,
          ].maximum
        }.maximum
      }.maximum,
      "greatest error: tangential and radial part of a step against 1/c² and 1")
  }

  /// A number as a part of a name: 0.25 → `0_25`.
  static func key(_ number: Double) -> String {
    let text = number == number.rounded() ? "\(Int(number))" : "\(number)"
    return text.replacing(".", with: "_")
  }

  private static func traceMismatch(
    _ cases: [AnatomyCase.Findings], _ k: Int, _ specification: Specification,
    into builder: inout RecordBuilder
  ) {
    builder.trace(
      Trace(
        name: "k\(k).mismatch",
        explanation: "one weight-norm step against one standard step from the same w, \(k) inputs",
        x: Quantity("learning rate η"), y: Quantity("relative mismatch of one step"),
        positions: specification.mismatchRates,
        paths: zip(specification.seeds, cases).map { ($0, $1.mismatches) }, keepsSeeds: false))
  }
}
