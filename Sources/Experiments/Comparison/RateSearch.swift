internal import WeightNormCore

/// Arms × rates × seeds: what it takes to compare methods, each at its own best learning rate.
///
/// A coarse grid with seeds of its own finds the neighbourhood of each arm's best rate. There each arm is
/// run with every evaluation seed at each rate of a finer window, and one half of those seeds chooses the
/// rates at which the other half compares; see `ChosenRateEffect`.
protocol RateSearch: Sendable {
  associatedtype Method: ComparedArm

  /// In records.
  var name: String { get }
  var arms: [Method] { get }
  /// The coarse grid.
  var rates: RateGrid { get }
  /// Nil for the best rate of the coarse grid alone.
  var window: RateWindow? { get }
  /// Of the coarse grid.
  var tuningSeeds: [Int] { get }
  var evaluationSeeds: [Int] { get }
  /// The stream of its bootstraps.
  var bootstrap: RandomStream { get }
  /// What one run on the coarse grid costs, and what one with an evaluation seed does.
  var tuningRunWork: Work { get }
  var runWork: Work { get }

  /// Whether there is next to nothing for an arm to learn, so that no rate is best.
  func isDegenerate(_ arm: Method) -> Bool
}

extension RateSearch {
  func isDegenerate(_ arm: Method) -> Bool { false }

  var tuningRunWork: Work { runWork }

  /// Of all runs, as long as no grid is extended and no window grows.
  var work: Work {
    let tuning = rates.exponents.count * tuningSeeds.count
    let evaluation = evaluatedRates * evaluationSeeds.count
    return arms.count * (tuning * tuningRunWork + evaluation * runWork)
  }
}

/// An arm, by its place, at a rate: to be run with every seed.
struct RateJob: Sendable {
  let arm: Int
  /// log₂ of the rate.
  let exponent: Double

  var rate: Double { RateGrid.rate(exponent) }
}
