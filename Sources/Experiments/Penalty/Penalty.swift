internal import Runs
internal import WeightNormCore

/// X6: is weight normalization an L2 term? One regression, half of whose inputs are useless, with and
/// without weight normalization and a penalty on w, g, v or both; and what a penalty does to the speed
/// on an ill-conditioned problem.
enum Penalty: Experiment {
  static let id = "penalty"
  static let title = "Is it an L2 term?"
  static let sample = Profile.Coverage.part

  struct Specification: ExperimentSpecification {
    var samples = 60
    var inputSize = 20
    /// So many inputs have a weight in the truth; the others have none.
    var usefulInputs = 10
    var targetNorm = 2.0
    var noise = 1.0
    /// λ in ½λ‖·‖².
    var penalty = 0.1
    var rate = 0.1
    var steps = 3000
    var arms = PenaltyArm.allCases
    /// From this step on ‖v‖ and the loss count as settled.
    var settledStep = 200
    /// A step raises the loss if it does by more than this share: less is rounding.
    var riseTolerance = 1e-9
    /// Fewer rising steps than this are no sawtooth.
    var sawtoothSteps = 50
    /// The steps of one run that are recorded from close by.
    var watchedStart = 1000
    var watchedSteps = 400
    var race = RaceSpecification()
    /// Of the problems on which one half of the weights is penalized.
    var halvesSeeds = Array(0..<200)
    var seeds = Array(0..<20)

    var useful: Range<Int> { 0..<usefulInputs }
    var useless: Range<Int> { usefulInputs..<inputSize }

    func settled(_ values: [Double]) -> [Double] { Array(values.dropFirst(settledStep)) }

    /// Of all arms at one seed.
    fileprivate var work: Work {
      .training([inputSize, 1], batchSize: samples, steps: arms.count * steps)
    }

    /// Of one problem; most descents come near in some hundred steps.
    fileprivate var halvesWork: Work { .steps(4 * 200, length: inputSize * inputSize) }
  }

  /// Ill-conditioned least squares with ordinary weights: how soon each penalty's own optimum is near.
  struct RaceSpecification: Codable, Sendable {
    var inputSize = 20
    var largestCurvature = 1.0
    /// The largest eigenvalue over the least.
    var condition = 120.0
    var targetNorm = 2.0
    var startNorm = 1.0
    var penalties = [0, 0.01, 0.1]
    var rates = (20...42).map { Double($0) / 20 }
    /// Near means this share of the first excess of the penalized loss.
    var nearShare = 1e-4
    var steps = 2000
    /// How many steps of the drawn paths.
    var drawnSteps = 199
    var tuningSeeds = [1000, 1001, 1002]
    var seeds = Array(0..<200)

    func regression(seed: Int) throws(CoreError) -> SpectralRegression {
      try SpectralRegression(
        experiment: "\(id)/race", seed: seed, size: inputSize,
        spectrum: largestCurvature / condition...largestCurvature, minimumNorm: targetNorm,
        startNorm: startNorm)
    }

    /// At one seed; most runs come near in some hundred steps.
    func work(runs: Int) -> Work {
      .training([inputSize, 1], batchSize: inputSize, steps: runs * 200)
    }
  }

  static func specification(of profile: Profile) -> Specification {
    var specification = Specification()
    if profile == .quick {
      specification.halvesSeeds = Array(0..<20)
      specification.race.seeds = Array(0..<20)
    }
    if profile == .sample {
      specification.seeds = [0, 1, 2]
      specification.halvesSeeds = [0, 1, 2]
      specification.race.seeds = [0, 1, 2]
      specification.race.tuningSeeds = [1000]
    }
    return specification
  }

  static func work(_ specification: Specification) -> Work {
    let race = specification.race
    let entries = race.penalties.count
    return specification.seeds.count * specification.work
      + specification.halvesSeeds.count * specification.halvesWork
      + race.tuningSeeds.count * race.work(runs: entries * race.rates.count)
      + race.seeds.count * race.work(runs: entries)
  }

  static func run(_ specification: Specification, _ context: RunContext) async throws -> Result {
    async let races = PenaltyRace.all(specification.race, workers: context.workers)
    let problems = try await context.workers.map(specification.seeds, work: specification.work) {
      try PenaltyProblem(specification, seed: $0)
    }
    let halves = try await context.workers.map(
      specification.halvesSeeds, work: specification.halvesWork
    ) { PenaltyHalves(specification, seed: $0) }
    return Result(problems, halves, try await races, specification)
  }
}

/// One way to parameterize and penalize. The raw value names it in records and figures.
enum PenaltyArm: String, Codable, CaseIterable, Sendable {
  case standard
  case standardPenalized = "std-l2"
  case weightNorm = "wn"
  case onMagnitude = "wn-l2-g"
  case onDirection = "wn-l2-v"
  case onBoth = "wn-l2-both"

  var isWeightNormalized: Bool { self != .standard && self != .standardPenalized }

  func penalty(_ strength: Double) -> L2Penalty {
    switch self {
    case .standard, .weightNorm: L2Penalty()
    case .standardPenalized: L2Penalty(weight: strength)
    case .onMagnitude: L2Penalty(magnitude: strength)
    case .onDirection: L2Penalty(direction: strength)
    case .onBoth: L2Penalty(magnitude: strength, direction: strength)
    }
  }
}
