internal import Runs
internal import Statistics
internal import WeightNormCore

/// A number, whole number or interval that depends on seeds, with what it is in studies that draw their
/// seeds from these.
struct Sampled<Value: Measurable>: Sendable {
  let value: Value
  private let luck: Sampling

  /// What it is in each study, as a number.
  var studies: [Double] { luck.studies }

  /// - Precondition: as many studies as `Stability.studies`.
  init(_ value: Value, _ sampling: Sampling) {
    precondition(sampling.studies.count == Stability.studies, "another number of studies")
    self.value = value
    luck = sampling
  }
}

extension Sampled<Interval> {
  /// The seeds stand in tables.
  init(_ effect: ChosenRateEffect) {
    self.init(effect.interval, Sampling(studies: effect.studies.map(\.fourDigits)))
  }

  /// The mean of the differences of each study's seeds. Values of one experiment are drawn jointly.
  init(_ effect: PairedEffect, of experiment: String) {
    self.init(effect, of: experiment, effect.differences, \.mean)
  }

  /// Where a study compares by a rule of its own, of what there is of each seed.
  init<Seed>(
    _ effect: PairedEffect, of experiment: String, _ seeds: [Seed], _ rule: ([Seed]) -> Double
  ) {
    let draws = Stability.draws(of: experiment, seeds: seeds.count)
    let studies = draws.map { rule($0.map { seeds[$0] }).fourDigits }
    self.init(effect.interval, Sampling(seeds: effect.differences, studies: studies))
  }
}

extension Sampled<Interval> {
  /// The sum with what other seeds tell: independent errors add in squares.
  func adding(_ other: Sampled<Interval>) -> Sampled<Interval> {
    let (a, b) = (value, other.value)
    func length(_ x: Double, _ y: Double) -> Double { (x * x + y * y).squareRoot() }
    let estimate = a.estimate + b.estimate
    return Sampled(
      Interval(
        estimate: estimate, low: estimate - length(a.estimate - a.low, b.estimate - b.low),
        high: estimate + length(a.high - a.estimate, b.high - b.estimate)),
      Sampling(studies: zip(studies, other.studies).map { ($0 + $1).fourDigits }))
  }
}

extension Sampled<Double> {
  /// A rule's number, of what there is of each seed. Values of one experiment are drawn jointly.
  init<Seed>(of experiment: String, _ seeds: [Seed], _ rule: ([Seed]) -> Double) {
    let draws = Stability.draws(of: experiment, seeds: seeds.count)
    self.init(
      rule(seeds), Sampling(studies: draws.map { rule($0.map { seeds[$0] }).fourDigits }))
  }
}

extension Sampled<Int> {
  /// Likewise.
  init<Seed>(of experiment: String, _ seeds: [Seed], _ rule: ([Seed]) -> Int) {
    let draws = Stability.draws(of: experiment, seeds: seeds.count)
    self.init(
      rule(seeds), Sampling(studies: draws.map { Double(rule($0.map { seeds[$0] })) }))
  }
}

extension Sampled: Measurable {
  var measurement: Measurement? { value.measurement }
  var sampling: Sampling? { luck }

  static func read(_ recorded: MeasuredValue) -> Self? {
    guard let value = Value.read(recorded), let sampling = recorded.sampling,
      sampling.studies.count == Stability.studies
    else { return nil }
    return Sampled(value, sampling)
  }
}
