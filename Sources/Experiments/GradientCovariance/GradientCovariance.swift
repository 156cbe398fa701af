internal import Runs
internal import WeightNormCore

/// X13b: is a weight vector close to a dominant eigenvector of the covariance of its gradient? Every unit
/// of small networks, with and without weight normalization, while they learn.
enum GradientCovariance: Experiment {
  static let id = "gradient-covariance"
  static let title = "Is w a dominant eigenvector of the gradient's covariance?"
  static let dataSets = [DataSetName.digits, .fashionMNIST]
  static let quick = Profile.Coverage.none

  struct Specification: ExperimentSpecification {
    var cells = [digits, fashionMNIST]
    /// The networks are looked at when so many epochs are over.
    var epochs = [0, 1, 4, 30]
    /// The examples of the covariance: the first training rows.
    var rows = 1000
    var seeds = Array(0..<5)
  }

  /// A data set with a network, and the best rates of `convergence` for both parameterizations.
  struct Cell: Codable, Sendable {
    var comparison: Comparison
    var rates: [Double]
  }

  static let arms = [Arm.standardHe, .weightNormHe]

  private static let digits = Cell(
    comparison: comparison("digits", .digits, [64, 32, 32, 10]), rates: [-3.5, -3])
  private static let fashionMNIST = Cell(
    comparison: comparison("fashion-mnist", .fashionMNIST, [196, 32, 32, 10]), rates: [-4, -3.5])

  private static func comparison(
    _ name: String, _ data: DataSetName, _ sizes: [Int]
  ) -> Comparison {
    Comparison(
      name: name, dataSet: data, sizes: sizes, hidden: .relu, epochs: 30, batchSize: 32,
      optimizer: .heavyBall, arms: arms, rates: RateGrid(lowest: -4, highest: -3, step: 0.5),
      metric: .meanLoss, tuningSeeds: [], evaluationSeeds: [], initializationRows: 500,
      streams: "\(id)/\(name)")
  }

  static func specification(of profile: Profile) -> Specification {
    var specification = Specification()
    if profile == .full { specification.seeds = Array(0..<10) }
    return specification
  }

  static func work(_ specification: Specification) -> Work {
    .sum(
      specification.cells.map { cell in
        let sizes = cell.comparison.sizes
        let products = sizes.dropLast().map {
          Work.evaluation([$0, $0], rows: specification.rows, times: 64)
        }
        return specification.seeds.count * arms.count
          * (cell.comparison.work() + specification.epochs.count * .sum(products))
      })
  }

  static func run(
    _ specification: Specification, _ context: RunContext
  ) async throws -> Result {
    var cells: [(name: String, runs: [[NetworkAlignment]])] = []
    for cell in specification.cells {
      let data = try context.data.load(cell.comparison.dataSet)
      let trainer = Trainer(comparison: cell.comparison, data: data)
      let runs = try await context.workers.map(
        Array(arms.indices), seeds: specification.seeds,
        work: work(specification).divided(
          by: specification.cells.count * arms.count * specification.seeds.count)
      ) { arm, seed in
        try NetworkAlignment(
          arms[arm], rate: RateGrid.rate(cell.rates[arm]), seed: seed, trainer,
          rows: Array(0..<min(specification.rows, data.trainLabels.count)),
          epochs: specification.epochs)
      }
      cells.append((cell.comparison.name, runs))
    }
    return Result(cells, specification)
  }
}
