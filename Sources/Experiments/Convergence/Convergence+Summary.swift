internal import Runs

/// What the cells say together.
extension Convergence {
  static func recordSummary(
    _ results: [ComparisonResult], into builder: inout RecordBuilder
  ) {
    recordAttribution(results, into: &builder)
    recordLowest(results, into: &builder)
  }

  /// In how many cells an arm has the lowest mean loss of all.
  private static func recordLowest(
    _ results: [ComparisonResult], into builder: inout RecordBuilder
  ) {
    var counts: [String: Int] = [:]
    for result in results {
      // Some arms are tried with more seeds than others.
      let shared = result.metrics.map(\.count).min() ?? 0
      let means = result.metrics.map { PairedEffect.mean(Array($0.prefix(shared))) }
      for (arm, mean) in zip(result.comparison.arms, means) {
        counts[arm.name, default: 0] += mean == means.minimum ? 1 : 0
      }
    }
    for (arm, count) in counts {
      builder.integer(
        "lowest.\(arm)", count,
        "cells in which \(arm) has the lowest mean loss over the seeds of all")
    }
    builder.integer("lowest.cellCount", results.count, "cells")
  }

  /// How much of the paper's recipe its start alone gives.
  private static func recordAttribution(
    _ results: [ComparisonResult], into builder: inout RecordBuilder
  ) {
    func effects(of pairing: Pairing) -> [Double] {
      results.filter { $0.compares(pairing.first, pairing.second) }.map {
        $0.effect(pairing.first, over: pairing.second).interval.estimate
      }
    }
    let start = effects(of: .initialization)
    let coordinates = effects(of: .dataDependent)
    guard !start.isEmpty, !coordinates.isEmpty else { return }
    let (startMean, coordinateMean) = (PairedEffect.mean(start), PairedEffect.mean(coordinates))
    let size = PairedEffect.mean(coordinates.map(\.magnitude))
    builder.number(
      "attribution.start", startMean, unit: "octaves",
      "mean effect over cells of the data-dependent start, both networks standard")
    builder.number(
      "attribution.coordinates", coordinateMean, unit: "octaves",
      "mean effect over cells of weight normalization, from the data-dependent start")
    builder.number(
      "attribution.coordinatesSize", size, unit: "octaves",
      "mean size of these effects, whichever way they go")
    builder.flag(
      "attribution.isMostlyStart", startMean > 2 * size,
      "whether the start gives more than twice what the coordinates change in size")
  }
}
