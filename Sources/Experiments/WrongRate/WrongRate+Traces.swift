internal import Runs

extension WrongRate {
  /// The series of one arm: over the rates, and the watched path.
  static func trace(
    _ arm: WrongRateArm, _ result: WrongRateResult, into builder: inout RecordBuilder
  ) {
    traceShares(arm, result, into: &builder)
    traceLoss(arm, result, into: &builder)
    let target = result.specification.targetNorm
    series(
      "steps", "first step with at most 1 % of the first loss", "steps to 1 % of the first loss"
    ) {
      $0.stepsToNear.map(Double.init) ?? .infinity
    }
    series("largestNorm", "greatest finite ‖w‖ of a run over ‖w*‖", "largest ‖w‖/‖w*‖") {
      $0.largestWeightNorm / target
    }
    if arm.isWeightNormalized {
      series("growth", "‖v‖ at the end over its start", "‖v‖ at the end over its start") {
        $0.directionGrowth
      }
    }
    tracePath(arm, result, into: &builder)

    func series(
      _ name: String, _ text: String, _ label: String, _ value: (WrongRateRun) -> Double
    ) {
      builder.trace(
        overRates(
          "\(arm.rawValue).\(name)", text, label, result.specification,
          result.overMultiples(arm) { $0.map(value) }))
    }
  }

  private static let rateAxis = Quantity("learning rate over 2/λmax")

  /// Median and quartiles over seeds at each rate, where an infinite value is a large one that is not
  /// known: a quantile that falls on it is left out, and the others stay right.
  static func overRates(
    _ name: String, _ text: String, _ label: String, _ specification: Specification,
    _ values: [[Double]]
  ) -> Trace {
    func quantile(_ fraction: Double) -> [Double?] {
      values.map { values in
        let known = values.filter(\.isFinite).sorted()
        let place = (fraction * Double(values.count - 1)).rounded(.up)
        guard Int(place) < known.count, let last = known.last else { return nil }
        let unknown = [Double](repeating: last, count: values.count - known.count)
        return Trace.quantile(fraction, of: known + unknown)
      }
    }
    return Trace(
      name: name, explanation: text, x: rateAxis, y: Quantity(label),
      positions: specification.multiples, median: quantile(0.5),
      spread: Spread(
        minimum: quantile(0), lowerQuartile: quantile(0.25), upperQuartile: quantile(0.75),
        maximum: quantile(1)))
  }

  private static func traceShares(
    _ arm: WrongRateArm, _ result: WrongRateResult, into builder: inout RecordBuilder
  ) {
    let counts = [
      ("blowUpShare", "share of seeds that blow up", result.blowUps(arm)),
      ("collapseShare", "share of seeds that collapse to w = 0", result.collapses(arm)),
    ]
    for (name, text, counts) in counts {
      builder.trace(
        Trace(
          name: "\(arm.rawValue).\(name)", explanation: text, x: rateAxis, y: Quantity(text),
          positions: result.specification.multiples, median: counts.map(result.share)))
    }
  }

  /// The loss at the end, up to the first rate at which most seeds blow up; that one is marked, and so
  /// are the rates at which most collapse.
  private static func traceLoss(
    _ arm: WrongRateArm, _ result: WrongRateResult, into builder: inout RecordBuilder
  ) {
    let specification = result.specification
    let isBlownUp = result.blowUps(arm).map { 2 * $0 >= specification.seeds.count }
    let onset = isBlownUp.firstIndex(of: true) ?? isBlownUp.count
    let ratios = result.overMultiples(arm) { runs in
      runs.map { min(max($0.lossRatio, specification.lossFloor), specification.lossCeiling) }
    }
    let label = "loss at the end over the first one"
    let text = "loss at the end over the first one, within bounds"
    var loss = overRates("\(arm.rawValue).lossRatio", text, label, specification, ratios)
    loss.keep { $0 <= onset }
    builder.trace(loss)
    var blowUp = loss
    blowUp.name = "\(arm.rawValue).blowUp"
    blowUp.explanation = "the first rate at which at least half of the seeds blow up, at that loss"
    blowUp.spread = nil
    blowUp.keep { $0 == onset }
    builder.trace(blowUp)
    let isCollapsed = result.collapses(arm).map { 2 * $0 >= specification.seeds.count }
    var collapse = loss
    collapse.name = "\(arm.rawValue).collapse"
    collapse.explanation = "the rates at which at least half of the seeds collapse, at that loss"
    collapse.spread = nil
    collapse.keep { isCollapsed[$0] }
    builder.trace(collapse)
  }

  /// ‖w‖ of the first seed, step by step, as long as it is finite.
  private static func tracePath(
    _ arm: WrongRateArm, _ result: WrongRateResult, into builder: inout RecordBuilder
  ) {
    let specification = result.specification
    guard let index = specification.multiples.firstIndex(of: specification.watchedMultiple),
      let path = result.runs(arm, index).first
    else { return }
    let kept = Thinning.logarithmic.positions(of: specification.steps + 1)
    let norms = path.weightNorms
    builder.trace(
      Trace(
        name: "\(arm.rawValue).path", explanation: "length of w in one run at the watched rate",
        x: Quantity("step"), y: Quantity("‖w‖"), positions: kept.map(Double.init),
        paths: [(specification.seeds[0], kept.map { $0 < norms.count ? norms[$0] : .nan })]))
  }
}

extension Trace {
  /// Leaves a gap wherever the index is not to be kept.
  fileprivate mutating func keep(_ isKept: (Int) -> Bool) {
    func kept(_ column: [Double?]) -> [Double?] {
      column.indices.map { isKept($0) ? column[$0] : nil }
    }
    median = kept(median)
    spread = spread.map { spread in
      Spread(
        minimum: kept(spread.minimum), lowerQuartile: kept(spread.lowerQuartile),
        upperQuartile: kept(spread.upperQuartile), maximum: kept(spread.maximum))
    }
  }
}
