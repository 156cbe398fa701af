extension ComparisonResult {
  /// The results with those of one name joined: a cell in which some arms are tuned on a finer grid, or
  /// tried with more seeds, than others.
  static func joined(_ results: [ComparisonResult]) -> [ComparisonResult] {
    results.reduce(into: []) { cells, result in
      if let index = cells.firstIndex(where: { $0.comparison.name == result.comparison.name }) {
        cells[index] = cells[index].joined(with: result)
      } else {
        cells.append(result)
      }
    }
  }

  /// Streams belong to the name, so that effects between the arms of both are paired as well.
  private func joined(with other: ComparisonResult) -> ComparisonResult {
    let (one, two) = (comparison, other.comparison)
    var cell = one.evaluationSeeds.count < two.evaluationSeeds.count ? two : one
    precondition(
      one.isSameCell(as: cell) && two.isSameCell(as: cell),
      "comparisons of one name that do not fit together")
    cell.arms = one.arms + two.arms
    return ComparisonResult(
      comparison: cell, tuning: tuning + other.tuning, runs: runs + other.runs,
      metrics: metrics + other.metrics)
  }
}

extension Comparison {
  /// Whether both differ in nothing but their arms, the step of the grid, and seeds that the other one
  /// has more of.
  fileprivate func isSameCell(as closer: Comparison) -> Bool {
    var same = closer
    (same.arms, same.rates) = (arms, rates)
    (same.tuningSeeds, same.evaluationSeeds) = (tuningSeeds, evaluationSeeds)
    return same == self && rates.lowest == closer.rates.lowest
      && rates.highest == closer.rates.highest
      && closer.tuningSeeds.starts(with: tuningSeeds)
      && closer.evaluationSeeds.starts(with: evaluationSeeds)
  }
}
