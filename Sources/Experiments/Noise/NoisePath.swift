internal import WeightNormCore

/// What one neuron of the experiment leaves behind.
struct NoisePath: Sendable {
  let arm: NoiseArm
  /// The mean excess loss over the last steps; infinite for a run that diverged.
  private(set) var floor = 0.0
  /// The mean excess loss over all but the beginning; infinite for a run that diverged.
  private(set) var laterMean = 0.0
  /// The first step with an excess loss of at most the threshold; nil where there is none.
  private(set) var learned: Int?
  /// The step at which the run diverged.
  private(set) var divergence: Int?
  /// The rate at which the direction learns, and the other quantities, at the kept steps; NaN from the
  /// divergence on.
  private(set) var rates: [Double] = []
  private(set) var excess: [Double] = []
  private(set) var norms: [Double] = []

  init(_ arm: NoiseArm) {
    self.arm = arm
  }

  /// The direction's rate at the end; NaN for a run that diverged.
  var endRate: Double { rates.last ?? .nan }

  mutating func append(
    _ state: NeuronRow.State, rate: Double, step: Int, isKept: Bool,
    _ specification: Noise.Specification
  ) {
    if divergence == nil, !specification.isSound(state) { divergence = step }
    let isSound = divergence == nil
    if isSound, learned == nil, state.excess <= specification.threshold { learned = step }
    let excess = isSound ? state.excess : .infinity
    floor += specification.share(of: excess, at: step, inLast: specification.floorShare)
    laterMean += specification.share(of: excess, at: step, inLast: specification.laterShare)
    guard isKept else { return }
    rates.append(isSound ? rate : .nan)
    self.excess.append(isSound ? excess : .nan)
    norms.append(isSound ? state.norm : .nan)
  }
}

extension Noise.Specification {
  /// What a step adds to the mean over the last steps, that share of them and at least one.
  func share(of value: Double, at step: Int, inLast share: Double) -> Double {
    let count = max(1, Int((share * Double(steps)).rounded()))
    return steps - step < count ? value / Double(count) : 0
  }

  /// Whether a neuron has a direction and a length that is no blow-up. ‖v‖ is asked for itself: once it
  /// overflows, w = 0 and the loss looks finite and fine.
  func isSound(_ state: NeuronRow.State) -> Bool {
    state.norm > 0 && state.norm.isFinite && state.length <= divergenceFactor * targetNorm
  }
}
