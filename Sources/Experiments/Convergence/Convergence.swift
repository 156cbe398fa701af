internal import Runs

/// X9: does weight normalization converge quicker on real data? Each method at its own best rate.
enum Convergence: Experiment {
  static let id = "convergence"
  static let title = "Does it converge quicker on real data?"
  static let dataSets = [DataSetName.digits, .fashionMNIST]
  static let quick = Profile.Coverage.part
  static let sample = Profile.Coverage.part

  struct Specification: ExperimentSpecification {
    /// Comparisons of one name are one cell.
    var cells = Convergence.cells(of: .default)
    var margins = Margins()
    var pairings: [Pairing] = [
      .matched, .dataDependent, .initialization, .recipe, .meanOnly,
      Pairing(first: .batchNorm, second: .standardHe),
      Pairing(first: .weightNormDataDependent, second: .batchNorm),
      Pairing(first: .weightNormMeanOnly, second: .batchNorm),
    ]

    var seeds: [Int] {
      cells.flatMap(\.evaluationSeeds).max().map { Array(0...$0) } ?? []
    }
  }

  static func specification(of profile: Profile) -> Specification {
    Specification(cells: cells(of: profile))
  }

  static func work(_ specification: Specification) -> Work {
    .sum(specification.cells.map(\.work))
  }

  static func run(
    _ specification: Specification, _ context: RunContext
  ) async throws -> Result {
    Result(try await specification.cells.results(context), specification)
  }
}
