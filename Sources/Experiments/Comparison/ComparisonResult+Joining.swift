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
    let closer =
      comparison.evaluationSeeds.count < other.comparison.evaluationSeeds.count
      ? other.comparison : comparison
    precondition(
      comparison.isSameCell(as: closer) && other.comparison.isSameCell(as: closer),
      "comparisons of one name that do not fit together")
    var joined = closer
    joined.arms = comparison.arms + other.comparison.arms
    return ComparisonResult(
      joined, tuning: tuning + other.tuning, runs: runs + other.runs,
      metrics: metrics + other.metrics)
  }
}

extension Comparison {
  /// Whether both differ in nothing but their arms, the step of the grid, and seeds that the other one
  /// has more of.
  fileprivate func isSameCell(as closer: Comparison) -> Bool {
    var same = self
    same.arms = closer.arms
    same.tuningSeeds = closer.tuningSeeds
    same.evaluationSeeds = closer.evaluationSeeds
    same.rates = closer.rates
    return same == closer && rates.lowest == closer.rates.lowest
      && rates.highest == closer.rates.highest
      && closer.tuningSeeds.starts(with: tuningSeeds)
      && closer.evaluationSeeds.starts(with: evaluationSeeds)
  }
}
