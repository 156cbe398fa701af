package import Runs
package import WeightNormCore

/// How much better one arm is than another over shared seeds: the mean of one number per seed, with a
/// 95 % confidence interval.
package struct PairedEffect: Equatable, Sendable {
  /// One number per seed; positive means that the first arm is better.
  package let differences: [Double]
  package let interval: Interval

  /// The interval is the hull of the percentile bootstrap of the mean (10 000 resamples) and
  /// Student's t: the bootstrap alone is too narrow at ten seeds.
  ///
  /// - Precondition: at least two differences.
  package init(_ differences: [Double], from stream: RandomStream) {
    precondition(differences.count > 1, "no interval without two seeds")
    let t = Self.studentInterval(differences)
    let bootstrap = Self.bootstrapInterval(differences, from: stream)
    self.differences = differences
    interval = Interval(
      estimate: differences.mean, low: min(t.low, bootstrap.low),
      high: max(t.high, bootstrap.high))
  }

  /// The same by the stream of an experiment that has one outcome per seed.
  package init(_ differences: [Double], of experiment: String) {
    self.init(differences, from: RandomStream(bootstrapOf: experiment))
  }

  /// `log(first/second)` per seed.
  ///
  /// - Precondition: positive numbers, of at least two seeds.
  package static func logRatio(
    first: [Double], second: [Double], of experiment: String
  ) -> PairedEffect {
    PairedEffect(
      zip(first, second).map { Elementary.log($0) - Elementary.log($1) }, of: experiment)
  }

  /// `log2(second/first)` per seed, for metrics of which less is better.
  package static func log2Ratio(
    first: [Double], second: [Double], from stream: RandomStream
  ) -> PairedEffect {
    PairedEffect(zip(first, second).map { Elementary.log2($1 / $0) }, from: stream)
  }

  /// How many seeds favour the first arm.
  package var positiveCount: Int { differences.count { $0 > 0 } }

  package static func studentInterval(_ values: [Double]) -> (low: Double, high: Double) {
    let count = Double(values.count)
    let center = values.mean
    let squares = values.reduce(0) { $0 + ($1 - center) * ($1 - center) }
    let error = (squares / (count - 1) / count).squareRoot()
    let t = StudentT.twoSidedQuantile(0.95, degreesOfFreedom: values.count - 1)
    return (center - t * error, center + t * error)
  }

  package static func bootstrapInterval(
    _ values: [Double], from stream: RandomStream
  ) -> (low: Double, high: Double) {
    var stream = stream
    var means = (0..<10_000).map { _ in
      var sum = 0.0
      for _ in values.indices { sum += values[stream.integer(below: values.count)] }
      return sum / Double(values.count)
    }
    means.sort()
    return (SeriesValues.quantile(0.025, of: means), SeriesValues.quantile(0.975, of: means))
  }
}

extension Interval {
  /// Of the exponential of what this is the interval of: a ratio, where this is of its logarithm.
  package var exponential: Interval {
    Interval(
      estimate: Elementary.exp(estimate), low: Elementary.exp(low), high: Elementary.exp(high))
  }
}
