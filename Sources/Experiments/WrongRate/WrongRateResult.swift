internal import Runs
internal import WeightNormCore

/// All runs of the experiment, and what is asked of those of one arm at one rate.
struct WrongRateResult: Sendable {
  let specification: WrongRate.Specification
  /// [seed][arm][multiple].
  private let runs: [[[WrongRateRun]]]

  init(_ specification: WrongRate.Specification, _ runs: [[[WrongRateRun]]]) {
    self.specification = specification
    self.runs = runs
  }

  /// The runs of all seeds.
  func runs(_ arm: WrongRateArm, _ multiple: Int) -> [WrongRateRun] {
    guard let index = specification.arms.firstIndex(of: arm) else { return [] }
    return runs.map { $0[index][multiple] }
  }

  /// A number of each multiple.
  func overMultiples<Value>(
    _ arm: WrongRateArm, _ value: ([WrongRateRun]) -> Value
  ) -> [Value] {
    specification.multiples.indices.map { value(runs(arm, $0)) }
  }

  func blowUps(_ arm: WrongRateArm) -> [Int] {
    overMultiples(arm) { $0.count { $0.blowUpStep != nil } }
  }

  func collapses(_ arm: WrongRateArm) -> [Int] {
    overMultiples(arm) { $0.count { $0.isCollapsed } }
  }

  /// Runs that blow up or collapse.
  func failures(_ arm: WrongRateArm) -> [Int] { zip(blowUps(arm), collapses(arm)).map(+) }

  /// A count as a share of the seeds.
  func share(_ count: Int) -> Double { Double(count) / Double(specification.seeds.count) }

  /// The steps of every seed, `steps + 1` standing for "not in so many".
  func steps(_ runs: [WrongRateRun]) -> [Double] {
    runs.map { Double($0.stepsToNear ?? specification.steps + 1) }
  }

  /// The multiple with the fewest steps on average, among those at which every seed comes near; nil
  /// where there is none.
  func bestMultiple(_ arm: WrongRateArm) -> Int? {
    specification.multiples.indices
      .filter { runs(arm, $0).allSatisfy { $0.stepsToNear != nil } }
      .min { PairedEffect.mean(steps(runs(arm, $0))) < PairedEffect.mean(steps(runs(arm, $1))) }
  }

  /// log₂ of the steps of ordinary weights over those of g frozen at ‖w*‖, each at its best multiple;
  /// nil where one has none.
  var budgetEffect: PairedEffect? {
    guard let fixed = bestMultiple(.fixed), let standard = bestMultiple(.standard) else {
      return nil
    }
    return .log2Ratio(
      first: steps(runs(.fixed, fixed)), second: steps(runs(.standard, standard)),
      from: RandomStream(experiment: WrongRate.id, .bootstrap, seed: 0))
  }
}
