internal import Runs
internal import Statistics
internal import WeightNormCore

/// The effect that somebody gets who chooses the learning rate of each of two methods on k seeds, and then
/// trains on fresh ones. It tends to the effect at the best rates as k grows.
///
/// 2k seeds stand for those and for the fresh ones in turn: in each of several splits into halves, a seed is
/// told at the rates that the half without it chose.
///
/// ```
/// e_s = mean over splits of (cost of the second − cost of the first) of seed s, at those rates
/// ```
/// Where both choose between one rate each, this is the paired difference at these rates.
struct ChosenRateEffect: Equatable, Sendable {
  /// What one method gives at several rates.
  struct Curves: Equatable, Sendable {
    /// The metric by which a rate is chosen, of which less is better: per rate, per seed.
    let metrics: [[Double]]
    /// What is told at the chosen rate, of which less is better: likewise.
    let costs: [[Double]]
    /// The indices of the rates beyond which a better one could lie.
    let edges: [Int]

    /// - Precondition: the same seeds, an even number of at least four, at each of at least one rate.
    init(metrics: [[Double]], costs: [[Double]], edges: [Int]) {
      let seeds = metrics.first?.count ?? 0
      precondition(seeds >= 4 && seeds.isMultiple(of: 2), "no two halves to choose by")
      precondition(
        metrics.count == costs.count && (metrics + costs).allSatisfy { $0.count == seeds },
        "other seeds at other rates")
      self.metrics = metrics
      self.costs = costs
      self.edges = edges
    }

    /// The logarithms, in octaves, of the metrics by which it is chosen.
    init(octavesOf metrics: [[Double]], edges: [Int]) {
      self.init(metrics: metrics, costs: metrics.map { $0.map(Elementary.log2) }, edges: edges)
    }

    var seedCount: Int { metrics[0].count }

    /// The index of the rate with the least sum over those seeds, which may come more than once; the
    /// lowest of equal ones.
    func bestRate(_ seeds: ArraySlice<Int>) -> Int {
      var (least, best) = (Double.infinity, 0)
      for (rate, metrics) in metrics.enumerated() {
        var sum = 0.0
        for seed in seeds { sum += metrics[seed] }
        if sum < least { (least, best) = (sum, rate) }
      }
      return best
    }

    /// How often each rate is chosen, as a share of the resampled choices.
    func choices(from stream: RandomStream) -> [Double] {
      var resampling = Resampling(stream, seeds: seedCount)
      var counts = metrics.map { _ in 0 }
      for _ in 0..<splits {
        resampling.split()
        for _ in 0..<resamples / splits {
          for half in resampling.drawn() { counts[bestRate(half)] += 1 }
        }
      }
      return counts.map { Double($0) / Double(2 * resamples) }
    }
  }

  /// e_s of each seed; positive means that the first method is better.
  let differences: [Double]
  /// The mean of e_s, in the hull of Student's t over e_s and of studies resampled within halves, which
  /// choose again.
  let interval: Interval
  /// The share of the choices, those of resampled studies among them, that fall on an edge.
  let edgeShare: Double
  /// The estimates of some of the resampled studies, as many of each split.
  let studies: [Double]

  static let splits = 20
  /// Over all splits.
  static let resamples = 2000

  /// Effects between other methods with the same seeds from the same stream are resampled jointly.
  ///
  /// - Precondition: the same seeds in both.
  init(first: Curves, second: Curves, from stream: RandomStream) {
    precondition(first.seedCount == second.seedCount, "pairs of different seeds")
    let count = first.seedCount
    var resampling = Resampling(stream, seeds: count)
    var study = Study(first, second)
    var differences = [Double](repeating: 0, count: count)
    var resampled: [Double] = []
    for _ in 0..<Self.splits {
      resampling.split()
      study.tell(resampling.halves) { differences[$0] += $1 / Double(Self.splits) }
      for _ in 0..<Self.resamples / Self.splits {
        var sum = 0.0
        study.tell(resampling.drawn()) { sum += $1 }
        resampled.append(sum / Double(count))
      }
    }
    studies = stride(from: 0, to: resampled.count, by: Self.resamples / Stability.studies).map {
      resampled[$0]
    }
    resampled.sort()
    let t = PairedEffect.studentInterval(differences)
    self.differences = differences
    interval = Interval(
      estimate: differences.mean,
      low: min(t.low, SeriesValues.quantile(0.025, of: resampled)),
      high: max(t.high, SeriesValues.quantile(0.975, of: resampled)))
    edgeShare = Double(study.edges) / Double(study.choices)
  }

  /// The share of the studies that say the same of the margin, each with an interval as wide.
  func stability(margin: Double) -> Double {
    let told = CellVerdict(interval, margin: margin)
    let same = studies.count { CellVerdict(interval.moved(to: $0), margin: margin) == told }
    return Double(same) / Double(studies.count)
  }

  /// How many seeds favour the first method.
  var positiveCount: Int { differences.count { $0 > 0 } }

  /// Seeds in two halves, and studies drawn from them.
  private struct Resampling {
    private var stream: RandomStream
    private var order: [Int]

    init(_ stream: RandomStream, seeds count: Int) {
      self.stream = stream
      order = Array(0..<count)
    }

    mutating func split() { order = stream.permutation(order.count) }

    var halves: [ArraySlice<Int>] {
      [order[..<(order.count / 2)], order[(order.count / 2)...]]
    }

    /// As many seeds of each half, with repetitions: a copy in the other half would be chosen by and told
    /// at once.
    mutating func drawn() -> [ArraySlice<Int>] {
      let half = order.count / 2
      let drawn = order.indices.map { place in
        order[(place < half ? 0 : half) + stream.integer(below: half)]
      }
      return [drawn[..<half], drawn[half...]]
    }
  }

  /// Choices by one half and effects on the other.
  private struct Study {
    let first: Curves
    let second: Curves
    private(set) var choices = 0
    private(set) var edges = 0

    init(_ first: Curves, _ second: Curves) {
      self.first = first
      self.second = second
    }

    /// Hands on each seed, those of the first half first, and its difference at the rates that the other
    /// half chooses.
    mutating func tell(
      _ halves: [ArraySlice<Int>], _ body: (_ seed: Int, Double) -> Void
    ) {
      for (told, chosenBy) in zip(halves, halves.reversed()) {
        let rates = (first.bestRate(chosenBy), second.bestRate(chosenBy))
        choices += 2
        edges += (first.edges.contains(rates.0) ? 1 : 0) + (second.edges.contains(rates.1) ? 1 : 0)
        for seed in told { body(seed, second.costs[rates.1][seed] - first.costs[rates.0][seed]) }
      }
    }
  }
}
