internal import Runs
internal import WeightNormCore

extension FullSize {
  static func record(_ results: FullSizeResults, into builder: inout RecordBuilder) {
    for index in results.specification.arms.indices {
      recordArm(results, index, into: &builder)
      traceArm(results, index, into: &builder)
      traceLayers(results, index, into: &builder)
    }
    builder.integer(
      "stepCount", results.specification.epochs * results.specification.stepsPerEpoch,
      "steps of a run")
    recordRange(results, into: &builder)
    guard results.specification.givesIntervals else { return }
    for pairing in results.specification.comparisons {
      recordEffect(results, pairing, into: &builder)
    }
  }

  private static func recordArm(
    _ results: FullSizeResults, _ index: Int, into builder: inout RecordBuilder
  ) {
    let name = results.specification.arms[index].name
    let tuning = results.tuning[index]
    let runs = results.runs[index]
    builder.number("\(name).octave", tuning.bestOctave, "log₂ of the best learning rate")
    builder.number("\(name).rate", RateGrid.rate(tuning.bestOctave), "the best learning rate η*")
    builder.flag(
      "\(name).isInterior", tuning.isInterior, "whether η* is an inner rate of those tried")
    builder.number(
      "\(name).meanLoss", PairedEffect.mean(results.metrics[index]), unit: "nats",
      "mean loss of all batches at η*, mean over seeds")
    builder.integer(
      "\(name).blowUps", runs.count { $0.blowUpStep != nil },
      "seeds in which the run left the finite numbers")
    let accuracies = runs.map { $0.accuracies.last ?? 0 }
    builder.number(
      "\(name).accuracy", PairedEffect.mean(accuracies),
      "test accuracy after the last epoch, mean over seeds; 0 after a blow-up")
    builder.number("\(name).accuracyLeast", accuracies.min() ?? 0, "its least over seeds")
    builder.number("\(name).accuracyGreatest", accuracies.max() ?? 0, "its greatest over seeds")
  }

  /// How far the methods lie apart.
  private static func recordRange(
    _ results: FullSizeResults, into builder: inout RecordBuilder
  ) {
    let means = results.runs.map { runs in
      PairedEffect.mean(runs.map { $0.accuracies.last ?? 0 })
    }
    builder.number(
      "accuracyRange", 100 * ((means.max() ?? 0) - (means.min() ?? 0)), unit: "pp",
      "test accuracy of the best method minus that of the worst, means over seeds")
    let spreads = results.runs.map { runs in
      let accuracies = runs.map { $0.accuracies.last ?? 0 }
      return 100 * ((accuracies.max() ?? 0) - (accuracies.min() ?? 0))
    }
    builder.number(
      "accuracySpread", spreads.max() ?? 0, unit: "pp",
      "greatest range of test accuracy over the seeds of one method")
  }

  private static func recordEffect(
    _ results: FullSizeResults, _ pairing: Pairing, into builder: inout RecordBuilder
  ) {
    let arms = results.specification.arms
    guard let first = arms.firstIndex(of: pairing.first),
      let second = arms.firstIndex(of: pairing.second)
    else { return }
    let stream = RandomStream(experiment: id, .bootstrap, seed: 0)
    let effect = PairedEffect.log2Ratio(
      first: results.metrics[first], second: results.metrics[second], from: stream)
    builder.interval(
      "\(pairing.name).effect", effect.interval, unit: "octaves",
      "log₂ of the ratio of mean losses, positive where \(pairing.first.name) is better")
    builder.integer(
      "\(pairing.name).favourable", effect.positiveCount,
      "seeds in which \(pairing.first.name) has the lower mean loss")
    let differences = zip(results.runs[first], results.runs[second]).map {
      100 * (($0.accuracies.last ?? 0) - ($1.accuracies.last ?? 0))
    }
    builder.interval(
      "\(pairing.name).accuracy", PairedEffect(differences, from: stream).interval, unit: "pp",
      "test accuracy of \(pairing.first.name) minus that of \(pairing.second.name)")
  }

  private static func traceArm(
    _ results: FullSizeResults, _ index: Int, into builder: inout RecordBuilder
  ) {
    let specification = results.specification
    let name = specification.arms[index].name
    let width = specification.lossSteps
    let windows = specification.epochs * specification.stepsPerEpoch / width
    let paths = zip(specification.seeds, results.runs[index])
    builder.trace(
      Trace(
        name: "\(name).loss", explanation: "mean loss of the last \(width) batches at η*",
        x: Quantity("step"), y: Quantity("loss of the batches (nats)"),
        positions: (1...windows).map { Double($0 * width) },
        paths: paths.map { seed, run in
          (
            seed,
            (0..<windows).map { window in
              let losses = run.losses.dropFirst(window * width).prefix(width)
              return losses.count == width ? PairedEffect.mean(Array(losses)) : .nan
            }
          )
        }, keepsSeeds: false))
    builder.trace(
      Trace(
        name: "\(name).accuracy", explanation: "test accuracy at η*", x: Quantity("epoch"),
        y: Quantity("test accuracy"), positions: (1...specification.epochs).map(Double.init),
        paths: paths.map { seed, run in
          (
            seed,
            (0..<specification.epochs).map {
              $0 < run.accuracies.count ? run.accuracies[$0] : .nan
            }
          )
        }, keepsSeeds: false))
    let tuning = results.tuning[index]
    builder.trace(
      Trace(
        name: "\(name).tuning",
        explanation: "mean loss of the first epoch's batches against the learning rate",
        x: Quantity("learning rate η"), y: Quantity("mean loss of the first epoch (nats)"),
        positions: tuning.octaves.map(RateGrid.rate),
        paths: [(specification.tuningSeed, tuning.metrics.map { $0[0] })], keepsSeeds: false))
  }

  private static func traceLayers(
    _ results: FullSizeResults, _ index: Int, into builder: inout RecordBuilder
  ) {
    let specification = results.specification
    let arm = specification.arms[index]
    let epochs = Array(0...specification.epochs)
    func series(
      _ name: String, _ text: String, _ value: @escaping (FullSizeTrainer.Run) -> [[Double]],
      _ layer: Int
    ) {
      builder.trace(
        Trace(
          name: "\(arm.name).layer\(layer + 1).\(name)",
          explanation: "mean \(text) of layer \(layer + 1) at η*", x: Quantity("epoch"),
          y: Quantity("mean \(text)"), positions: epochs.map(Double.init),
          paths: zip(specification.seeds, results.runs[index]).map { seed, run in
            let values = value(run)
            return (seed, epochs.map { $0 < values.count ? values[$0][layer] : .nan })
          }, keepsSeeds: false))
    }
    for layer in 0..<specification.sizes.count - 1 {
      series("norm", "‖v‖", \.directionNorms, layer)
      // Without a magnitude of its own a layer's is the norm again.
      guard arm.parameterization != .standard else { continue }
      series("magnitude", "|g|", \.magnitudes, layer)
    }
  }
}
