internal import WeightNormCore

/// The quadratic of one seed, and what every arm starts from.
struct WrongRateProblem: Sendable {
  let specification: WrongRate.Specification
  let regression: SpectralRegression
  /// v, and w where g is not frozen.
  let start: [Double]

  init(_ specification: WrongRate.Specification, seed: Int) throws(CoreError) {
    var data = RandomStream(experiment: WrongRate.id, .data, seed: seed)
    var initialization = RandomStream(experiment: WrongRate.id, .initialization, seed: seed)
    self.specification = specification
    regression = try SpectralRegression(
      curvatures: specification.curvatures, minimumNorm: specification.targetNorm, from: &data)
    start = initialization.direction(specification.inputSize)
      .scaled(by: specification.startNorm)
  }

  /// Every arm at every rate: [arm][multiple].
  func runs() throws(CoreError) -> [[WrongRateRun]] {
    var runs: [[WrongRateRun]] = []
    for arm in specification.arms {
      var row: [WrongRateRun] = []
      for multiple in specification.multiples {
        row.append(try WrongRateRun(self, arm, multiple: multiple))
      }
      runs.append(row)
    }
    return runs
  }

  func neuron(_ arm: WrongRateArm) throws(CoreError) -> Neuron {
    let norm = specification.startNorm
    return switch arm {
    case .standard, .penalized, .implicitlyPenalized: try Neuron(weight: start)
    case .fixed:
      try Neuron(direction: start, magnitude: specification.targetNorm, form: .frozen)
    case .trained, .ownRate: try Neuron(direction: start, magnitude: norm)
    case .logarithmic: try Neuron(direction: start, magnitude: norm, form: .logarithmic)
    }
  }

  func rates(_ arm: WrongRateArm, multiple: Double) -> LearningRates {
    LearningRates(
      specification.rate(multiple),
      magnitude: arm == .ownRate ? specification.magnitudeRate : nil, bias: 0)
  }
}
