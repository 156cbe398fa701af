internal import Runs
internal import WeightNormCore

/// X16: what lets ‖v‖ shrink under Adam? The neuron of `growth` on the same streams, under rules that scale
/// each coordinate by itself, and under rules whose steps are perpendicular to v.
enum GrowthRules: Experiment {
  static let id = "growth-rules"
  static let title = "What lets ‖v‖ shrink under Adam?"

  struct Specification: NeuronGrowth {
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
  }

  static func specification(of profile: Profile) -> Specification {
    var specification = Specification()
    if profile == .quick { specification.seeds = Array(0..<5) }
    return specification
  }

  static func work(_ specification: Specification) -> Work {
    specification.seeds.count * specification.work
  }

  static func run(_ specification: Specification, _ context: RunContext) async throws -> Result {
    let paths = try await context.map(specification.seeds) { try specification.paths(seed: $0) }
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
