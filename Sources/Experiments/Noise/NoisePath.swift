internal import Runs

/// What one neuron of the experiment leaves behind.
struct NoisePath: Sendable {
  let arm: NoiseArm
  /// The step at which the run diverged.
  let divergence: Int?
  /// The first step with an excess loss of at most the threshold; nil where there is none.
  let learned: Int?
  /// The same, and one more than there are where it never comes there, which is a lower bound.
  let steps: Double
  /// The mean excess loss over the last steps, and over all but the beginning; infinite for a run that
  /// diverged.
  let floor: Double
  let laterMean: Double
  /// At the kept steps before the divergence.
  let states: [NeuronRow.State]

  /// Of its states before the first step and after each.
  init(_ arm: NoiseArm, _ states: [NeuronRow.State], _ specification: Noise.Specification) {
    let divergence = states.firstIndex { !specification.isSound($0) }
    let sound = states[..<(divergence ?? states.count)]
    /// Over the last steps, that share of them and at least one.
    func mean(overLast share: Double) -> Double {
      guard divergence == nil else { return .infinity }
      let count = max(1, Int((share * Double(specification.steps)).rounded()))
      return states.suffix(count).reduce(0) { $0 + $1.excess / Double(count) }
    }
    self.arm = arm
    self.divergence = divergence
    learned = sound.firstIndex { $0.excess <= specification.threshold }
    steps = Double(learned ?? specification.steps + 1)
    floor = mean(overLast: specification.floorShare)
    laterMean = mean(overLast: specification.laterShare)
    let kept = Thinning.logarithmic.positions(of: states.count)
    self.states = kept.filter(sound.indices.contains).map { states[$0] }
  }

  /// At the end; nil for a run that diverged.
  var end: NeuronRow.State? { divergence == nil ? states.last : nil }
  /// The direction's rate at the end; NaN for a run that diverged.
  var endRate: Double { end?.rate ?? .nan }
}
