internal import WeightNormCore

/// The compared metric of one arm at several rates, seed by seed.
struct RateCurve: Sendable {
  /// log₂ η of every rate tried, increasing, and the metrics of all seeds at it.
  private(set) var exponents: [Double] = []
  private(set) var metrics: [[Double]] = []

  var means: [Double] { metrics.map(\.mean) }

  /// The index of the best rate: the least mean, the lower rate where two are equal.
  var bestIndex: Int { means.indexOfLeast ?? 0 }
  var bestExponent: Double { exponents[bestIndex] }

  /// Whether the best rate is an inner one.
  var isInterior: Bool { bestIndex > 0 && bestIndex < exponents.count - 1 }

  /// So many octaves of rates beyond each edge that is fewer than `margin` rates away from the best one, or
  /// one of those edges.
  func exponents(
    beyond octaves: Double, step: Double, margin: Int, edges: [Int] = []
  ) -> [Double] {
    let steps = (1...Int(octaves / step)).map { Double($0) * step }
    let last = exponents.count - 1
    let below = bestIndex < margin || edges.contains(0)
    let above = bestIndex > last - margin || edges.contains(last)
    return (below ? steps.reversed().map { exponents[0] - $0 } : [])
      + (above ? steps.map { exponents[last] + $0 } : [])
  }

  /// Keeps the rates increasing.
  ///
  /// - Returns: the index of the new rate.
  @discardableResult
  mutating func insert(exponent: Double, metrics newMetrics: [Double]) -> Int {
    let place = exponents.firstIndex { $0 > exponent } ?? exponents.count
    exponents.insert(exponent, at: place)
    metrics.insert(newMetrics, at: place)
    return place
  }
}

extension RateCurve {
  /// The rates of both, with the other one's metrics where both have a rate.
  func overlaid(by other: RateCurve) -> RateCurve {
    var all = other
    for (exponent, metrics) in zip(exponents, metrics) where !other.exponents.contains(exponent) {
      all.insert(exponent: exponent, metrics: metrics)
    }
    return all
  }
}

extension RateCurve {
  /// How many octaves of rates round the best one have a mean of at most `ratio` times the least; between
  /// two rates the logarithm of the mean is read from a straight line. Rates that were not tried count as
  /// bad.
  func goodOctaves(ratio: Double) -> Double {
    let (means, best) = (means, bestIndex)
    let limit = Elementary.log2(ratio * means[best])
    /// The octaves from the best rate to where the curve crosses the limit.
    func reach(_ indices: some Sequence<Int>) -> Double {
      var inside = best
      for index in indices {
        guard means[index] > ratio * means[best] else {
          inside = index
          continue
        }
        let ends = (Elementary.log2(means[inside]), Elementary.log2(means[index]))
        let whole = (exponents[inside] - exponents[best]).magnitude
        let step = (exponents[index] - exponents[inside]).magnitude
        return whole + step * (limit - ends.0) / (ends.1 - ends.0)
      }
      return (exponents[inside] - exponents[best]).magnitude
    }
    return reach((0..<best).reversed()) + reach(exponents.indices.dropFirst(best + 1))
  }
}

// MARK: What it says to those who do not tune

extension RateCurve {
  /// How high a rate may be.
  struct Ceiling: Equatable, Sendable {
    /// log₂ of the rate above the best one at which the metric has grown by a ratio: one per seed.
    var exponents: [Double]
    /// Whether the rates tried end before it has in some seed, so that it may be higher.
    var isCensored: Bool
  }

  /// Where the metric of a seed is `ratio` times its value at the best rate; between two rates the logarithm
  /// of the metric is read from a straight line.
  func ceiling(ratio: Double) -> Ceiling {
    var ceiling = Ceiling(exponents: [], isCensored: false)
    for (seed, least) in metrics[bestIndex].enumerated() {
      let above = exponents.indices.dropFirst(bestIndex + 1)
      guard let over = above.first(where: { metrics[$0][seed] > ratio * least }) else {
        ceiling.exponents.append(exponents[exponents.count - 1])
        ceiling.isCensored = true
        continue
      }
      let ends = [over - 1, over].map { Elementary.log2(metrics[$0][seed]) }
      let share = (Elementary.log2(ratio * least) - ends[0]) / (ends[1] - ends[0])
      ceiling.exponents.append(
        exponents[over - 1] + share * (exponents[over] - exponents[over - 1]))
    }
    return ceiling
  }

  /// The mean over the rates of that grid, which are as likely as each other.
  func expectedMetric(over rates: RateGrid) -> Double {
    let range = rates.lowest...rates.highest
    return zip(exponents, means).filter { range.contains($0.0) }.map(\.1).mean
  }
}
