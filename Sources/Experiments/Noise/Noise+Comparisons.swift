internal import Runs

extension Noise {
  /// Each weight-normalized arm against the standard neuron at constant rates.
  static func recordComparisons(_ results: NoiseResults, into builder: inout RecordBuilder) {
    let specification = results.specification
    let arms: [(name: String, arm: NoiseArm)] = [
      ("fixed", .fixed(octave: specification.fixedOctave)),
      ("trained-slow", .slow(octave: specification.slowOctave)),
    ]
    var isQuicker = true
    for (name, arm) in arms {
      let isSooner = recordEqualFloor(name, arm, results, into: &builder)
      let isLower = recordFloors(name, arm, results, into: &builder)
      isQuicker = isQuicker && isSooner && isLower
    }
    builder.flag(
      "quickerAtConstantRate.isSupported", isQuicker,
      "whether both arms learn more than half an octave sooner at an equal floor, and have a floor more"
        + " than an octave below that of the standard neuron where it learns soonest")
    recordSpeedByRate(results, into: &builder)
  }

  /// Whether the arm learns more than half an octave sooner than the standard neuron with its floor.
  private static func recordEqualFloor(
    _ name: String, _ arm: NoiseArm, _ results: NoiseResults, into builder: inout RecordBuilder
  ) -> Bool {
    guard let octave = arm.octave, let other = results.equalFloor(to: arm),
      let otherOctave = other.octave
    else { return false }
    let effect = results.speedGain(arm, over: other)
    builder.number("\(name).equalFloor.octave", octave, "log₂ η of the weight-normalized neuron")
    builder.number(
      "\(name).equalFloor.standardOctave", otherOctave,
      "log₂ of the greatest constant rate at which the standard neuron has an equal floor")
    builder.number(
      "\(name).equalFloor.standardFloor", results.floor(other), "its median floor")
    builder.number(
      "\(name).equalFloor.standardSteps", results.steps(other).median, unit: "steps",
      "its median first step at the threshold")
    builder.interval(
      "\(name).equalFloor.effect", effect.interval, unit: "octaves",
      "log₂ of the ratio of steps, positive where weight normalization learns sooner")
    builder.number(
      "\(name).equalFloor.effectLow", effect.interval.low, unit: "octaves",
      "the lower end of that interval")
    builder.integer(
      "\(name).equalFloor.favourable", effect.positiveCount,
      "seeds in which weight normalization learns sooner")
    if results.floors(arm).allSatisfy(\.isFinite), results.floors(other).allSatisfy(\.isFinite) {
      let later = results.laterGain(arm, over: other).interval
      builder.interval(
        "\(name).equalFloor.later", later, unit: "octaves",
        "log₂ of the ratio of mean excess losses after the first steps, positive where weight"
          + " normalization's is lower: to the same floor it comes down later if this is negative")
      builder.number(
        "\(name).equalFloor.laterHigh", later.high, unit: "octaves",
        "the upper end of that interval")
    }
    let censored = results.censored(arm)
    builder.integer(
      "\(name).equalFloor.censored", censored,
      "seeds in which weight normalization never learns, so that the effect is an upper bound")
    return effect.interval.low > 0.5 && censored == 0
  }

  /// The floor of the arm against that of the standard neuron where it learns soonest, and where it
  /// learns as soon as the arm, which is the harder test. The first decides: whether the arm's floor is
  /// more than an octave lower.
  private static func recordFloors(
    _ name: String, _ arm: NoiseArm, _ results: NoiseResults, into builder: inout RecordBuilder
  ) -> Bool {
    let soonest = recordFloor(
      "\(name).soonest", "at the constant rate at which it learns soonest", arm,
      results.soonestStandard, results, into: &builder)
    _ = recordFloor(
      "\(name).equalSpeed",
      "at the constant rate with the lowest floor among those at which it learns at least as soon,"
        + " or the soonest",
      arm, results.equalSpeed(to: arm), results, into: &builder)
    return soonest.map { $0.low > 1 } ?? false
  }

  private static func recordFloor(
    _ name: String, _ which: String, _ arm: NoiseArm, _ other: NoiseArm, _ results: NoiseResults,
    into builder: inout RecordBuilder
  ) -> Interval? {
    guard let octave = other.octave, results.floors(arm).allSatisfy(\.isFinite),
      results.floors(other).allSatisfy(\.isFinite)
    else { return nil }
    let effect = results.floorGain(arm, over: other)
    builder.number("\(name).standardOctave", octave, "log₂ η of the standard neuron \(which)")
    builder.number("\(name).standardFloor", results.floor(other), "its median floor")
    builder.number(
      "\(name).standardSteps", results.steps(other).median, unit: "steps",
      "its median first step at the threshold")
    builder.interval(
      "\(name).effect", effect.interval, unit: "octaves",
      "log₂ of the ratio of floors, positive where weight normalization has the lower floor")
    return effect.interval
  }

  /// The same comparison at every rate of weight normalization: too low a rate wins nothing.
  private static func recordSpeedByRate(
    _ results: NoiseResults, into builder: inout RecordBuilder
  ) {
    let octaves = results.specification.rates.octaves
    let families: [(name: String, arms: [NoiseArm])] = [
      ("fixed", octaves.map { .fixed(octave: $0) }),
      ("trained", octaves.map { .trained(octave: $0) }),
      ("trained-slow", octaves.map { .slow(octave: $0) }),
    ]
    for (name, arms) in families {
      let gains = arms.map { speedGain($0, results) }
      trace(
        "\(name).speedGain",
        "log₂ of how much sooner it learns than the standard neuron with its floor",
        "octaves sooner at an equal floor", octaves, gains, results, into: &builder)
      for (arm, gain) in zip(arms, gains) where gain.allSatisfy(\.isFinite) {
        builder.number(
          "\(arm.name).speedGain", gain.median, unit: "octaves",
          "median log₂ of how much sooner it learns than the standard neuron with its floor")
      }
    }
  }

  /// Octaves sooner than the standard neuron with an equal floor, one per seed; NaN where the two cannot
  /// be compared.
  private static func speedGain(_ arm: NoiseArm, _ results: NoiseResults) -> [Double] {
    guard results.floor(arm).isFinite, results.censored(arm) == 0,
      let other = results.equalFloor(to: arm)
    else { return results.runs.map { _ in .nan } }
    return results.speedGain(arm, over: other).differences
  }
}
