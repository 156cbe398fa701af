internal import WeightNormCore

/// The finished runs of a comparison: where each arm's best rate was looked for, and its runs there.
protocol RateSearchResult: Sendable {
  associatedtype Search: RateSearch
  associatedtype Run: Sendable

  var comparison: Search { get }
  /// Per arm, on the coarse grid with the tuning seeds.
  var coarse: [RateCurve] { get }
  /// Per arm, with the evaluation seeds.
  var evaluated: [RunsAtRates<Run>] { get }
}

// MARK: Arms

extension RateSearchResult {
  typealias Method = Search.Method

  /// An arm's coarse grid.
  ///
  /// - Precondition: it is one of the comparison's, here and below.
  func coarse(of arm: Method) -> RateCurve { coarse[index(of: arm)] }

  /// Its evaluation runs, at each rate.
  func evaluated(_ arm: Method) -> RunsAtRates<Run> { evaluated[index(of: arm)] }

  /// Its metrics with the evaluation seeds, at each rate.
  func curve(of arm: Method) -> RateCurve { evaluated(arm).curve }

  /// Its evaluation runs at the rate with the least mean metric over them.
  func runs(of arm: Method) -> [Run] {
    let found = evaluated(arm)
    return found.runs[found.curve.bestIndex]
  }

  /// Whether its best rate is an inner one of those that it was looked for at.
  func isInterior(_ arm: Method) -> Bool {
    let found = evaluated(arm)
    return coarse(of: arm).isInterior
      && (comparison.window == nil || !found.edges.contains(found.curve.bestIndex))
  }

  private func index(of arm: Method) -> Int {
    guard let index = comparison.arms.firstIndex(of: arm) else {
      preconditionFailure("\(arm.name) is not an arm of \(comparison.name)")
    }
    return index
  }
}

// MARK: Pairings

extension RateSearchResult {
  /// Whether both are arms of the comparison.
  func compares(_ pairing: ArmPairing<Method>) -> Bool {
    comparison.arms.contains(pairing.first) && comparison.arms.contains(pairing.second)
  }

  /// `log2(metric of second / metric of first)`, positive where the first is better.
  ///
  /// - Precondition: both are arms of the comparison; see `compares`.
  func effect(of pairing: ArmPairing<Method>) -> ChosenRateEffect {
    effect(of: pairing, \.octaves)
  }

  /// The effect on what such curves tell of each arm.
  ///
  /// - Precondition: as `effect(of:)`.
  func effect(
    of pairing: ArmPairing<Method>, _ curves: (RunsAtRates<Run>) -> ChosenRateEffect.Curves
  ) -> ChosenRateEffect {
    ChosenRateEffect(
      first: curves(evaluated(pairing.first)), second: curves(evaluated(pairing.second)),
      from: comparison.bootstrap)
  }

  /// Whether the arms cannot be compared: a best rate stands at the edge of those tried, or would in more
  /// than a few of the studies that choose again.
  func isVoid(_ effect: ChosenRateEffect, of pairing: ArmPairing<Method>) -> Bool {
    !isInterior(pairing.first) || !isInterior(pairing.second)
      || (comparison.window != nil && effect.edgeShare > RateWindow.edgeLimit)
  }

  /// What the interval of an effect of a pairing says against a margin; `void` where it is.
  func verdict(
    _ effect: ChosenRateEffect, of pairing: ArmPairing<Method>, margin: Double
  ) -> String {
    isVoid(effect, of: pairing)
      ? CellVerdict.void : CellVerdict(effect.interval, margin: margin).rawValue
  }
}
