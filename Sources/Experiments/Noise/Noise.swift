internal import Runs
internal import WeightNormCore

/// X4: noisy gradients. Under noise ‖v‖ grows, and with it the direction's own rate ηg²/‖v‖² falls: a
/// schedule that nobody wrote. What is it worth?
enum Noise: Experiment {
  static let id = "noise"
  static let title = "What weight normalization does with noise"

  struct Specification: ExperimentSpecification {
    /// Streaming regression: x ~ N(0, I), y = x·w* + noise·N(0, 1), a fresh batch each step.
    var inputSize = 20
    var batchSize = 8
    var noise = 1.0
    var targetNorm = 2.0
    var steps = 4000
    /// ‖v‖ and the trained g at the start; w of the standard neurons starts at this length too.
    var startLength = 1.0
    /// The g of the neuron that knows ‖w*‖ and does not train it.
    var fixedMagnitude = 2.0
    /// The rate of g in the arm where it has one of its own.
    var slowRate = 0.05
    /// log₂ η of every arm, and finer ones for the standard neuron alone.
    var rates = RateGrid(lowest: -9, highest: 1, step: 1)
    var fineRates = RateGrid(lowest: -8, highest: -4, step: 0.25)
    /// A run has learned at its first excess loss of at most this.
    var threshold = 0.05
    /// The floor of a run is its mean excess loss over this last share of the steps.
    var floorShare = 0.1
    /// After the beginning, which is all but this last share of the steps, the means are compared too.
    var laterShare = 0.9
    /// A standard neuron has an equal floor if its median is at most this share above the other's.
    var floorTolerance = 0.05
    /// log₂ η at which each weight-normalized arm is set against the standard neuron.
    var fixedExponent = -4.0
    var slowExponent = -2.0
    /// Between these rates the direction's own rate should end the same.
    var merging = RateGrid(lowest: -5, highest: 0, step: 1)
    /// Between these the floors of an arm are compared with each other.
    var fixedRange = RateGrid(lowest: -6, highest: 1, step: 1)
    var standardRange = RateGrid(lowest: -6, highest: -2, step: 1)
    /// log₂ η of the run whose ηg²/‖v‖² is replayed.
    var replayExponent = -1.0
    var schedules = [
      RateSchedule(start: 0.0625, scale: 20), RateSchedule(start: 0.125, scale: 5),
    ]
    /// log₂ η of the runs whose rates and lengths are recorded step by step.
    var watched = [-7.0, -5, -3, -1]
    /// A run diverged if it left the finite numbers or ‖w‖ came to be longer than this many ‖w*‖.
    var divergenceFactor = 1000.0
    /// The height at which figures mark the rates at which most runs diverged.
    var divergenceMark = 10.0
    /// Where given, runs of that length measure how fast ‖v‖ grows, from `longFrom` on.
    var longSteps: Int?
    var longFrom = 2000
    var longRates = [0.03, 0.1, 0.3]
    var seeds = Array(0..<20)

    /// Whether a neuron has a direction and a length that is no blow-up. ‖v‖ is asked for itself: once
    /// it overflows, w = 0 and the loss looks finite and fine.
    func isSound(_ state: NeuronRow.State) -> Bool {
      state.norm > 0 && state.norm.isFinite && state.length <= divergenceFactor * targetNorm
    }
  }

  static func specification(of profile: Profile) -> Specification {
    Specification(longSteps: profile == .full ? 20_000 : nil)
  }

  static func work(_ specification: Specification) -> Work {
    let steps =
      specification.arms.count * specification.steps
      + specification.longRates.count * (specification.longSteps ?? 0)
    return specification.seeds.count
      * .training([specification.inputSize, 1], batchSize: specification.batchSize, steps: steps)
  }

  static func run(
    _ specification: Specification, _ context: RunContext
  ) async throws -> Result {
    let runs = try await context.map(specification.seeds) {
      try NoiseRun(specification, seed: $0)
    }
    return Result(NoiseRuns(specification: specification, runs: runs))
  }
}
