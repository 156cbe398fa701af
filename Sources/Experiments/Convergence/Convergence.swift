internal import Runs

/// X9: does weight normalization converge quicker on real data? Each method at its own best rate.
enum Convergence: Experiment {
  static let id = "convergence"
  static let title = "Does it converge quicker on real data?"
  static let dataSets = [DataSetName.digits, .fashionMNIST]
  static let quick = Profile.Coverage.part
  static let sample = Profile.Coverage.part

  struct Specification: ExperimentSpecification {
    var cells = Convergence.cells(of: .default)
    var margins = Margins()
    var pairings: [Pairing] = [
      .matched, .dataDependent, .initialization, .recipe, .meanOnly,
      Pairing(first: .batchNorm, second: .standardHe),
      Pairing(first: .weightNormDataDependent, second: .batchNorm),
      Pairing(first: .weightNormMeanOnly, second: .batchNorm),
    ]

    /// Studies on fresh seeds that are run anew; 0 for what earlier ones found.
    var calibratingStudies = 0

    var seeds: [Int] {
      cells.flatMap(\.evaluationSeeds).max().map { Array(0...$0) } ?? []
    }
  }

  static func specification(of profile: Profile) -> Specification {
    Specification(
      cells: cells(of: profile), calibratingStudies: profile == .full ? 20 : 0)
  }

  static func work(_ specification: Specification) -> Work {
    (1 + specification.calibratingStudies) * .sum(specification.cells.map(\.work))
  }

  static func run(
    _ specification: Specification, _ context: RunContext
  ) async throws -> Result {
    let results = try await specification.cells.results(context)
    var calibration = Calibration.measured
    if specification.calibratingStudies > 0 {
      let verdicts = try Calibration.verdicts(of: Result(results, specification, calibration: nil))
      calibration = try await .run(
        studies: specification.calibratingStudies, of: specification, expecting: verdicts, context)
    }
    return Result(results, specification, calibration: calibration)
  }
}
