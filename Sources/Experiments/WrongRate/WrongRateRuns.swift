internal import Runs
internal import Statistics
internal import WeightNormCore

/// All runs of one arm, and what is asked of those at one rate. Lists have one element per multiple.
struct WrongRateRuns: Sendable {
  let arm: WrongRateArm
  let specification: WrongRate.Specification
  /// [multiple][seed].
  let runs: [[WrongRateRun]]
  /// The same of the seeds that choose the best multiple.
  let tuning: [[WrongRateRun]]

  /// Seeds that blow up, that collapse, and both.
  var blowUps: [Int] { runs.map { $0.count { $0.blowUpStep != nil } } }
  var collapses: [Int] { runs.map { $0.count(where: \.isCollapsed) } }
  var failures: [Int] { zip(blowUps, collapses).map(+) }

  /// Whether a run blows up or collapses: [seed][multiple].
  var failing: [[Bool]] {
    specification.seeds.indices.map { seed in
      runs.map { $0[seed].blowUpStep != nil || $0[seed].isCollapsed }
    }
  }

  func isHalf(_ count: Int) -> Bool { 2 * count >= specification.seeds.count }

  /// The first multiple at which at least half of the seeds blow up.
  var blowUpOnset: Int? { blowUps.firstIndex(where: isHalf) }

  /// The steps of every seed, `steps + 1` standing for "not in so many".
  var steps: [[Double]] {
    runs.map { $0.map { Double($0.stepsToNear ?? specification.steps + 1) } }
  }

  /// The multiple with the fewest steps on average over the tuning seeds, among those at which each of
  /// them comes near; nil where there is none.
  var bestMultiple: Int? {
    let means = tuning.map { $0.map { $0.stepsToNear.map(Double.init) ?? .infinity }.mean }
    return means.indexOfLeast.flatMap { means[$0].isFinite ? $0 : nil }
  }

  /// log₂ of the steps of others over those of these, each at its best multiple; nil where one has none.
  func effect(over others: WrongRateRuns) -> PairedEffect? {
    guard let best = bestMultiple, let otherBest = others.bestMultiple else { return nil }
    return .log2Ratio(
      first: steps[best], second: others.steps[otherBest],
      from: RandomStream(experiment: WrongRate.id, .bootstrap, seed: 0))
  }

  /// The slope of log‖v‖ at the end on log m over the high rates, seed by seed; nil where some run blew
  /// up.
  var growthSlopes: [Double]? {
    let late = zip(specification.multiples, runs).filter { $0.0 >= specification.slopeFrom }
    let growth = specification.seeds.indices.map { seed in late.map { $1[seed].directionGrowth } }
    guard late.count > 1, growth.joined().allSatisfy(\.isFinite) else { return nil }
    return growth.map { $0.logarithmicSlope(on: late.map(\.0)) }
  }
}

// MARK: Series over the rates

extension WrongRateRuns {
  func series(_ value: (WrongRateRun) -> Double) -> SeriesValues {
    SeriesValues(at: specification.multiples, censored: runs.map { $0.map(value) })
  }

  /// The loss at the end within bounds, up to the first rate at which at least half of the seeds blow up.
  var lossRatio: SeriesValues {
    let last = blowUpOnset ?? runs.count
    let (floor, ceiling) = (specification.lossFloor, specification.lossCeiling)
    let ratios = runs.enumerated().map { index, runs in
      index > last ? [] : runs.map { min(max($0.lossRatio, floor), ceiling) }
    }
    return SeriesValues(at: specification.multiples, censored: ratios)
  }

  /// ‖w‖ of the first seed at the watched rate, step by step, as long as it is finite.
  var path: SeriesValues? {
    specification.multiples.firstIndex(of: specification.watchedMultiple).map { index in
      .steps(
        Thinning.logarithmic.positions(of: specification.steps + 1),
        of: [runs[index][0].weightNorms])
    }
  }
}

extension SeriesValues {
  /// Median, quartiles and extremes of one column per position, where an infinite value is a large one that
  /// is not known: a quantile that falls on it is left out, and the others stay right.
  init(at positions: [Double], censored columns: [[Double]]) {
    func quantile(_ fraction: Double) -> [Double?] {
      columns.map { values in
        let known = values.filter(\.isFinite)
        let place = (fraction * Double(values.count - 1)).rounded(.up)
        guard let greatest = known.max(), Int(place) < known.count else { return nil }
        return Self.quantile(fraction, of: values.map { min($0, greatest) }.sorted())
      }
    }
    self.init(
      positions: positions, median: quantile(0.5),
      spread: Spread(
        minimum: quantile(0), lowerQuartile: quantile(0.25), upperQuartile: quantile(0.75),
        maximum: quantile(1)))
  }
}
