/// What tuning says to those who do not tune.
extension Tuner.Result {
  /// How far a rate may exceed the best one.
  struct HeadRoom: Equatable, Sendable {
    /// The octaves above the best rate up to which no mean metric exceeds `ratio` times the best one.
    var octaves: Double
    /// Whether the rates tried end there, so that it may be more.
    var isCensored: Bool
  }

  func headRoom(ratio: Double) -> HeadRoom {
    let limit = ratio * means[bestIndex]
    let above = octaves.indices.dropFirst(bestIndex + 1)
    let last = above.prefix { means[$0] <= limit }.last ?? bestIndex
    return HeadRoom(
      octaves: octaves[last] - bestOctave, isCensored: last == octaves.count - 1)
  }

  /// The mean over the rates of that grid, which are as likely as each other.
  func expectedMetric(over rates: RateGrid) -> Double {
    let range = rates.lowest...rates.highest
    let inside = octaves.indices.filter { range.contains(octaves[$0]) }
    return PairedEffect.mean(inside.map { means[$0] })
  }
}
