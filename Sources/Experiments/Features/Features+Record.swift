internal import Runs
internal import WeightNormCore

// MARK: Synthetic

extension Features {
  /// `paths` holds one element per cell and seed, in this order, each with one path per arm.
  static func record(
    _ paths: [[FeaturePath]], _ specification: SyntheticFeatures,
    into builder: inout RecordBuilder
  ) {
    let count = specification.seeds.count
    for (index, cell) in SyntheticFeatures.Cell.allCases.enumerated() {
      let own = Array(paths[index * count..<(index + 1) * count])
      for (index, arm) in specification.arms.enumerated() {
        let name = "\(cell.rawValue).\(arm.name)"
        recordArm(name, own.map { $0[index] }, specification, into: &builder)
        trace(name, own.map { $0[index] }, specification, into: &builder)
      }
      recordEffects(cell, own, specification, into: &builder)
    }
  }

  private static func recordArm(
    _ name: String, _ paths: [FeaturePath], _ specification: SyntheticFeatures,
    into builder: inout RecordBuilder
  ) {
    builder.number(
      "\(name).steps", paths.map { Double($0.stepsToTarget) }.median, unit: "steps",
      "median first step at which the excess loss meets the target; where it never does, one more than"
        + " there are steps")
    builder.integer(
      "\(name).censored", paths.count(where: \.isCensored), "seeds that never met the target")
    builder.number(
      "\(name).excess", paths.map(\.lastExcess).median,
      "median excess loss at the end, over that of the best constant")
    builder.number(
      "\(name).octave", paths.map(\.octave).median, "median log₂ of the best learning rate")
    builder.integer(
      "\(name).edges", edges(paths.map(\.octave), specification.octaves),
      "seeds whose best rate stands at the edge of the grid")
  }

  private static func edges(_ best: [Double], _ grid: [Double]) -> Int {
    best.count { $0 == grid.first || $0 == grid.last }
  }

  private static func recordEffects(
    _ cell: SyntheticFeatures.Cell, _ paths: [[FeaturePath]], _ specification: SyntheticFeatures,
    into builder: inout RecordBuilder
  ) {
    func own(_ arm: FeatureArm) -> [FeaturePath] {
      guard let index = specification.arms.firstIndex(of: arm) else { return [] }
      return paths.map { $0[index] }
    }
    let (plain, normalized) = (own(.standard), own(.weightNorm))
    let standardized = own(.standardizedStandard)
    let bootstrap = RandomStream(experiment: "\(id)/\(cell.rawValue)", .bootstrap, seed: 0)
    let steps = PairedEffect.log2Ratio(
      first: standardized.map { Double($0.stepsToTarget) },
      second: normalized.map { Double($0.stepsToTarget) }, from: bootstrap)
    let name = "\(cell.rawValue).std-standardized-over-wn"
    let words =
      "log₂ of the ratio of steps, weight norm on raw features over standard on standardized"
    builder.interval("\(name).steps", steps.interval, unit: "octaves", words)
    builder.number("\(name).low", steps.interval.low, "the lower end of that interval")
    builder.flag(
      "\(name).isBound", normalized.contains(where: \.isCensored),
      "whether runs that never met the target make that a lower bound")
    let excess = PairedEffect.log2Ratio(
      first: normalized.map(\.lastExcess), second: plain.map(\.lastExcess), from: bootstrap)
    builder.interval(
      "\(cell.rawValue).wn-over-standard.excess", excess.interval, unit: "octaves",
      "log₂ of the ratio of excess losses at the end on raw features, positive where weight norm is"
        + " better")
    builder.integer(
      "\(cell.rawValue).wn-over-standard.favourable", excess.positiveCount,
      "seeds in which weight norm ends lower on raw features")
    let composed = zip(own(.standardizedWeightNorm), standardized)
    builder.flag(
      "\(cell.rawValue).composes",
      composed.allSatisfy { $0.stepsToTarget <= 2 * $1.stepsToTarget + 2 },
      "whether weight norm on standardized features needs at most twice the steps of standard there,"
        + " and two, in every seed")
  }

  private static func trace(
    _ name: String, _ paths: [FeaturePath], _ specification: SyntheticFeatures,
    into builder: inout RecordBuilder
  ) {
    let kept = Thinning.logarithmic.positions(of: specification.steps + 1)
    builder.trace(
      Trace(
        name: "\(name).path", explanation: "excess loss at the best rate",
        x: Quantity("step"), y: Quantity("excess loss, relative"),
        positions: kept.map(Double.init),
        paths: zip(specification.seeds, paths).map { seed, path in
          (seed, kept.map { $0 < path.excess.count ? path.excess[$0] : .nan })
        }, keepsSeeds: false))
  }
}

// MARK: Real

extension Features {
  /// `fits` holds one element a model and seed, in this order, each with one fit an arm.
  static func record(
    _ fits: [[FeatureFit]], _ specification: RealFeatures, into builder: inout RecordBuilder
  ) {
    let count = specification.seeds.count
    for (index, model) in specification.models.enumerated() {
      let own = Array(fits[index * count..<(index + 1) * count])
      for (index, arm) in specification.arms.enumerated() {
        recordArm(model, arm, own.map { $0[index] }, specification, into: &builder)
      }
      let losses = { (arm: FeatureArm) -> [Double] in
        guard let index = specification.arms.firstIndex(of: arm) else { return [] }
        return own.map { $0[index].loss }
      }
      builder.number(
        "\(model.name).lossRatio",
        PairedEffect.mean(losses(.standardizedStandard))
          / PairedEffect.mean(losses(.weightNorm)),
        "mean training loss of standard on standardized features over weight norm's on raw ones")
    }
  }

  private static func recordArm(
    _ model: RealFeatures.Model, _ arm: FeatureArm, _ fits: [FeatureFit],
    _ specification: RealFeatures, into builder: inout RecordBuilder
  ) {
    let name = "\(model.name).\(arm.name)"
    builder.number(
      "\(name).loss", PairedEffect.mean(fits.map(\.loss)), unit: "nats",
      "training loss after the last step at the best rate, mean over seeds")
    builder.number(
      "\(name).accuracy", PairedEffect.mean(fits.map(\.testAccuracy)),
      "test accuracy at that rate, mean over seeds")
    builder.number(
      "\(name).octave", fits.map(\.octave).median, "median log₂ of the best learning rate")
    builder.integer(
      "\(name).edges", edges(fits.map(\.octave), specification.octaves(of: arm)),
      "seeds whose best rate stands at the edge of the grid")
  }
}
