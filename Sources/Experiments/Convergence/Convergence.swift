internal import Runs

/// X9: does weight normalization converge quicker on real data? Each method at its own best rate.
enum Convergence {
  static let id = "convergence"

  struct Specification: Codable, Sendable {
    /// Comparisons of one name are one cell.
    var cells = Convergence.cells(of: .default)
    /// Effects within ± this many octaves of the metric count as none.
    var margin = 0.1
    /// The same for test accuracy, in percentage points.
    var accuracyMargin = 1.0
    /// The head-room of an arm ends where its metric is this many times what it is at its best rate.
    var headRoomRatio = 2.0
    /// Differences of head-room within ± this many octaves count as none.
    var headRoomMargin = 0.25
    var comparisons: [Pairing] = [
      .matched, .dataDependent, .initialization, .recipe, .meanOnly,
      Pairing(first: .batchNorm, second: .standardHe),
      Pairing(first: .weightNormDataDependent, second: .batchNorm),
      Pairing(first: .weightNormMeanOnly, second: .batchNorm),
    ]
  }

  static let experiment = Experiment(
    id: id, title: "Does it converge quicker on real data?", dataSets: [.digits, .fashionMNIST],
    quick: .part, sample: .part,
    specification: { specification(of: $0) }, work: { $0.cells.map(work).reduce(0, +) },
    run: { try await run($0, $1) })

  private static func specification(of profile: Profile) -> Specification {
    Specification(cells: cells(of: profile))
  }

  /// The nominal cost of a comparison without extensions of its grid.
  static func work(_ cell: Comparison) -> Double {
    let rows = cell.dataSet == .digits ? 1400 : 2000
    let runs = cell.rates.octaves.count * cell.tuningSeeds.count + cell.evaluationSeeds.count
    return Double(cell.arms.count * runs) * Trainer.work(cell, trainRows: rows)
  }

  private static func run(
    _ specification: Specification, _ context: RunContext
  ) async throws -> RunRecord {
    try record(
      of: await results(of: specification.cells, context), specification, profile: context.profile)
  }

  static func record(
    of results: [ComparisonResult], _ specification: Specification, profile: Profile
  ) throws(RunsError) -> RunRecord {
    var builder = RecordBuilder()
    for result in results { record(result, specification, into: &builder) }
    recordSummary(results, into: &builder)
    return try builder.record(
      of: id, title: experiment.title, profile: profile, specification: specification,
      seeds: specification.cells.flatMap(\.evaluationSeeds).max().map { Array(0...$0) } ?? [])
  }

  /// The results of all cells, side by side; comparisons of one name are joined.
  static func results(
    of comparisons: [Comparison], _ context: RunContext
  ) async throws -> [ComparisonResult] {
    var sets: [DataSetName: LabeledData] = [:]
    for name in comparisons.map(\.dataSet) where sets[name] == nil {
      sets[name] = try context.data.load(name)
    }
    let results = try await withThrowingTaskGroup(of: (Int, ComparisonResult).self) { group in
      for (index, comparison) in comparisons.enumerated() {
        guard let data = sets[comparison.dataSet] else { continue }
        group.addTask {
          (index, try await ComparisonResult(comparison, data: data, workers: context.workers))
        }
      }
      return try await group.reduce(into: [Int: ComparisonResult]()) { $0[$1.0] = $1.1 }
    }
    return ComparisonResult.joined(comparisons.indices.compactMap { results[$0] })
  }
}
