internal import Runs
internal import WeightNormCore

/// X1: what one weight-normalized layer does to its gradients, checked on random layers, and one step
/// by hand.
enum Anatomy: Experiment {
  static let id = "anatomy"
  static let title = "The anatomy of a weight-normalized gradient"
  static let dataSets = [DataSetName.digits]
  static let sample = Profile.Coverage.part

  /// One layer of tanh units with a squared loss, at several numbers of inputs.
  struct Specification: ExperimentSpecification {
    var units = 8
    var batchSize = 32
    var inputSizes = [2, 16, 128, 784]
    /// T ~ targetDeviation·N(0, 1), b ~ biasDeviation·N(0, 1), g = ±exp(magnitudeSpread·N(0, 1)).
    var targetDeviation = 0.5
    var biasDeviation = 0.1
    var magnitudeSpread = 0.5
    /// The c of v → cv.
    var directionFactors = [1e-3, 0.1, 3, 1e3]
    /// The c of v → cv in the paths, and their length and rates; the rate of v is `pathRate` times
    /// the least ‖v‖²/g² of the units, so that w takes small steps in every unit.
    var pathFactors = [0.1, 3]
    var pathSteps = 200
    var pathRate = 0.1
    /// The rates of the first-order comparison.
    var mismatchRates = [1e-4, 1e-3, 1e-2]
    /// The c of ‖v‖ = c‖w‖, and the rate of the step.
    var stepFactors = [0.25, 0.5, 2, 4]
    var stepRate = 1e-6
    /// The rate of the turning-angle check, per input.
    var turningRate = 0.1
    /// The factors on ‖v‖ in the check of the printed formula.
    var lengthFactors = [0.25, 0.5, 1, 2, 4]
    /// The rates of the paths of v in the plane, and their steps.
    var spiralRates = [0.5, 1.5, 4]
    var spiralSteps = 15
    /// The step of central differences, and the elements of each tensor that they check.
    var differenceStep = 1e-6
    var differenceLimit = 64
    /// The trained network of the folding check.
    var foldingSizes = [64, 32, 32, 10]
    var foldingEpochs = 2
    var foldingRate = 0.0625
    var seeds = Array(0..<20)
  }

  static func specification(of profile: Profile) -> Specification {
    var specification = Specification()
    if profile == .sample {
      specification.foldingEpochs = 1
      specification.seeds = [0, 1]
    }
    return specification
  }

  static func work(_ specification: Specification) -> Work {
    let steps = (2 + 2 * specification.pathFactors.count) * specification.pathSteps
    return .sum(
      specification.inputSizes.map { k in
        specification.seeds.count
          * .training([k, specification.units], batchSize: specification.batchSize, steps: steps)
      })
  }

  static func run(_ specification: Specification, _ context: RunContext) async throws -> Result {
    let draws = specification.inputSizes.flatMap { k in specification.seeds.map { (k, $0) } }
    let layers = try await context.map(draws) { k, seed in
      try AnatomyCase(specification, inputSize: k, seed: seed)
    }
    return try Result(layers, specification, digits: context.data.load(.digits))
  }
}
