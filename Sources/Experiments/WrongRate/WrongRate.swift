internal import Runs
internal import WeightNormCore

/// X3: the wrong learning rate. Gradient descent on a quadratic, at rates from far below to far above
/// the largest stable one, with ordinary weights, with an L2 penalty and with weight normalization.
enum WrongRate: Experiment {
  static let id = "wrong-rate"
  static let title = "The wrong learning rate"

  struct Specification: ExperimentSpecification {
    var inputSize = 20
    /// The ends of the geometric spectrum.
    var largestCurvature = 1.0
    var smallestCurvature = 0.1
    var targetNorm = 2.0
    /// ‖v‖ at the start, and ‖w‖ unless g is frozen.
    var startNorm = 1.0
    var steps = 400
    /// Rates as multiples m of the limit 2/λmax above which plain gradient descent diverges.
    var multiples: [Double] = [
      0.0625, 0.125, 0.25, 0.5, 0.7, 0.95, 1.05, 1.5, 2, 3, 4, 8, 16, 32, 64, 128, 256,
    ]
    var arms = WrongRateArm.allCases
    /// λ of the L2 penalty.
    var penalty = 0.2
    /// The rate of g in the arm whose g has one of its own.
    var magnitudeRate = 0.5
    /// A run whose ‖w‖ ever exceeds that many ‖w*‖ counts as blown up.
    var blowUpFactor = 1000.0
    /// A run that ends with ‖w‖ below this counts as collapsed.
    var collapseNorm = 0.01
    /// A run is near the solution from this share of its first loss on.
    var nearShare = 0.01
    /// Recorded loss ratios stay within these bounds; a run that blew up counts as the upper one.
    var lossFloor = 1e-12
    var lossCeiling = 100.0
    /// The multiples whose step counts are recorded as numbers.
    var shownMultiples = [0.0625, 0.5, 0.95, 2, 4, 16, 64]
    /// The multiple at which single paths are recorded.
    var watchedMultiple = 8.0
    /// The slope of ‖v‖ is taken from this multiple on.
    var slopeFrom = 8.0
    /// They choose the best rate of each arm.
    var tuningSeeds = Array(1000..<1020)
    var seeds = Array(0..<100)

    func rate(_ multiple: Double) -> Double { 2 * multiple / largestCurvature }

    func regression(seed: Int) throws(CoreError) -> SpectralRegression {
      try SpectralRegression(
        experiment: id, seed: seed, size: inputSize,
        spectrum: smallestCurvature...largestCurvature, minimumNorm: targetNorm,
        startNorm: startNorm)
    }
  }

  static func specification(of profile: Profile) -> Specification {
    var specification = Specification()
    if profile == .quick { specification.seeds = Array(0..<20) }
    return specification
  }

  /// About every third run ends early, in a blow-up.
  static func work(_ specification: Specification) -> Work {
    let runs =
      specification.arms.count * specification.multiples.count
      * (specification.tuningSeeds.count + specification.seeds.count)
    let k = specification.inputSize
    return .training([k, 1], batchSize: k, steps: runs * specification.steps / 3)
  }

  static func run(_ specification: Specification, _ context: RunContext) async throws -> Result {
    Result(try await runs(specification, context))
  }

  /// One an arm.
  static func runs(
    _ specification: Specification, _ context: RunContext
  ) async throws -> [WrongRateRuns] {
    let tuned = specification.tuningSeeds.count
    let seeds = try await context.map(specification.tuningSeeds + specification.seeds) { seed in
      let regression = try specification.regression(seed: seed)
      return try specification.arms.map { arm in
        try specification.multiples.map {
          try WrongRateRun(specification, regression, arm, multiple: $0)
        }
      }
    }
    return specification.arms.enumerated().map { index, arm in
      func runs(_ seeds: ArraySlice<[[WrongRateRun]]>) -> [[WrongRateRun]] {
        specification.multiples.indices.map { multiple in seeds.map { $0[index][multiple] } }
      }
      return WrongRateRuns(
        arm: arm, specification: specification, runs: runs(seeds[tuned...]),
        tuning: runs(seeds[..<tuned]))
    }
  }
}

/// One way to parameterize and train w. The raw value names it in records and figures.
enum WrongRateArm: String, Codable, CaseIterable, Sendable {
  case standard
  /// The penalty's gradient is added to the loss's: w ← w − η(∇ + λw).
  case penalized = "std-l2"
  /// The control: the penalty is applied implicitly, w ← (w − η∇)/(1 + ηλ).
  case implicitlyPenalized = "std-l2-implicit"
  /// g keeps the right length ‖w*‖.
  case fixed = "wn-fixed"
  case trained = "wn"
  case logarithmic = "wn-log"
  /// g is trained at a moderate rate of its own.
  case ownRate = "wn-own-rate"

  var isPenalized: Bool { self == .penalized || self == .implicitlyPenalized }
  var isWeightNormalized: Bool { self != .standard && !isPenalized }

  func neuron(
    _ specification: WrongRate.Specification, start: [Double]
  ) throws(CoreError) -> Neuron {
    let norm = specification.startNorm
    return switch self {
    case .standard, .penalized, .implicitlyPenalized: try Neuron(weight: start)
    case .fixed:
      try Neuron(direction: start, magnitude: specification.targetNorm, form: .frozen)
    case .trained, .ownRate: try Neuron(direction: start, magnitude: norm)
    case .logarithmic: try Neuron(direction: start, magnitude: norm, form: .logarithmic)
    }
  }
}
