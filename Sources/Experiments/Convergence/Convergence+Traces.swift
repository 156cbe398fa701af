internal import Runs

extension Convergence {
  static func traceTuning(
    _ result: ComparisonResult, _ index: Int, _ arm: Arm, into builder: inout RecordBuilder
  ) {
    let tuning = result.tuning[index]
    let seeds = zip(result.comparison.tuningSeeds, tuning.metrics[0]).map(\.0)
    builder.trace(
      Trace(
        name: "\(result.comparison.name).\(arm.name).tuning",
        explanation: "mean loss over the epochs against the learning rate, tuning seeds",
        x: Quantity("learning rate η"), y: Quantity("mean training loss (nats)"),
        positions: tuning.octaves.map(RateGrid.rate),
        paths: seeds.indices.map { seed in (seeds[seed], tuning.metrics.map { $0[seed] }) },
        keepsSeeds: false))
  }

  static func traceRuns(
    _ result: ComparisonResult, _ index: Int, _ arm: Arm, into builder: inout RecordBuilder
  ) {
    let runs = result.runs[index]
    let seeds = result.comparison.evaluationSeeds
    let epochs = (0...result.comparison.epochs).map(Double.init)
    func series(
      _ name: String, _ text: String, _ label: String, _ value: (Trainer.Run, Int) -> Double
    ) {
      builder.trace(
        Trace(
          name: "\(result.comparison.name).\(arm.name).\(name)", explanation: text,
          x: Quantity("epoch"), y: Quantity(label), positions: epochs,
          paths: zip(seeds, runs).map { seed, run in
            (seed, epochs.indices.map { $0 < run.losses.count ? value(run, $0) : .nan })
          }, keepsSeeds: false))
    }
    series("loss", "loss on the whole training set at η*", "training loss (nats)") {
      $0.losses[$1]
    }
    for layer in 0..<result.comparison.sizes.count - 1 {
      series("layer\(layer + 1).norm", "mean ‖v‖ of layer \(layer + 1) at η*", "mean ‖v‖") {
        $0.directionNorms[$1][layer]
      }
      // Without a magnitude of its own a layer's is the norm again.
      guard arm.parameterization != .standard else { continue }
      recordLayer(result, index, arm, layer, into: &builder)
      series("layer\(layer + 1).magnitude", "mean |g| of layer \(layer + 1) at η*", "mean |g|") {
        $0.magnitudes[$1][layer]
      }
    }
  }

  /// Where the magnitudes of a layer start and end.
  private static func recordLayer(
    _ result: ComparisonResult, _ index: Int, _ arm: Arm, _ layer: Int,
    into builder: inout RecordBuilder
  ) {
    let name = "\(result.comparison.name).\(arm.name).layer\(layer + 1)"
    let paths = result.runs[index].map { run in run.magnitudes.map { $0[layer] } }
    builder.number(
      "\(name).magnitudeStart", PairedEffect.mean(paths.compactMap(\.first)),
      "mean |g| at the start, mean over seeds")
    builder.number(
      "\(name).magnitudeEnd", PairedEffect.mean(paths.compactMap(\.last)),
      "mean |g| at the end, mean over seeds")
  }
}
