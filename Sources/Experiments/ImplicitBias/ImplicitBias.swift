internal import Runs
internal import WeightNormCore

/// X11: with more weights than examples many w fit exactly. Which of them does training find?
enum ImplicitBias {
  static let id = "implicit-bias"

  struct Specification: Codable, Sendable {
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
    /// ρ at which the law is judged, and the range of observed over predicted that it is given.
    var judgedRatio = 1.0
    var lawLow = 0.8
    var lawHigh = 1.25
    var seeds = Array(0..<20)
  }

  static let experiment = Experiment(
    id: id, title: "Which solution, where there are many", dataSets: [],
    specification: { _ in Specification() },
    work: { Double($0.seeds.count) * work($0) },
    run: { try await run($0, $1) })

  /// The cost of one seed; runs take some 1500 steps on average.
  private static func work(_ specification: Specification) -> Double {
    let runs = specification.starts.count * (specification.rateRatios.count + 1)
    return Double(1500 * runs) * Work.step(6 * specification.samples * specification.inputSize)
  }

  static func run(
    _ specification: Specification, _ context: RunContext
  ) async throws -> RunRecord {
    let problems = try await context.workers.map(
      specification.seeds, work: { _ in work(specification) },
      { try ImplicitBiasProblem(specification, seed: $0).solved() })
    var builder = RecordBuilder()
    record(problems, specification, into: &builder)
    return try builder.record(
      of: id, title: experiment.title, profile: context.profile, specification: specification,
      seeds: specification.seeds)
  }
}
