package import Runs
package import WeightNormCore

/// How often a study with seeds drawn from those of the records would say the same.
package enum Stability {
  /// How many studies are drawn.
  package static let studies = 100

  /// Draws for an experiment that has one outcome per seed: for each study as many seeds as there are, by
  /// index, with repetitions.
  package static func draws(of experiment: String, seeds count: Int) -> [[Int]] {
    var stream = RandomStream(bootstrapOf: experiment)
    return (0..<studies).map { _ in (0..<count).map { _ in stream.integer(below: count) } }
  }
}

extension Sampling {
  /// A rule's number in studies of an experiment that has one outcome per seed. Values of one experiment
  /// are drawn jointly.
  ///
  /// - Parameters:
  ///   - experiment: whose seeds are drawn.
  ///   - outcomes: one number per seed.
  ///   - isMean: whether the value is the mean of these numbers, which are kept then.
  ///   - rule: the number of a study.
  package init(
    of experiment: String, _ outcomes: [Double], isMean: Bool = false, _ rule: ([Double]) -> Double
  ) {
    let draws = Stability.draws(of: experiment, seeds: outcomes.count)
    self.init(
      seeds: isMean ? outcomes : nil,
      studies: draws.map { rule($0.map { outcomes[$0] }).fourDigits })
  }
}

extension Sampling {
  /// How many seeds do something, in studies likewise.
  package init(of experiment: String, counting flags: [Bool]) {
    self.init(of: experiment, flags.map { $0 ? 1 : 0 }) { $0.reduce(0, +) }
  }
}

extension RandomStream {
  /// The stream by which the seeds of an experiment are drawn again.
  package init(bootstrapOf experiment: String) {
    self.init(named: "\(experiment)/boot/0")
  }
}
