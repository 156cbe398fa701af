internal import WeightNormCore

/// The runs of all seeds, and what each arm comes to.
struct NoiseResults: Sendable {
  let specification: Noise.Specification
  let runs: [NoiseRun]

  init(_ specification: Noise.Specification, _ runs: [NoiseRun]) {
    self.specification = specification
    self.runs = runs
  }

  /// The paths of an arm, one per seed.
  ///
  /// - Precondition: the arm is one of the specification.
  func paths(_ arm: NoiseArm) -> [NoisePath] {
    guard let index = runs[0].paths.firstIndex(where: { $0.arm == arm }) else {
      preconditionFailure("\(arm.name) was not run")
    }
    return runs.map { $0.paths[index] }
  }

  /// The floors of an arm, one per seed; infinite where the run diverged.
  func floors(_ arm: NoiseArm) -> [Double] { paths(arm).map(\.floor) }

  /// The median floor; infinite where the median run diverged.
  func floor(_ arm: NoiseArm) -> Double { floors(arm).median }

  /// The first steps at the threshold, one per seed; one more than there are where a run never comes
  /// there, which is a lower bound.
  func steps(_ arm: NoiseArm) -> [Double] {
    paths(arm).map { Double($0.learned ?? specification.steps + 1) }
  }

  /// Seeds that never come to the threshold.
  func censored(_ arm: NoiseArm) -> Int { paths(arm).count { $0.learned == nil } }

  /// Greatest over least median floor of an arm over some rates; infinite where one diverged.
  func floorRange(_ octaves: [Double], _ arm: (Double) -> NoiseArm) -> Double {
    let floors = octaves.map { floor(arm($0)) }
    return floors.allSatisfy(\.isFinite) ? floors.maximum / floors.minimum : .infinity
  }

  /// The median ηg²/‖v‖² at the end with g frozen, over the range of η in which it should not depend
  /// on η, and the greatest over the least.
  var mergingRates: [Double] {
    specification.merging.octaves.map { paths(.fixed(octave: $0)).map(\.endRate).median }
  }

  var mergingSpread: Double { mergingRates.maximum / mergingRates.minimum }
}

// MARK: A standard neuron to compare with

extension NoiseResults {
  private var standardArms: [NoiseArm] {
    specification.standardOctaves.map { .standard(octave: $0) }
  }

  /// The standard neuron with an equal floor: the one at the greatest constant rate whose median floor
  /// is at most a small share above that of `arm`; nil where none is that low.
  func equalFloor(to arm: NoiseArm) -> NoiseArm? {
    let limit = (1 + specification.floorTolerance) * floor(arm)
    return standardArms.last { floor($0) <= limit }
  }

  /// The standard neuron at the constant rate at which it learns soonest by its median.
  var soonestStandard: NoiseArm { lowestFloor(learningWithin: 0) }

  /// The standard neuron with an equal speed: the one with the lowest median floor among those that
  /// learn at least as soon as `arm` by their medians, or the soonest where none does.
  func equalSpeed(to arm: NoiseArm) -> NoiseArm {
    lowestFloor(learningWithin: steps(arm).median)
  }

  private func lowestFloor(learningWithin limit: Double) -> NoiseArm {
    let medians = standardArms.map { steps($0).median }
    let limit = max(limit, medians.minimum)
    let quick = zip(standardArms, medians).filter { $0.1 <= limit }.map(\.0)
    return quick.min { floor($0) < floor($1) } ?? standardArms[0]
  }

  /// log₂ of how much sooner `arm` learns than `other`, seed by seed.
  func speedGain(_ arm: NoiseArm, over other: NoiseArm) -> PairedEffect {
    .log2Ratio(first: steps(arm), second: steps(other), from: bootstrap)
  }

  /// log₂ of how much lower the floor of `arm` is than that of `other`, seed by seed.
  func floorGain(_ arm: NoiseArm, over other: NoiseArm) -> PairedEffect {
    .log2Ratio(first: floors(arm), second: floors(other), from: bootstrap)
  }

  /// log₂ of how much lower the mean excess loss of `arm` is after the beginning, seed by seed.
  func laterGain(_ arm: NoiseArm, over other: NoiseArm) -> PairedEffect {
    .log2Ratio(
      first: paths(arm).map(\.laterMean), second: paths(other).map(\.laterMean), from: bootstrap)
  }

  private var bootstrap: RandomStream {
    RandomStream(experiment: Noise.id, .bootstrap, seed: 0)
  }
}
