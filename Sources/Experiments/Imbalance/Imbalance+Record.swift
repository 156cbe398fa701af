internal import Runs

extension Imbalance {
  static func record(
    _ results: [ComparisonResult], _ specification: Specification, into builder: inout RecordBuilder
  ) {
    for result in results {
      recordSetting(of: result.comparison, into: &builder)
      for (index, arm) in result.comparison.arms.enumerated() {
        builder.arm(arm, of: result, index)
        builder.tuning(
          "\(result.comparison.name).\(arm.name)", result.tuning[index],
          seeds: result.comparison.tuningSeeds)
      }
      for pairing in specification.comparisons
      where result.compares(pairing.first, pairing.second) {
        builder.effect(pairing, in: result, margin: specification.margin)
      }
    }
    let imbalanced = results.filter { $0.comparison.drawScale == nil }
    let scaled = results.filter { $0.comparison.imbalance == nil }
      .sorted { $0.comparison.scale < $1.comparison.scale }
    for arm in specification.cells[0].arms {
      recordSpread(arm, over: imbalanced, into: &builder)
      recordSameRates(arm, imbalanced, specification, into: &builder)
      trace(
        arm, "byImbalance", "imbalance κ of the layers", imbalanced, \.kappa, into: &builder)
      trace(arm, "byDrawScale", "scale of the draw", scaled, \.scale, into: &builder)
    }
    recordRobustness(imbalanced, specification, into: &builder)
  }

  private static func recordSetting(
    of cell: Comparison, into builder: inout RecordBuilder
  ) {
    builder.number("\(cell.name).imbalance", cell.kappa, "κ, by which layers start out of balance")
    builder.number("\(cell.name).drawScale", cell.scale, "factor of every layer's draw")
    builder.integer("\(cell.name).tuningSeedCount", cell.tuningSeeds.count, "seeds of the tuning")
  }

  /// How far an arm's loss and best rate go apart over the imbalances.
  private static func recordSpread(
    _ arm: Arm, over results: [ComparisonResult], into builder: inout RecordBuilder
  ) {
    guard let (losses, octaves) = levels(arm, in: results) else { return }
    builder.number(
      "\(arm.name).lossRatio", losses.maximum / losses.minimum,
      "greatest over least mean loss at the best rates of all imbalances")
    builder.number(
      "\(arm.name).octaveRange", octaves.maximum - octaves.minimum, unit: "octaves",
      "how far the best learning rate moves over all imbalances")
  }

  /// How much the judged imbalance changes an arm's loss at the same rate, tuning seeds.
  private static func recordSameRates(
    _ arm: Arm, _ results: [ComparisonResult], _ specification: Specification,
    into builder: inout RecordBuilder
  ) {
    guard let balanced = tuning(arm, at: 1, in: results),
      let judged = tuning(arm, at: specification.judgedImbalance, in: results)
    else { return }
    let differences = balanced.octaves.indices.compactMap { index -> Double? in
      let octave = balanced.octaves[index]
      guard octave <= specification.highestComparedOctave,
        let other = judged.octaves.firstIndex(of: octave)
      else { return nil }
      return (judged.means[other] - balanced.means[index]).magnitude
    }
    builder.number(
      "\(arm.name).sameRateDifference", ([0] + differences).maximum, unit: "nats",
      "greatest difference of the mean loss at an imbalance of"
        + " \(Int(specification.judgedImbalance)) from that without, at the same rate up to"
        + " 2^\(Int(specification.highestComparedOctave)), mean over tuning seeds")
  }

  private static func tuning(
    _ arm: Arm, at kappa: Double, in results: [ComparisonResult]
  ) -> Tuner.Result? {
    guard let result = results.first(where: { $0.comparison.kappa == kappa }),
      let index = result.comparison.arms.firstIndex(of: arm)
    else { return nil }
    return result.tuning[index]
  }

  /// The mean loss and log₂ η* of an arm in each cell; nil unless it is in every cell.
  private static func levels(
    _ arm: Arm, in results: [ComparisonResult]
  ) -> (losses: [Double], octaves: [Double])? {
    var levels: (losses: [Double], octaves: [Double]) = ([], [])
    for result in results {
      guard let index = result.comparison.arms.firstIndex(of: arm) else { return nil }
      levels.losses.append(PairedEffect.mean(result.metrics[index]))
      levels.octaves.append(result.tuning[index].bestOctave)
    }
    return levels
  }

  /// Whether an arm is better than the standard one where layers are imbalanced, and not worse where
  /// they are not; whether the logarithmic one does not see the imbalance.
  private static func recordRobustness(
    _ results: [ComparisonResult], _ specification: Specification, into builder: inout RecordBuilder
  ) {
    for arm in [Arm.weightNormHe, .weightNormLogarithmic] {
      let balanced = verdict(arm, at: 1, in: results, specification)
      let judged = verdict(arm, at: specification.judgedImbalance, in: results, specification)
      builder.flag(
        "\(arm.name).isRobust",
        judged == .better && (balanced == .equivalent || balanced == .inconclusive),
        "whether \(arm.name) is better than std-he at an imbalance of"
          + " \(Int(specification.judgedImbalance)), and equivalent or inconclusive without")
      if let (losses, _) = levels(arm, in: results) {
        builder.flag(
          "\(arm.name).isPracticallyInvariant",
          losses.maximum <= specification.sameLossRatio * losses.minimum,
          "whether the mean losses at the best rates of all imbalances are within a factor of"
            + " \(specification.sameLossRatio)")
      }
    }
  }

  /// What the effect over the standard arm says at an imbalance; nil where a best rate stands at the
  /// edge of its grid.
  private static func verdict(
    _ arm: Arm, at kappa: Double, in results: [ComparisonResult], _ specification: Specification
  ) -> CellVerdict? {
    guard let result = results.first(where: { $0.comparison.kappa == kappa }),
      result.compares(arm, .standardHe), !result.isVoid(arm, over: .standardHe)
    else { return nil }
    return CellVerdict(
      result.effect(arm, over: .standardHe).interval, margin: specification.margin)
  }

  /// The metric at the best rate against a setting of the cells.
  private static func trace(
    _ arm: Arm, _ name: String, _ label: String, _ results: [ComparisonResult],
    _ position: (Comparison) -> Double, into builder: inout RecordBuilder
  ) {
    let own = results.compactMap { result in
      result.comparison.arms.firstIndex(of: arm).map { (result, result.metrics[$0]) }
    }
    guard own.count > 1 else { return }
    builder.trace(
      Trace(
        name: "\(arm.name).\(name)", explanation: "mean loss over the epochs at the best rate",
        x: Quantity(label), y: Quantity("mean training loss (nats)"),
        positions: own.map { position($0.0.comparison) },
        paths: own[0].0.comparison.evaluationSeeds.enumerated().map { index, seed in
          (seed, own.map { $0.1[index] })
        }, keepsSeeds: false))
  }
}

extension Comparison {
  fileprivate var kappa: Double { imbalance ?? 1 }
  fileprivate var scale: Double { drawScale ?? 1 }
}

// MARK: Paths

extension Imbalance {
  static func record(_ paths: [InvariancePaths], into builder: inout RecordBuilder) {
    for setting in InvariancePaths.Setting.allCases {
      let own = paths.filter { $0.setting == setting }
      let worst = own.map(\.differences.maximum)
      let name = "invariance.\(setting.name)"
      builder.number(
        "\(name).greatestDifference", worst.maximum, unit: "nats",
        "greatest difference of a batch's loss between the imbalanced and the balanced run, all"
          + " steps and seeds")
      builder.number(
        "\(name).leastDifference", worst.minimum, unit: "nats",
        "least over seeds of the greatest difference over all steps")
      builder.trace(
        Trace(
          name: "\(name).difference",
          explanation: "greatest difference of a batch's loss between the imbalanced and the"
            + " balanced run, up to each step",
          x: Quantity("step"), y: Quantity("greatest difference so far (nats)"),
          positions: kept(own).map(Double.init),
          paths: own.map { path in
            let greatest = path.greatestDifferences
            return (path.seed, kept(own).map { greatest[$0] })
          },
          keepsSeeds: false))
    }
    let exact = paths.filter { $0.setting == .logarithmic }.map(\.differences.maximum).maximum
    let linear = paths.filter { $0.setting == .linear }.map(\.differences.maximum).minimum
    builder.flag(
      "invariance.isExact", exact < 1e-9 && linear > 0.1,
      "whether g = eˢ with frozen biases gives the same losses to 1e-9 whatever the imbalance, and a"
        + " linear g losses that differ by more than 0.1")
  }

  private static func kept(_ paths: [InvariancePaths]) -> [Int] {
    Thinning.linear.positions(of: paths[0].balanced.count)
  }
}
