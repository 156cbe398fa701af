internal import Runs
internal import WeightNormCore

/// X17: is log g scale-free? The quadratic of `wrong-rate` at one rate in larger and larger units: w*, w and
/// v at the start grow together, so that nothing changes but the scale.
enum LogG: Experiment {
  static let id = "log-g"
  static let title = "Is log g scale-free?"

  struct Specification: ExperimentSpecification {
    var inputSize = 20
    /// The ends of the geometric spectrum.
    var largestCurvature = 1.0
    var smallestCurvature = 0.1
    /// ‖w*‖.
    var targetNorms = [0.5, 1, 2, 4]
    /// ‖w‖ and ‖v‖ at the start, over ‖w*‖.
    var startShare = 0.5
    /// The rate as a multiple of 2/λmax.
    var multiple = 1.5
    var steps = 400
    /// A run that ends with ‖w‖ below this share of ‖w*‖ counts as collapsed.
    var collapseShare = 0.005
    var arms = LogGArm.allCases
    var seeds = Array(0..<200)

    var rate: Double { 2 * multiple / largestCurvature }

    func regression(seed: Int, targetNorm: Double) throws(CoreError) -> SpectralRegression {
      try SpectralRegression(
        experiment: id, seed: seed, size: inputSize,
        spectrum: smallestCurvature...largestCurvature, minimumNorm: targetNorm,
        startNorm: startShare * targetNorm)
    }
  }

  static func specification(of profile: Profile) -> Specification {
    var specification = Specification()
    if profile == .quick { specification.seeds = Array(0..<50) }
    return specification
  }

  static func work(_ specification: Specification) -> Work {
    let k = specification.inputSize
    let runs =
      specification.seeds.count * specification.arms.count * specification.targetNorms.count
    return .training([k, 1], batchSize: k, steps: runs * specification.steps)
  }

  static func run(_ specification: Specification, _ context: RunContext) async throws -> Result {
    let (arms, norms) = (specification.arms, specification.targetNorms)
    // [seed][norm][arm].
    let ends = try await context.map(specification.seeds) { seed in
      try norms.map { norm in
        let regression = try specification.regression(seed: seed, targetNorm: norm)
        return try arms.map { try $0.end(specification, regression, targetNorm: norm) }
      }
    }
    return Result(
      arms: Parts(
        arms.enumerated().map { arm, name in
          (
            name.rawValue,
            ArmResult(
              sizes: Parts(
                norms.enumerated().map { norm, size in
                  (
                    "norm\(RecordedName.part(size))",
                    SizeResult(ends.map { $0[norm][arm] }, specification)
                  )
                }))
          )
        }))
  }
}

/// A way to train the length. The raw value names it in records.
enum LogGArm: String, Codable, CaseIterable, Sendable {
  /// g = eˢ, and s has the rate of v.
  case logarithmic = "log"
  /// The same with η/‖w*‖² for s.
  case rescaled = "log-rescaled"
  case linear

  /// ‖w‖ at the end over ‖w*‖; 0 where g fell below the normal numbers, infinite where a run diverged.
  func end(
    _ specification: LogG.Specification, _ regression: SpectralRegression, targetNorm: Double
  ) throws(CoreError) -> Double {
    let rate = specification.rate
    let neuron = try Neuron(
      direction: regression.start, magnitude: specification.startShare * targetNorm,
      form: self == .linear ? .trained : .logarithmic)
    var descent = NeuronDescent(
      of: neuron, on: regression.x, regression.targets, rate: rate,
      magnitudeRate: self == .rescaled ? rate / (targetNorm * targetNorm) : nil)
    let collapseNorm = specification.collapseShare * targetNorm
    for _ in 0..<specification.steps {
      switch try descent.outcome(collapseNorm: collapseNorm) {
      case .step: continue
      case .collapse: return 0
      case .divergence: return .infinity
      }
    }
    return descent.neuron.magnitude.magnitude / targetNorm
  }
}
