internal import Runs
internal import WeightNormCore

/// X1: what one weight-normalized layer does to its gradients, checked on random layers, and one step
/// by hand.
enum Anatomy {
  static let id = "anatomy"

  /// One layer of tanh units with a squared loss, at several numbers of inputs.
  struct Specification: Codable, Sendable {
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

  static let experiment = Experiment(
    id: id, title: "The anatomy of a weight-normalized gradient", dataSets: [.digits],
    sample: .part,
    specification: { specification(of: $0) },
    work: { work($0) }, run: { try await run($0, $1) })

  private static func specification(of profile: Profile) -> Specification {
    var specification = Specification()
    if profile == .sample {
      specification.foldingEpochs = 1
      specification.seeds = [0, 1]
    }
    return specification
  }

  private static func work(_ specification: Specification) -> Double {
    specification.inputSizes.reduce(0) { sum, k in
      sum + Double(specification.seeds.count) * caseWork(specification, inputSize: k)
    }
  }

  private static func caseWork(_ specification: Specification, inputSize: Int) -> Double {
    let operations = 6 * specification.units * specification.batchSize * inputSize
    let steps = (2 + 2 * specification.pathFactors.count) * specification.pathSteps
    return Double(steps) * Work.step(operations)
  }

  static func run(
    _ specification: Specification, _ context: RunContext
  ) async throws -> RunRecord {
    let jobs = specification.inputSizes.flatMap { k in
      specification.seeds.map { (inputSize: k, seed: $0) }
    }
    let findings = try await context.workers.map(
      jobs, work: { caseWork(specification, inputSize: $0.inputSize) },
      { try AnatomyCase(specification, inputSize: $0.inputSize, seed: $0.seed).findings() })
    var builder = RecordBuilder()
    record(findings, specification, into: &builder)
    try record(.byHand, into: &builder)
    try record(.picture, into: &builder)
    recordPrintedFormula(specification, into: &builder)
    try recordSpirals(specification, into: &builder)
    let digits = try context.data.load(.digits)
    try recordFolding(specification, digits: digits, into: &builder)
    return try builder.record(
      of: id, title: experiment.title, profile: context.profile, specification: specification,
      seeds: specification.seeds)
  }
}
