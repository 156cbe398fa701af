internal import WeightNormCore

/// What tuning says to those who do not tune.
extension Tuner.Result {
  /// How far a rate may exceed the best one.
  struct HeadRoom: Equatable, Sendable {
    /// The octaves above the best rate at which the metric has grown by a ratio: one per tuning seed.
    var octaves: [Double]
    /// Whether the rates tried end before it has in some seed, so that it may be more.
    var isCensored: Bool

    var mean: Double { PairedEffect.mean(octaves) }
  }

  /// The room above the best rate until the metric of a seed is `ratio` times its value there; between
  /// two rates the logarithm of the metric is read from a straight line.
  func headRoom(ratio: Double) -> HeadRoom {
    var room = HeadRoom(octaves: [], isCensored: false)
    for seed in metrics[bestIndex].indices {
      let limit = ratio * metrics[bestIndex][seed]
      let above = octaves.indices.dropFirst(bestIndex + 1)
      guard let over = above.first(where: { metrics[$0][seed] > limit }) else {
        room.octaves.append(octaves[octaves.count - 1] - bestOctave)
        room.isCensored = true
        continue
      }
      let ends = [over - 1, over].map { Elementary.log2(metrics[$0][seed]) }
      let share = (Elementary.log2(limit) - ends[0]) / (ends[1] - ends[0])
      room.octaves.append(
        octaves[over - 1] - bestOctave + share * (octaves[over] - octaves[over - 1]))
    }
    return room
  }

  /// The mean over the rates of that grid, which are as likely as each other.
  func expectedMetric(over rates: RateGrid) -> Double {
    let range = rates.lowest...rates.highest
    let inside = octaves.indices.filter { range.contains(octaves[$0]) }
    return PairedEffect.mean(inside.map { means[$0] })
  }
}
