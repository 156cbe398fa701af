internal import Runs

/// How often studies with fresh seeds, on other rows of the data, give the verdicts of the report: what
/// their stability, which draws from the same seeds, should foretell.
package struct Calibration: Sendable {
  package let studies: Int
  /// Other choices of the rows to train and to test on, which the studies take in turn.
  package let splits: Int
  /// By claim: the studies that give the pinned verdict.
  package let repeats: [String: Int]
  /// The share of verdicts on pairings, over all cells and studies, that are those of the report.
  package let pairings: Double

  /// Tells the comparison that was calibrated from another one.
  package let specification: String
}

extension Calibration {
  /// Runs every study, each as large as the report's comparison. `expected` holds the report's verdict on each
  /// pairing, by name.
  ///
  /// - Throws: `ExperimentsError` for data that are missing or damaged.
  static func run(
    studies: Int = 20, splits: Int = 5, of specification: Convergence.Specification,
    expecting expected: [String: String], _ context: RunContext
  ) async throws -> Calibration {
    var repeats = Dictionary(uniqueKeysWithValues: Convergence.claims.map { ($0.id, 0) })
    var (same, all) = (0, 0)
    for study in 0..<studies {
      let result = try await self.study(study, split: study % splits, specification, context)
      let writer = try RecordWriter(result)
      let record = RunRecord(
        experiment: Convergence.id, title: Convergence.title, profile: context.profile.rawValue,
        specification: .null, seeds: [], values: writer.values, series: writer.series,
        tables: writer.tables)
      for claim in Convergence.claims {
        let outcome = try claim.verdict(over: [Convergence.id: record]).outcome
        repeats[claim.id, default: 0] += outcome == claim.pinned ? 1 : 0
      }
      for value in writer.values {
        guard let word = expected[value.name] else { continue }
        all += 1
        same += value.value == .text(word) ? 1 : 0
      }
    }
    return Calibration(
      studies: studies, splits: splits, repeats: repeats,
      pairings: Double(same) / Double(max(all, 1)), specification: try digest(of: specification))
  }

  static func digest(of specification: Convergence.Specification) throws -> String {
    "\(ContentDigest(of: try CanonicalJSON.encode(specification)))"
  }

  private static func study(
    _ study: Int, split: Int, _ specification: Convergence.Specification, _ context: RunContext
  ) async throws -> Convergence.Result {
    var (specification, context) = (specification, context)
    let shift = 10_000 * (study + 1)
    for cell in specification.cells.indices {
      specification.cells[cell].tuningSeeds = specification.cells[cell].tuningSeeds.map {
        $0 + shift
      }
      specification.cells[cell].evaluationSeeds =
        specification.cells[cell].evaluationSeeds.map { $0 + shift }
    }
    context.data = context.data.split(split)
    return Convergence.Result(
      try await specification.cells.results(context), specification, calibration: nil)
  }

  /// The default profile's comparison, and studies of it.
  ///
  /// - Throws: `ExperimentsError` for data that are missing or damaged.
  package static func run(_ library: DataLibrary, _ workers: Workers) async throws -> Calibration {
    let specification = Convergence.Specification()
    let context = RunContext(profile: .default, workers: workers, data: library)
    let results = try await specification.cells.results(context)
    let result = Convergence.Result(results, specification, calibration: nil)
    return try await run(of: specification, expecting: verdicts(of: result), context)
  }

  /// The verdict on each pairing, by name.
  static func verdicts(of result: Convergence.Result) throws -> [String: String] {
    let values = try RecordWriter(result).values.filter { $0.name.hasSuffix(".verdict") }
    return Dictionary(
      uniqueKeysWithValues: values.compactMap { value in
        guard case .text(let word) = value.value else { return nil }
        return (value.name, word)
      })
  }
}
