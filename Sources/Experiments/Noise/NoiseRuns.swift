internal import Runs
internal import Statistics
internal import WeightNormCore

/// The runs of all seeds, and what each arm comes to. Lists have one element per seed.
struct NoiseRuns: Sendable {
  let specification: Noise.Specification
  let runs: [NoiseRun]

  /// - Precondition: the arm is one of the specification.
  func paths(_ arm: NoiseArm) -> [NoisePath] {
    guard let index = runs[0].paths.firstIndex(where: { $0.arm == arm }) else {
      preconditionFailure("\(arm.name) was not run")
    }
    return runs.map { $0.paths[index] }
  }

  /// The median floor; infinite where the median run diverged.
  func floor(_ arm: NoiseArm) -> Double { paths(arm).map(\.floor).median }

  /// The median first step at the threshold.
  func steps(_ arm: NoiseArm) -> Double { paths(arm).map(\.steps).median }

  /// A quantity of an arm at the kept steps.
  func series(_ arm: NoiseArm, _ quantity: (NeuronRow.State) -> Double) -> SeriesValues {
    let kept = Thinning.logarithmic.positions(of: specification.steps + 1)
    return SeriesValues(
      at: kept.map(Double.init), paths(arm).map { $0.states.map(quantity) })
  }

  /// A quantity of the arms of a family against η.
  func series(_ family: NoiseArm.Family, _ values: (NoiseArm) -> [Double]) -> SeriesValues {
    let exponents = specification.exponents(of: family)
    return SeriesValues(
      at: exponents.map(RateGrid.rate),
      columns: exponents.map { values(.constant(family, exponent: $0)) })
  }
}

// MARK: A standard neuron to compare with, by log₂ of its constant rate

extension NoiseRuns {
  private var standardExponents: [Double] { specification.exponents(of: .standard) }

  /// The one with an equal floor: at the greatest rate at which its median floor is at most a small share
  /// above that of `arm`; nil where none is that low.
  func equalFloor(to arm: NoiseArm) -> Double? {
    let limit = (1 + specification.floorTolerance) * floor(arm)
    return standardExponents.last { floor(.standard(exponent: $0)) <= limit }
  }

  /// The one that learns soonest by its median.
  var soonestStandard: Double { lowestFloor(learningWithin: 0) }

  /// The one with an equal speed: with the lowest median floor among those that learn at least as soon as
  /// `arm` by their medians, or the soonest where none does.
  func equalSpeed(to arm: NoiseArm) -> Double { lowestFloor(learningWithin: steps(arm)) }

  private func lowestFloor(learningWithin limit: Double) -> Double {
    let medians = standardExponents.map { steps(.standard(exponent: $0)) }
    let limit = max(limit, medians.minimum)
    let quick = zip(standardExponents, medians).filter { $0.1 <= limit }.map(\.0)
    return quick.min { floor(.standard(exponent: $0)) < floor(.standard(exponent: $1)) }
      ?? standardExponents[0]
  }

  /// log₂ of how much sooner `arm` learns than the standard neuron with an equal floor; NaN where the two
  /// cannot be compared.
  func speedGains(_ arm: NoiseArm) -> [Double] {
    guard floor(arm).isFinite, paths(arm).allSatisfy({ $0.learned != nil }),
      let exponent = equalFloor(to: arm),
      let gain = gain(in: \.steps, arm, over: .standard(exponent: exponent))
    else { return runs.map { _ in .nan } }
    return gain.differences
  }

  /// log₂ of how much less `arm` has of its steps or of a mean excess loss than `other`; nil where that
  /// is infinite, since a run diverged.
  func gain(
    in quantity: (NoisePath) -> Double, _ arm: NoiseArm, over other: NoiseArm
  ) -> PairedEffect? {
    differences(in: quantity, arm, over: other).map {
      PairedEffect($0, from: RandomStream(experiment: Noise.id, .bootstrap, seed: 0))
    }
  }

  /// The same seed by seed.
  func differences(
    in quantity: (NoisePath) -> Double, _ arm: NoiseArm, over other: NoiseArm
  ) -> [Double]? {
    let (first, second) = (paths(arm).map(quantity), paths(other).map(quantity))
    guard (first + second).allSatisfy(\.isFinite) else { return nil }
    return zip(first, second).map { Elementary.log2($1 / $0) }
  }
}
