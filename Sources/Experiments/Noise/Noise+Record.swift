internal import Runs

extension Noise {
  /// Floor and speed of every arm at every octave of η.
  static func recordArms(_ results: NoiseResults, into builder: inout RecordBuilder) {
    let specification = results.specification
    let standard = specification.rates.octaves.map { NoiseArm.standard(octave: $0) }
    for arm in standard + specification.weightNormArms {
      recordArm(arm, results, into: &builder)
      builder.integer(
        "\(arm.name).diverged", results.paths(arm).count { $0.divergence != nil },
        "seeds that left the finite numbers or grew beyond \(Int(specification.divergenceFactor))"
          + " times ‖w*‖")
    }
    recordRanges(results, into: &builder)
    recordLowest(results, into: &builder)
  }

  /// Floor and speed of one arm. A median that diverged has no floor.
  static func recordArm(
    _ arm: NoiseArm, _ results: NoiseResults, into builder: inout RecordBuilder
  ) {
    let threshold = results.specification.threshold
    let floor = results.floor(arm)
    if floor.isFinite {
      builder.number(
        "\(arm.name).floor", floor, "median over seeds of the mean excess loss of the last steps")
    }
    builder.number(
      "\(arm.name).steps", results.steps(arm).median, unit: "steps",
      "median first step with an excess loss of at most \(threshold); a lower bound where half of the"
        + " seeds never come there")
    builder.integer(
      "\(arm.name).censored", results.censored(arm),
      "seeds that never come to an excess loss of \(threshold)")
  }

  private static func recordRanges(_ results: NoiseResults, into builder: inout RecordBuilder) {
    let specification = results.specification
    let own = specification.fixedRange.octaves
    let standard = specification.standardRange.octaves
    let ranges: [(name: String, value: Double)] = [
      ("fixed", results.floorRange(own) { .fixed(octave: $0) }),
      ("trained-slow", results.floorRange(own) { .slow(octave: $0) }),
      ("standard", results.floorRange(standard) { .standard(octave: $0) }),
    ]
    for (name, value) in ranges where value.isFinite {
      builder.number(
        "\(name).floorRange", value, "greatest over least median floor over a range of rates")
    }
  }

  /// Where the standard neuron is best of all: a rate so low that its floor is the lowest.
  private static func recordLowest(_ results: NoiseResults, into builder: inout RecordBuilder) {
    let specification = results.specification
    let arm = NoiseArm.standard(octave: specification.rates.lowest)
    let own = NoiseArm.fixed(octave: specification.fixedOctave)
    builder.number(
      "standard.lowest.timesLater", results.steps(arm).median / results.steps(own).median,
      "how many times later the standard neuron at the lowest rate learns than the frozen arm")
    let floors = specification.weightNormArms.map(results.floor).minimum
    builder.flag(
      "standard.lowest.isLowest", results.floor(arm) < floors,
      "whether its median floor is below that of every weight-normalized arm at every rate")
  }
}
