internal import Runs
internal import WeightNormCore

/// X9: does weight normalization converge quicker on real data? Four arms, each at its own best rate.
enum Convergence {
  static let id = "convergence"

  struct Specification: Codable, Sendable {
    var cells = [digits, fashionMNIST]
    /// Effects within ± this many octaves of the metric count as none.
    var margin = 0.1
    var comparisons = [
      Pairing(first: .weightNormHe, second: .standardHe),
      Pairing(first: .weightNormDataDependent, second: .standardDataDependent),
      Pairing(first: .standardDataDependent, second: .standardHe),
      Pairing(first: .weightNormDataDependent, second: .standardHe),
    ]
  }

  /// Two arms that are set against each other.
  struct Pairing: Codable, Sendable {
    var first: Arm
    var second: Arm

    /// The name in records: `wn-he-over-std-he`.
    var name: String { "\(first.name)-over-\(second.name)" }
  }

  static let coreArms: [Arm] = [
    .standardHe, .weightNormHe, .standardDataDependent, .weightNormDataDependent,
  ]

  private static let digits = Comparison(
    name: "digits", dataSet: .digits, sizes: [64, 32, 32, 10], hidden: .relu, epochs: 8,
    batchSize: 32, optimizer: .heavyBall, arms: coreArms,
    rates: RateGrid(lowest: -8, highest: 0, step: 0.5), metric: .meanLoss,
    tuningSeeds: Array(100..<106), evaluationSeeds: Array(0..<20), initializationRows: 500)

  private static let fashionMNIST = Comparison(
    name: "fashion-mnist", dataSet: .fashionMNIST, sizes: [196, 32, 32, 10], hidden: .relu,
    epochs: 6, batchSize: 32, optimizer: .heavyBall, arms: coreArms,
    rates: RateGrid(lowest: -8, highest: 0, step: 1), metric: .meanLoss,
    tuningSeeds: Array(100..<103), evaluationSeeds: Array(0..<10), initializationRows: 500)

  static let experiment = Experiment(
    id: id, title: "Does it converge quicker on real data?", dataSets: [.digits, .fashionMNIST],
    quick: .part,
    work: { specification(of: $0).cells.map(work).reduce(0, +) },
    run: { context in try await run(specification(of: context.profile), context) })

  private static func specification(of profile: Profile) -> Specification {
    profile == .quick ? Specification(cells: [digits]) : Specification()
  }

  /// The nominal cost of a cell without extensions of its grid.
  private static func work(_ cell: Comparison) -> Double {
    let rows = cell.dataSet == .digits ? 1400 : 2000
    let runs = cell.rates.octaves.count * cell.tuningSeeds.count + cell.evaluationSeeds.count
    return Double(cell.arms.count * runs) * Trainer.work(cell, trainRows: rows)
  }

  private static func run(
    _ specification: Specification, _ context: RunContext
  ) async throws -> RunRecord {
    var builder = RecordBuilder()
    let results = try await withThrowingTaskGroup(of: (Int, ComparisonResult).self) { group in
      for (index, cell) in specification.cells.enumerated() {
        let data = try context.data.load(cell.dataSet)
        group.addTask {
          (index, try await ComparisonResult(cell, data: data, workers: context.workers))
        }
      }
      return try await group.reduce(into: [Int: ComparisonResult]()) { $0[$1.0] = $1.1 }
    }
    for index in specification.cells.indices {
      guard let result = results[index] else { continue }
      record(result, specification, into: &builder)
    }
    return try builder.record(
      of: id, title: experiment.title, profile: context.profile, specification: specification,
      seeds: specification.cells.flatMap(\.evaluationSeeds).max().map { Array(0...$0) } ?? [])
  }
}
