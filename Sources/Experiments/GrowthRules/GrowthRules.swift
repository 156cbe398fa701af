internal import Runs
internal import WeightNormCore

/// X16: what lets ‖v‖ shrink under Adam? The neuron of `growth` on the same streams, under rules that scale
/// each coordinate by itself, and under rules whose steps are perpendicular to v.
enum GrowthRules: Experiment {
  static let id = "growth-rules"
  static let title = "What lets ‖v‖ shrink under Adam?"

  struct Specification: ExperimentSpecification {
    /// The neuron and its stream are those of `growth`.
    var inputSize = 20
    var batchSize = 8
    var noise = 0.5
    var targetNorm = 2.0
    var magnitude = 1.0
    var directionNorm = 1.0
    var steps = 3000
    var arms = [
      GrowthArm(name: "adam", rule: .adam, rate: 0.01),
      GrowthArm(name: "adam-slow", rule: .adam, rate: 0.003),
      GrowthArm(name: "adam-no-momentum", rule: .adam, rate: 0.01, beta1: 0),
      GrowthArm(name: "adam-no-momentum-slow", rule: .adam, rate: 0.003, beta1: 0),
      GrowthArm(name: "adam-vector", rule: .vectorAdam, rate: 0.01),
      GrowthArm(name: "adam-vector-slow", rule: .vectorAdam, rate: 0.003),
      GrowthArm(name: "adam-projected", rule: .projectedAdam, rate: 0.01),
      GrowthArm(name: "adam-projected-slow", rule: .projectedAdam, rate: 0.003),
      GrowthArm(name: "lion", rule: .lion, rate: 0.01),
      GrowthArm(name: "lion-slow", rule: .lion, rate: 0.003),
      GrowthArm(name: "normalized", rule: .normalized, rate: 0.01),
      GrowthArm(name: "normalized-slow", rule: .normalized, rate: 0.003),
    ]
    /// Lengths are recorded of the arms with this rate.
    var watchedRate = 0.003
    var seeds = Array(0..<20)

    /// Of `growth`, without its network.
    var growth: Growth.Specification {
      var growth = Growth.Specification()
      growth.inputSize = inputSize
      growth.batchSize = batchSize
      growth.noise = noise
      growth.targetNorm = targetNorm
      growth.magnitude = magnitude
      growth.directionNorm = directionNorm
      growth.steps = steps
      growth.arms = arms
      growth.seeds = seeds
      return growth
    }
  }

  static func specification(of profile: Profile) -> Specification {
    var specification = Specification()
    if profile == .quick { specification.seeds = Array(0..<5) }
    return specification
  }

  static func work(_ specification: Specification) -> Work {
    let steps = specification.seeds.count * specification.arms.count * specification.steps
    return .training(
      [specification.inputSize, 1], batchSize: specification.batchSize, steps: steps)
  }

  static func run(_ specification: Specification, _ context: RunContext) async throws -> Result {
    // All arms of a seed in one job: they share its stream.
    let growth = specification.growth
    let paths = try await context.map(specification.seeds) { seed in
      let stream = RegressionStream(growth, seed: seed)
      return try growth.arms.map { try GrowthPath(growth, $0, stream: stream) }
    }
    return Result(
      arms: Parts(
        specification.arms.enumerated().map { index, arm in
          (arm.name, ArmResult(arm, paths.map { $0[index] }, specification))
        }),
      normalized: Parts(
        specification.arms.enumerated().filter { $1.rule == .normalized }.map { index, arm in
          (arm.name, NormalizedResult(arm, paths.map { $0[index] }))
        }))
  }
}
