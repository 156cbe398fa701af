internal import Runs
internal import Statistics
internal import WeightNormCore

extension Features {
  struct Result: Recorded {
    /// By what is wrong with the features: `scale`.
    var cells: Parts<CellResult>
    /// By model: `wine-softmax`.
    var models: Parts<ModelResult>

    /// `paths` holds one element per seed and cell, `fits` one per seed and model.
    init(
      _ paths: [[[FeatureArm: FeaturePath]]], _ fits: [[[FeatureArm: FeatureFit]]],
      _ specification: Specification
    ) {
      cells = Parts(
        SyntheticFeatures.Cell.allCases.enumerated().map { index, cell in
          (cell.rawValue, CellResult(cell, paths.map { $0[index] }, specification.synthetic))
        })
      models = Parts(
        specification.real.models.enumerated().map { index, model in
          (model.name, ModelResult(model, fits.map { $0[index] }, specification.real))
        })
    }
  }

  struct CellResult: Recorded {
    /// By arm: `wn-standardized`.
    var arms: Parts<ArmResult>
    @Measured(
      "log₂ of the ratio of steps, weight norm on raw features over standard on standardized",
      unit: "octaves")
    var stepRatio: Sampled<Interval>
    @Measured(
      "log₂ of the ratio of excess losses at the end on raw features, positive where weight norm is"
        + " better", unit: "octaves")
    var excessRatio: Interval
    @Measured(
      "seeds in which weight norm on standardized features needs more than twice the steps of standard"
        + " there, and two")
    var slower: Int

    init(
      _ cell: SyntheticFeatures.Cell, _ paths: [[FeatureArm: FeaturePath]],
      _ specification: SyntheticFeatures
    ) {
      func own(_ arm: FeatureArm) -> [FeaturePath] { paths.compactMap { $0[arm] } }
      func steps(_ arm: FeatureArm) -> [Double] { own(arm).map(\.stepsToTarget) }
      let part = "\(id)/\(cell.rawValue)"
      func ratio(_ first: [Double], _ second: [Double]) -> PairedEffect {
        .log2Ratio(
          first: first, second: second, from: RandomStream(experiment: part, .bootstrap, seed: 0))
      }
      arms = Parts(specification.arms.map { ($0.name, ArmResult(own($0))) })
      stepRatio = Sampled(ratio(steps(.standardizedStandard), steps(.weightNorm)), of: part)
      excessRatio =
        ratio(own(.weightNorm).map(\.lastExcess), own(.standard).map(\.lastExcess)).interval
      slower = zip(steps(.standardizedWeightNorm), steps(.standardizedStandard))
        .count { $0 > 2 * $1 + 2 }
    }
  }

  /// One arm of a cell at its best rates.
  struct ArmResult: Recorded {
    @Measured(
      "median first step at which the excess loss meets the target; where it never does, one more than"
        + " there are steps", unit: "steps")
    var steps: Double
    @Measured("seeds that never met the target") var censored: Int
    @Measured("median excess loss at the end, over that of the best constant") var excess: Double
    @Plotted("excess loss at the best rate", x: "step", y: "excess loss, relative")
    var path: SeriesValues

    init(_ paths: [FeaturePath]) {
      steps = paths.map(\.stepsToTarget).median
      censored = paths.count(where: \.isCensored)
      excess = paths.map(\.lastExcess).median
      path = .steps(of: paths.map(\.excess))
    }
  }

  struct ModelResult: Recorded {
    /// By arm: `wn-standardized`.
    var arms: Parts<FitResult>
    @Measured(
      "mean training loss of standard on standardized features over weight norm's on raw ones")
    var lossRatio: Sampled<Double>

    init(
      _ model: RealFeatures.Model, _ fits: [[FeatureArm: FeatureFit]], _ specification: RealFeatures
    ) {
      func own(_ arm: FeatureArm) -> [FeatureFit] { fits.compactMap { $0[arm] } }
      arms = Parts(
        specification.arms.map {
          ($0.name, FitResult(own($0), grid: specification.exponents(of: $0)))
        })
      let losses = zip(own(.standardizedStandard), own(.weightNorm)).map { ($0.loss, $1.loss) }
      lossRatio = Sampled(of: "\(id)/\(model.name)", losses) { losses in
        losses.map(\.0).mean / losses.map(\.1).mean
      }
    }
  }

  /// One arm of a model at its best rates.
  struct FitResult: Recorded {
    @Measured("training loss after the last step at the best rate, mean over seeds", unit: "nats")
    var loss: Double
    @Measured("test accuracy at that rate, mean over seeds") var accuracy: Double
    @Measured("seeds whose best rate stands at the edge of the grid") var edges: Int

    init(_ fits: [FeatureFit], grid: [Double]) {
      loss = fits.map(\.loss).mean
      accuracy = fits.map(\.testAccuracy).mean
      edges = fits.count { $0.exponent == grid.first || $0.exponent == grid.last }
    }
  }
}
