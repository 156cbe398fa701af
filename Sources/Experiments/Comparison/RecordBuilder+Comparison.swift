internal import Runs
internal import WeightNormCore

/// What comparisons record of their arms and pairings.
extension RecordBuilder {
  mutating func arm(_ arm: Arm, of result: ComparisonResult, _ index: Int) {
    let name = "\(result.comparison.name).\(arm.name)"
    bestRate(name, result.tuning[index])
    number(
      "\(name).meanLoss", PairedEffect.mean(result.metrics[index]), unit: "nats",
      "mean training loss over the epochs at η*, mean over seeds")
    number(
      "\(name).finalLoss", PairedEffect.mean(result.runs[index].compactMap(\.losses.last)),
      unit: "nats", "training loss after the last epoch at η*, mean over seeds")
    accuracy(name, result.runs[index])
  }

  /// The rate that tuning found.
  mutating func bestRate(_ name: String, _ tuning: Tuner.Result) {
    bestOctave(name, tuning)
    number("\(name).rate", RateGrid.rate(tuning.bestOctave), "the best learning rate η*")
  }

  mutating func bestOctave(_ name: String, _ tuning: Tuner.Result) {
    number("\(name).octave", tuning.bestOctave, "log₂ of the best learning rate")
    flag("\(name).isInterior", tuning.isInterior, "whether η* is an inner rate of the grid")
  }

  mutating func accuracy(_ name: String, _ runs: [Trainer.Run]) {
    number(
      "\(name).accuracy", PairedEffect.mean(runs.map(\.testAccuracy)),
      "test accuracy after the last epoch at η*, mean over seeds")
  }

  /// The metric at all rates that were tried.
  mutating func tuning(_ name: String, _ tuning: Tuner.Result, seeds: [Int]) {
    // Arms may be tuned with fewer seeds than the comparison has.
    let seeds = zip(seeds, tuning.metrics[0]).map(\.0)
    trace(
      Trace(
        name: "\(name).tuning",
        explanation: "mean loss over the epochs against the learning rate, tuning seeds",
        x: Quantity("learning rate η"), y: Quantity("mean training loss (nats)"),
        positions: tuning.octaves.map(RateGrid.rate),
        paths: seeds.indices.map { seed in (seeds[seed], tuning.metrics.map { $0[seed] }) },
        keepsSeeds: false))
  }

  mutating func effect(_ pairing: Pairing, in result: ComparisonResult, margin: Double) {
    let name = "\(result.comparison.name).\(pairing.name)"
    let effect = result.effect(pairing.first, over: pairing.second)
    interval(
      "\(name).effect", effect.interval, unit: "octaves",
      "log₂ of the ratio of mean losses, positive where \(pairing.first.name) is better")
    integer(
      "\(name).favourable", effect.positiveCount,
      "seeds in which \(pairing.first.name) has the lower mean loss")
    text(
      "\(name).verdict", result.verdict(effect, of: pairing, margin: margin),
      "what the interval says against a margin of ±\(margin) octaves; void where a best rate stands"
        + " at the edge of its grid")
  }

  /// Losses, lengths and magnitudes against the epoch.
  mutating func runs(_ arm: Arm, of result: ComparisonResult, _ index: Int) {
    let runs = result.runs[index]
    let seeds = result.comparison.evaluationSeeds
    let epochs = (0...result.comparison.epochs).map(Double.init)
    func series(
      _ name: String, _ text: String, _ label: String, _ value: (Trainer.Run, Int) -> Double
    ) {
      trace(
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
      magnitudes(arm, of: result, index, layer: layer)
      series("layer\(layer + 1).magnitude", "mean |g| of layer \(layer + 1) at η*", "mean |g|") {
        $0.magnitudes[$1][layer]
      }
    }
  }

  /// Where the magnitudes of a layer start and end.
  private mutating func magnitudes(
    _ arm: Arm, of result: ComparisonResult, _ index: Int, layer: Int
  ) {
    let name = "\(result.comparison.name).\(arm.name).layer\(layer + 1)"
    let paths = result.runs[index].map { run in run.magnitudes.map { $0[layer] } }
    number(
      "\(name).magnitudeStart", PairedEffect.mean(paths.compactMap(\.first)),
      "mean |g| at the start, mean over seeds")
    number(
      "\(name).magnitudeEnd", PairedEffect.mean(paths.compactMap(\.last)),
      "mean |g| at the end, mean over seeds")
  }
}
