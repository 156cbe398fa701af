internal import WeightNormCore

/// The rates at which an arm is trained with every evaluation seed: a fine grid round the best rate of the
/// coarse one.
struct RateWindow: Codable, Equatable, Sendable {
  /// How far it goes to either side, in octaves.
  var reach = 1.5
  /// In octaves: 1, ½ or ¼.
  var step = 0.5
  /// It stops before a rate of the coarse grid at which the metric is this many times the least, since
  /// nobody would choose that one or one beyond; nil to stop nowhere.
  var hopelessRatio: Double? = 1.3

  /// How many octaves it grows by at a time, and how often at most, while the best rate is within one step of
  /// an edge, or that edge is chosen too often.
  static let growth = 1.0
  static let growthLimit = 3
  /// The share of choices that may fall on an edge before arms cannot be compared.
  static let edgeLimit = 0.05

  /// log₂ of its rates round the best one of the coarse grid, increasing, as far as they go.
  fileprivate func exponents(around center: Double) -> [Double] {
    Array(stride(from: center - reach, through: center + reach, by: step))
  }

  /// The nearest hopeless rates below and above the best one; infinitely far where there are none.
  fileprivate func bounds(_ coarse: RateCurve) -> (low: Double, high: Double) {
    guard let hopelessRatio else { return (-.infinity, .infinity) }
    let limit = hopelessRatio * coarse.means[coarse.bestIndex]
    let hopeless = zip(coarse.exponents, coarse.means).filter { $0.1 > limit }.map(\.0)
    let best = coarse.bestExponent
    return (hopeless.last { $0 < best } ?? -.infinity, hopeless.first { $0 > best } ?? .infinity)
  }
}

typealias ArmRuns = RunsAtRates<Trainer.Run>

/// One arm with every evaluation seed at each rate of its window.
struct RunsAtRates<Run: Sendable>: Sendable {
  private(set) var curve = RateCurve()
  /// Per rate of the curve, per seed.
  private(set) var runs: [[Run]] = []
  /// The window, or nil for one rate alone.
  private let window: RateWindow?
  private let center: Double
  private let bounds: (low: Double, high: Double)

  /// Before the first run, round the best rate of the coarse grid.
  init(_ window: RateWindow?, around coarse: RateCurve) {
    self.window = window
    center = coarse.bestExponent
    bounds = window?.bounds(coarse) ?? (-.infinity, .infinity)
  }

  /// The rates that it is still to be run at: those of its window, and later those by which that grows;
  /// none where its best rate is well inside. `stream` draws the studies that choose a rate.
  func missingExponents(_ stream: RandomStream) -> [Double] {
    guard let window else { return curve.exponents.isEmpty ? [center] : [] }
    let missing =
      curve.exponents.isEmpty
      ? window.exponents(around: center)
      : curve.exponents(
        beyond: RateWindow.growth, step: window.step, margin: 2, edges: crowdedEdges(stream))
    return missing.filter { bounds.low < $0 && $0 < bounds.high }
  }

  private func crowdedEdges(_ stream: RandomStream) -> [Int] {
    let shares = octaves.choices(from: stream)
    return edges.filter { shares[$0] > RateWindow.edgeLimit }
  }

  /// The indices of the lowest and the highest rate, unless the next one would be hopeless.
  var edges: [Int] {
    let step = window?.step ?? 0
    let last = curve.exponents.count - 1
    return (curve.exponents[0] - step > bounds.low ? [0] : [])
      + (curve.exponents[last] + step < bounds.high ? [last] : [])
  }

  /// The logarithms of its metrics, with its edges.
  var octaves: ChosenRateEffect.Curves {
    ChosenRateEffect.Curves(octavesOf: curve.metrics, edges: edges)
  }

  mutating func insert(exponent: Double, runs newRuns: [Run], metrics: [Double]) {
    runs.insert(newRuns, at: curve.insert(exponent: exponent, metrics: metrics))
  }
}

extension RateSearch {
  /// The window of an arm; nil for its best rate alone, where no other is better.
  func window(of arm: Method) -> RateWindow? { isDegenerate(arm) ? nil : window }

  /// How many rates each arm is evaluated at, as long as no window stops or grows.
  var evaluatedRates: Int { window?.exponents(around: 0).count ?? 1 }
}
