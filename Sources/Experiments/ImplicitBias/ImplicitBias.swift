internal import Runs
internal import WeightNormCore

/// X11: with more weights than examples many w fit exactly. Which of them does training find?
enum ImplicitBias: Experiment {
  static let id = "implicit-bias"
  static let title = "Which solution, where there are many"

  struct Specification: ExperimentSpecification {
    /// Examples and weights. Inputs are N(0, 1) and the loss is ½·mean of (w·x − y)², which is
    /// ½‖Xw − y‖² for a matrix X with elements N(0, 1/samples).
    var samples = 30
    var inputSize = 100
    var targetNorm = 3.0
    /// The rate of v, and of w in the standard parameterization.
    var rate = 0.02
    /// ρ, by which the rate of g is slower.
    var rateRatios = [1.0, 4, 10]
    /// g at the start, as a share of the length of the shortest solution.
    var starts = [0.1, 0.5, 1, 1.5]
    var directionNorm = 1.0
    /// Training stops at ‖Xw − y‖ of at most this.
    var residual = 1e-8
    var stepLimit = 50_000
    /// Effects within ± this many octaves count as none.
    var margin = 0.1
    var seeds = Array(0..<20)
  }

  /// Runs take some 1500 steps on average.
  static func work(_ specification: Specification) -> Work {
    let paths = specification.starts.count * (specification.rateRatios.count + 1)
    return .training(
      [specification.inputSize, 1], batchSize: specification.samples,
      steps: 1500 * specification.seeds.count * paths)
  }

  static func run(_ specification: Specification, _ context: RunContext) async throws -> Result {
    let runs = try await context.map(specification.seeds) {
      try ImplicitBiasProblem(specification, seed: $0).runs()
    }
    return Result(runs, specification)
  }
}
