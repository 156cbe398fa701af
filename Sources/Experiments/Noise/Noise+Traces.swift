internal import Runs

extension Noise {
  /// What selected neurons did, step by step.
  static func traceSteps(_ results: NoiseResults, into builder: inout RecordBuilder) {
    let specification = results.specification
    for octave in specification.watched {
      let arm = NoiseArm.fixed(octave: octave)
      let name = arm.name
      traceSteps(
        "\(name).rate", "the rate at which the direction learns", "ηg²/‖v‖²", arm, \.rates,
        results, into: &builder)
      traceSteps(
        "\(name).norm", "length of v", "‖v‖", arm, \.norms, results, into: &builder)
    }
    for (name, arm) in excessArms(results) {
      traceSteps(
        "\(name).excess", "excess loss", "excess loss", arm, \.excess, results, into: &builder)
    }
  }

  /// The neurons whose losses are recorded: those that are compared, and the controls.
  private static func excessArms(
    _ results: NoiseResults
  ) -> [(name: String, arm: NoiseArm)] {
    let specification = results.specification
    let fixed = NoiseArm.fixed(octave: specification.fixedOctave)
    let named: [(String, NoiseArm?)] = [
      ("fixed", fixed), ("fixed.equalFloor", results.equalFloor(to: fixed)),
      ("replay.reference", .fixed(octave: specification.replayOctave)),
      ("replay.plain", .replay(octave: specification.replayOctave)),
      ("replay.constant", .standard(octave: specification.replayOctave)),
    ]
    let schedules = specification.schedules.indices.map { index in
      (NoiseArm.schedule(index).name, Optional(NoiseArm.schedule(index)))
    }
    return (named + schedules).compactMap { name, arm in arm.map { (name, $0) } }
  }

  private static func traceSteps(
    _ name: String, _ text: String, _ label: String, _ arm: NoiseArm,
    _ values: (NoisePath) -> [Double], _ results: NoiseResults, into builder: inout RecordBuilder
  ) {
    let kept = Thinning.logarithmic.positions(of: results.specification.steps + 1)
    builder.trace(
      Trace(
        name: name, explanation: text, x: Quantity("step"), y: Quantity(label),
        positions: kept.map(Double.init),
        paths: zip(results.specification.seeds, results.paths(arm)).map { ($0, values($1)) },
        keepsSeeds: false))
  }

  /// Floors against the rate, and where most runs diverged.
  static func traceRates(_ results: NoiseResults, into builder: inout RecordBuilder) {
    let specification = results.specification
    let octaves = specification.rates.octaves
    let families: [(name: String, octaves: [Double], arm: (Double) -> NoiseArm)] = [
      ("standard", specification.standardOctaves, { .standard(octave: $0) }),
      ("fixed", octaves, { .fixed(octave: $0) }),
      ("trained", octaves, { .trained(octave: $0) }),
      ("trained-slow", octaves, { .slow(octave: $0) }),
    ]
    for (name, octaves, arm) in families {
      let floors = octaves.map { results.floors(arm($0)) }
      // Over the survivors alone a median would flatter.
      let sound = floors.map { $0.median.isFinite ? $0 : $0.map { _ in .nan } }
      trace(
        "\(name).floor", "mean excess loss of the last steps", "excess loss at the end", octaves,
        sound, results, into: &builder)
      let diverged = floors.map { floors in
        floors.map { _ in floors.median.isFinite ? .nan : specification.divergenceMark }
      }
      guard diverged.joined().contains(where: \.isFinite) else { continue }
      trace(
        "\(name).divergence", "a mark at each rate at which the median run diverged",
        "excess loss at the end", octaves, diverged, results, into: &builder)
    }
  }

  /// A series against η: `values` holds one array per rate, of one element per seed.
  static func trace(
    _ name: String, _ text: String, _ label: String, _ octaves: [Double], _ values: [[Double]],
    _ results: NoiseResults, into builder: inout RecordBuilder
  ) {
    builder.trace(
      Trace(
        name: name, explanation: text, x: Quantity("learning rate η"), y: Quantity(label),
        positions: octaves.map(RateGrid.rate),
        paths: results.specification.seeds.enumerated().map { index, seed in
          (seed, values.map { $0[index] })
        }, keepsSeeds: false))
  }
}
