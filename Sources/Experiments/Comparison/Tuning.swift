internal import WeightNormCore

/// What tuning one arm found.
struct Tuning: Sendable {
  /// log₂ η of every rate tried, increasing, and the metrics of all tuning seeds at it.
  private(set) var exponents: [Double] = []
  private(set) var metrics: [[Double]] = []

  var means: [Double] { metrics.map(\.mean) }

  /// The index of the best rate: the least mean, the lower rate where two are equal.
  var bestIndex: Int { means.indexOfLeast ?? 0 }
  var bestExponent: Double { exponents[bestIndex] }

  /// Whether the best rate is an inner one; at the edge the comparison is void.
  var isInterior: Bool { bestIndex > 0 && bestIndex < exponents.count - 1 }

  /// The rates beyond the edge at which the best one stands.
  func missingExponents(step: Double) -> [Double] {
    let count = Int(Tuner.extensionOctaves / step)
    return bestIndex == 0
      ? (1...count).reversed().map { exponents[0] - Double($0) * step }
      : (1...count).map { exponents[exponents.count - 1] + Double($0) * step }
  }

  /// Keeps the rates increasing.
  mutating func insert(exponent: Double, metrics newMetrics: [Double]) {
    let place = exponents.firstIndex { $0 > exponent } ?? exponents.count
    exponents.insert(exponent, at: place)
    metrics.insert(newMetrics, at: place)
  }
}

// MARK: What it says to those who do not tune

extension Tuning {
  /// How far a rate may exceed the best one.
  struct HeadRoom: Equatable, Sendable {
    /// The octaves above the best rate at which the metric has grown by a ratio: one per tuning seed.
    var octaves: [Double]
    /// Whether the rates tried end before it has in some seed, so that it may be more.
    var isCensored: Bool

    var mean: Double { octaves.mean }
  }

  /// The room above the best rate until the metric of a seed is `ratio` times its value there; between
  /// two rates the logarithm of the metric is read from a straight line.
  func headRoom(ratio: Double) -> HeadRoom {
    var room = HeadRoom(octaves: [], isCensored: false)
    for (seed, least) in metrics[bestIndex].enumerated() {
      let above = exponents.indices.dropFirst(bestIndex + 1)
      guard let over = above.first(where: { metrics[$0][seed] > ratio * least }) else {
        room.octaves.append(exponents[exponents.count - 1] - bestExponent)
        room.isCensored = true
        continue
      }
      let ends = [over - 1, over].map { Elementary.log2(metrics[$0][seed]) }
      let share = (Elementary.log2(ratio * least) - ends[0]) / (ends[1] - ends[0])
      room.octaves.append(
        exponents[over - 1] - bestExponent + share * (exponents[over] - exponents[over - 1]))
    }
    return room
  }

  /// The mean over the rates of that grid, which are as likely as each other.
  func expectedMetric(over rates: RateGrid) -> Double {
    let range = rates.lowest...rates.highest
    return zip(exponents, means).filter { range.contains($0.0) }.map(\.1).mean
  }
}
