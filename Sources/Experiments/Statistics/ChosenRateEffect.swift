internal import Runs
internal import WeightNormCore

/// The effect that somebody gets who chooses the learning rate of each of two methods on k seeds, and then
/// trains on fresh ones.
///
/// It tends to the effect at the best rates as k grows. Today's 2k seeds stand for those and for the fresh
/// ones in turn: in each of several splits into halves, a seed is told at the rates that the half without
/// it chose.
///
/// ```
/// e_s = mean over splits of log2(second/first) of seed s at the rates of the other half
/// ```
struct ChosenRateEffect: Equatable, Sendable {
  /// The metrics of one method, of which less is better.
  struct Curves: Equatable, Sendable {
    /// Per rate, per seed: the same seeds at all rates.
    let metrics: [[Double]]

    /// - Precondition: the same seeds, an even number of at least four, at each of at least one rate.
    init(_ metrics: [[Double]]) {
      let seeds = metrics.first?.count ?? 0
      precondition(seeds >= 4 && seeds.isMultiple(of: 2), "no two halves to choose by")
      precondition(metrics.allSatisfy { $0.count == seeds }, "other seeds at other rates")
      self.metrics = metrics
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
  }

  /// e_s of each seed; positive means that the first method is better.
  let differences: [Double]
  /// The mean of e_s, in the hull of Student's t over e_s and of studies resampled within halves, which
  /// choose again.
  let interval: Interval
  /// The share of the resampled choices that are the lowest or the highest rate.
  let edgeShare: Double

  static let splits = 20
  /// Over all splits.
  static let resamples = 2000

  /// - Precondition: the same seeds in both.
  init(first: Curves, second: Curves, from stream: RandomStream) {
    precondition(first.seedCount == second.seedCount, "pairs of different seeds")
    var stream = stream
    let count = first.seedCount
    var study = Study(first, second)
    var differences = [Double](repeating: 0, count: count)
    var resampled: [Double] = []
    for _ in 0..<Self.splits {
      let order = stream.permutation(count)
      study.tell(order) { differences[$0] += $1 / Double(Self.splits) }
      for _ in 0..<Self.resamples / Self.splits {
        // Within each half: a copy of a seed in the other half would be chosen by and told at once.
        let drawn = (0..<count).map { place in
          order[(place < count / 2 ? 0 : count / 2) + stream.integer(below: count / 2)]
        }
        var sum = 0.0
        study.tell(drawn) { sum += $1 }
        resampled.append(sum / Double(count))
      }
    }
    resampled.sort()
    let t = PairedEffect.studentInterval(differences)
    self.differences = differences
    interval = Interval(
      estimate: differences.mean,
      low: min(t.low, SeriesValues.quantile(0.025, of: resampled)),
      high: max(t.high, SeriesValues.quantile(0.975, of: resampled)))
    edgeShare = study.edgeShare
  }

  /// Choices by one half and effects on the other.
  private struct Study {
    let first: Curves
    let second: Curves
    private var choices = 0
    private var edges = 0

    init(_ first: Curves, _ second: Curves) {
      self.first = first
      self.second = second
    }

    var edgeShare: Double { Double(edges) / Double(choices) }

    /// Hands on each seed, those of the first half first, and its log2(second/first) at the rates that the
    /// other half chooses.
    mutating func tell(_ seeds: [Int], _ body: (_ seed: Int, Double) -> Void) {
      let middle = seeds.count / 2
      for (chosenBy, told) in [
        (seeds[middle...], seeds[..<middle]), (seeds[..<middle], seeds[middle...]),
      ] {
        let rates = (first.bestRate(chosenBy), second.bestRate(chosenBy))
        choices += 2
        edges += first.metrics.isEdge(rates.0) ? 1 : 0
        edges += second.metrics.isEdge(rates.1) ? 1 : 0
        for seed in told {
          body(
            seed, Elementary.log2(second.metrics[rates.1][seed] / first.metrics[rates.0][seed]))
        }
      }
    }
  }
}

extension Array {
  fileprivate func isEdge(_ index: Int) -> Bool { index == 0 || index == count - 1 }
}
