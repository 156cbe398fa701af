internal import WeightNormCore

/// One arm at one rate and seed.
struct WrongRateRun: Sendable {
  /// The step after which ‖w‖, ‖v‖ or the loss was no finite number, or ‖w‖ beyond the bound.
  private(set) var blowUpStep: Int?
  /// ‖w‖ before the first step and after each, as long as it is finite; empty but at the watched rate.
  private(set) var weightNorms: [Double] = []
  /// The first step with at most the near share of the first loss; nil where there is none, and for a
  /// run that blew up.
  private(set) var stepsToNear: Int?
  /// The loss at the end over the first one; infinite for a run that blew up.
  private(set) var lossRatio = Double.infinity
  private(set) var isCollapsed = false
  /// ‖v‖ at the end over its start; infinite for a run that blew up.
  private(set) var directionGrowth = Double.infinity

  init(
    _ specification: WrongRate.Specification, _ regression: SpectralRegression,
    _ arm: WrongRateArm, multiple: Double
  ) throws(CoreError) {
    let path = try WrongRatePath(specification, regression, arm, multiple: multiple)
    blowUpStep = path.blowUpStep
    if multiple == specification.watchedMultiple { weightNorms = path.weightNorms }
    guard blowUpStep == nil else { return }
    let first = path.losses[0]
    stepsToNear = path.losses.firstIndex { $0 / first <= specification.nearShare }
    lossRatio = path.losses[path.losses.count - 1] / first
    isCollapsed = path.weightNorms[path.weightNorms.count - 1] < specification.collapseNorm
    directionGrowth = path.directionNorm / specification.startNorm
  }
}

/// What one run did, step by step.
private struct WrongRatePath {
  /// The step after which ‖w‖, ‖v‖ or the loss was no finite number, or ‖w‖ beyond the bound.
  var blowUpStep: Int?
  /// ‖w‖ before the first step and after each, as long as it is finite.
  var weightNorms: [Double] = []
  var losses: [Double] = []
  /// ‖v‖ at the end.
  var directionNorm = 0.0
  private let specification: WrongRate.Specification

  /// Trains as long as everything is finite. The step after the last only yields the last loss.
  ///
  /// - Throws: `CoreError` for anything but numbers that left their range.
  init(
    _ specification: WrongRate.Specification, _ regression: SpectralRegression,
    _ arm: WrongRateArm, multiple: Double
  ) throws(CoreError) {
    self.specification = specification
    let rate = specification.rate(multiple)
    var descent = NeuronDescent(
      of: try arm.neuron(specification, start: regression.start),
      on: regression.x, regression.targets, rate: rate,
      magnitudeRate: arm == .ownRate ? specification.magnitudeRate : nil,
      penalty: L2Penalty(weight: arm == .penalized ? specification.penalty : 0))
    for step in 0...specification.steps {
      guard observe(descent.neuron, at: step) else { return }
      switch try descent.outcome(collapseNorm: specification.collapseNorm) {
      case .step(let loss): losses.append(loss)
      case .collapse:
        let zero = try Neuron(weight: regression.start.scaled(by: 0))
        var last = NeuronDescent(of: zero, on: regression.x, regression.targets, rate: 0)
        losses.append(try last.step())
        return
      case .divergence:
        blowUp(at: step)
        return
      }
      if arm == .implicitlyPenalized {
        let factor = 1 / (1 + rate * specification.penalty)
        descent.neuron = try Neuron(weight: descent.neuron.direction.scaled(by: factor))
      }
    }
  }

  /// Takes in ‖w‖ and ‖v‖; false where one is not finite.
  private mutating func observe(_ neuron: Neuron, at step: Int) -> Bool {
    let (weight, direction) = (neuron.magnitude.magnitude, neuron.direction.norm)
    let isFinite = weight.isFinite && direction.isFinite
    if !isFinite || weight > specification.blowUpFactor * specification.targetNorm {
      blowUp(at: step)
    }
    guard isFinite else { return false }
    weightNorms.append(weight)
    directionNorm = direction
    return true
  }

  private mutating func blowUp(at step: Int) { blowUpStep = blowUpStep ?? step }
}
