internal import Runs
internal import WeightNormCore

/// X7: features of unequal scale and mean. Does weight normalization do what standardizing them does?
/// On synthetic regressions, where the cause is known, and on two tables of real measurements.
enum Features {
  static let id = "features"

  struct Specification: Codable, Sendable {
    var synthetic = SyntheticFeatures()
    var real = RealFeatures()
  }

  static let experiment = Experiment(
    id: id, title: "Does weight normalization replace feature normalization?",
    dataSets: [.wine, .breastCancer],
    specification: { specification(of: $0) }, work: { work($0) },
    run: { try await run($0, $1) })

  private static func specification(of profile: Profile) -> Specification {
    var specification = Specification()
    if profile == .full { specification.real.models.append(.breastHidden) }
    return specification
  }

  private static func work(_ specification: Specification) -> Double {
    let synthetic = specification.synthetic
    let real = specification.real
    return Double(SyntheticFeatures.Cell.allCases.count * synthetic.seeds.count) * synthetic.work
      + Double(real.seeds.count) * real.models.map(real.work).reduce(0, +)
  }

  static func run(
    _ specification: Specification, _ context: RunContext
  ) async throws -> RunRecord {
    let synthetic = specification.synthetic
    let real = specification.real
    let problems = SyntheticFeatures.Cell.allCases.flatMap { cell in
      synthetic.seeds.map { (cell: cell, seed: $0) }
    }
    async let paths = context.workers.map(problems, work: { _ in synthetic.work }) {
      try SyntheticProblem(synthetic, $0.cell, seed: $0.seed).bestPaths()
    }
    let tables = try real.models.map { try context.data.table($0.dataSet) }
    let tasks = real.models.indices.flatMap { model in
      real.seeds.map { (model: model, seed: $0) }
    }
    async let fits = context.workers.map(tasks, work: { real.work(real.models[$0.model]) }) {
      try RealTask(real, real.models[$0.model], tables[$0.model], seed: $0.seed).bestFits()
    }
    var builder = RecordBuilder()
    try await record(paths, synthetic, into: &builder)
    try await record(fits, real, into: &builder)
    return try builder.record(
      of: id, title: experiment.title, profile: context.profile, specification: specification,
      seeds: synthetic.seeds)
  }
}
