internal import Runs

extension Noise {
  /// The controls: the same rates without weight normalization, and rates that somebody wrote down.
  static func recordControls(_ results: NoiseResults, into builder: inout RecordBuilder) {
    let specification = results.specification
    let replay = NoiseArm.replay(octave: specification.replayOctave)
    let projected = results.runs.map(\.projectedDifference).maximum
    let plain = PairedEffect.mean(results.runs.map(\.plainDifference))
    recordArm(replay, results, into: &builder)
    builder.number(
      "replay.projected.difference", projected,
      "greatest relative distance of w from projected standard descent at the rates of the frozen arm"
    )
    builder.number(
      "replay.plain.difference", plain,
      "mean |log₁₀| of the ratio of excess losses, frozen arm to standard descent at its rates")
    builder.flag(
      "annealing.isSupported", results.mergingSpread < 1.25 && projected < 1e-9 && plain < 0.1,
      "whether the rates of the direction merge and, replayed without weight normalization, give the"
        + " same curve")
    recordSchedules(results, into: &builder)
  }

  private static func recordSchedules(
    _ results: NoiseResults, into builder: inout RecordBuilder
  ) {
    let specification = results.specification
    let own: [NoiseArm] = [
      .fixed(octave: specification.fixedOctave), .slow(octave: specification.slowOctave),
    ]
    let schedules = specification.schedules.indices.map { NoiseArm.schedule($0) }
    for (arm, schedule) in zip(schedules, specification.schedules) {
      recordArm(arm, results, into: &builder)
      builder.number("\(arm.name).start", schedule.start, "η₀ of η₀/√(1 + t/s)")
      builder.number("\(arm.name).scale", schedule.scale, unit: "steps", "s of η₀/√(1 + t/s)")
      guard results.floors(arm).allSatisfy(\.isFinite) else { continue }
      builder.interval(
        "\(arm.name).floorGain", results.floorGain(arm, over: own[0]).interval, unit: "octaves",
        "log₂ of the ratio of floors, positive where the schedule's is lower than the frozen arm's")
      builder.interval(
        "\(arm.name).speedGain", results.speedGain(arm, over: own[0]).interval, unit: "octaves",
        "log₂ of the ratio of steps, positive where the schedule learns sooner than the frozen arm")
    }
    builder.flag(
      "quickerThanAnySchedule.isRefuted",
      schedules.map(results.floor).minimum < own.map(results.floor).minimum,
      "whether a schedule has a lower median floor than both weight-normalized arms")
  }
}
