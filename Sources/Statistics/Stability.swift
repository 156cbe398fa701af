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
  ///   - outcomes: what there is of each seed.
  ///   - rule: the number of a study.
  package init<Seed>(
    of experiment: String, _ outcomes: [Seed], _ rule: ([Seed]) -> Double
  ) {
    let draws = Stability.draws(of: experiment, seeds: outcomes.count)
    self.init(studies: draws.map { rule($0.map { outcomes[$0] }).fourDigits })
  }

  /// The mean of one number per seed, which are kept.
  package init(of experiment: String, meanOf outcomes: [Double]) {
    self.init(of: experiment, outcomes, \.mean)
    seeds = outcomes
  }
}

extension Sampling {
  /// How many seeds do something, in studies likewise.
  package init(of experiment: String, counting flags: [Bool]) {
    self.init(of: experiment, flags) { Double($0.count { $0 }) }
  }
}

extension RandomStream {
  /// The stream by which the seeds of an experiment are drawn again.
  package init(bootstrapOf experiment: String) {
    self.init(named: "\(experiment)/boot/0")
  }
}
