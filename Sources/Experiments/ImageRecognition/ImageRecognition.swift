internal import Runs

/// X19: does weight normalization train a small convolutional network quicker? Each method at its own best
/// rate.
enum ImageRecognition: Experiment {
  static let id = "convolution"
  static let title = "Does it train a small convolutional network quicker?"
  static let dataSets = [DataSetName.fashionMNIST]
  static let quick = Profile.Coverage.none

  struct Specification: ExperimentSpecification {
    var cells = ImageRecognition.cells(of: .default)
    var margins = Margins()
    var pairings: [Pairing] = [
      .matched, .dataDependent, .initialization, .meanOnly,
      Pairing(first: .batchNorm, second: .standardHe),
      Pairing(first: .weightNormMeanOnly, second: .batchNorm),
      Pairing(first: .weightNormScaled, second: .weightNormHe),
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

  struct Result: Recorded {
    /// By name: `two-layers`, `two-layers-adam`.
    var cells: Parts<CellResult>

    init(_ results: [ComparisonResult], _ specification: Specification) {
      cells = Parts(
        results.map {
          let cell = CellResult(
            $0, pairings: specification.pairings, margins: specification.margins,
            details: [.learning, .ceilings])
          return ($0.comparison.name, cell)
        })
    }
  }
}
