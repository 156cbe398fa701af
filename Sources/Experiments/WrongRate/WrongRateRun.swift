internal import WeightNormCore

/// One arm at one rate and seed.
struct WrongRateRun: Sendable {
  /// The step after which ‖w‖, ‖v‖ or the loss was no finite number, or ‖w‖ beyond the bound.
  private(set) var blowUpStep: Int?
  private(set) var isCollapsed = false
  /// The first step with at most the near share of the first loss; nil where there is none, and for a
  /// run that blew up.
  private(set) var stepsToNear: Int?
  /// The greatest finite ‖w‖ of the path.
  private(set) var largestWeightNorm = 0.0
  /// The loss at the end over the first one; infinite for a run that blew up.
  private(set) var lossRatio = 1.0
  /// ‖v‖ at the end over its start; infinite for a run that blew up.
  private(set) var directionGrowth = 1.0
  /// ‖w‖ before the first step and after each, as long as it is finite; empty unless watched.
  private(set) var weightNorms: [Double] = []

  private let problem: WrongRateProblem
  private let arm: WrongRateArm
  private let multiple: Double
  private var firstLoss: Double?
  private var nearStep: Int?
  private var lastNorms = (weight: 0.0, direction: 0.0)

  /// - Throws: `CoreError` for anything but numbers that left their range.
  init(
    _ problem: WrongRateProblem, _ arm: WrongRateArm, multiple: Double
  ) throws(CoreError) {
    self.problem = problem
    self.arm = arm
    self.multiple = multiple
    try follow()
    if blowUpStep == nil {
      isCollapsed = lastNorms.weight < problem.specification.collapseNorm
      stepsToNear = nearStep
      directionGrowth = lastNorms.direction / problem.specification.startNorm
    } else {
      lossRatio = .infinity
      directionGrowth = .infinity
    }
  }

  /// Trains as long as everything is finite. The step after the last only yields the last loss.
  private mutating func follow() throws(CoreError) {
    let specification = problem.specification
    let rates = problem.rates(arm, multiple: multiple)
    let penalty = L2Penalty(weight: arm == .penalized ? specification.penalty : 0)
    var neuron = try problem.neuron(arm)
    var optimizer: any Optimizer<Double> = SGD(rates)
    var pass = Backpropagation(for: neuron.network, batchSize: problem.regression.x.rows)
    for step in 0...specification.steps {
      guard observeNorms(neuron, at: step) else { return }
      do {
        let loss = try neuron.step(
          on: problem.regression.x, problem.regression.targets, pass: &pass,
          optimizer: &optimizer, penalty: penalty)
        guard observe(loss, at: step) else { return }
      } catch CoreError.nonFiniteNorm, CoreError.nonFiniteScale {
        blowUpStep = blowUpStep ?? step
        return
      } catch CoreError.vanishingScale {
        try observeVanishing(of: neuron, at: step)
        return
      }
      if arm == .implicitlyPenalized {
        let factor = 1 / (1 + rates.base * specification.penalty)
        neuron = try Neuron(weight: neuron.direction.scaled(by: factor))
      }
    }
  }

  /// Takes in ‖w‖ and ‖v‖; false where one is not finite.
  private mutating func observeNorms(_ neuron: Neuron, at step: Int) -> Bool {
    let norms = (weight: neuron.magnitude.magnitude, direction: neuron.direction.norm)
    guard norms.weight.isFinite, norms.direction.isFinite else {
      blowUpStep = blowUpStep ?? step
      return false
    }
    let specification = problem.specification
    if norms.weight > specification.blowUpFactor * specification.targetNorm {
      blowUpStep = blowUpStep ?? step
    }
    lastNorms = norms
    largestWeightNorm = max(largestWeightNorm, norms.weight)
    if multiple == specification.watchedMultiple { weightNorms.append(norms.weight) }
    return true
  }

  /// g fell below the normal numbers: w is 0 from here on, unless it is v that grew out of all
  /// proportion.
  private mutating func observeVanishing(of neuron: Neuron, at step: Int) throws(CoreError) {
    guard lastNorms.weight < problem.specification.collapseNorm else {
      blowUpStep = blowUpStep ?? step
      return
    }
    let (x, targets) = (problem.regression.x, problem.regression.targets)
    let zero = try Neuron(weight: neuron.direction.scaled(by: 0)).network
    var pass = Backpropagation(for: zero, batchSize: x.rows)
    _ = observe(try pass.loss(zero, x, targets), at: step)
  }

  /// Takes in the loss; false where it is not finite.
  private mutating func observe(_ loss: Double, at step: Int) -> Bool {
    guard loss.isFinite else {
      blowUpStep = blowUpStep ?? step
      return false
    }
    let first = firstLoss ?? loss
    firstLoss = first
    lossRatio = loss / first
    if nearStep == nil, lossRatio <= problem.specification.nearShare { nearStep = step }
    return true
  }
}
