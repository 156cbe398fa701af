internal import Runs
internal import WeightNormCore

/// X13a: are the coordinates (g, v) better conditioned than w? The spectrum of the generalized Gauss–Newton
/// matrix of a small network on digits in both, from four starts, before and after some training.
enum Conditioning: Experiment {
  static let id = "conditioning"
  static let title = "Do g and v improve the conditioning?"
  static let dataSets = [DataSetName.digits]
  static let quick = Profile.Coverage.none

  struct Specification: ExperimentSpecification {
    /// The network, its starts, and the batches and rates of its training.
    var comparison = network([64, 8, 8, 10])
    /// log₂ η of each start, at which it learns.
    var rates = [-3, -3.5, -4.5, -7.5]
    /// The examples of the matrix: the first training rows.
    var rows = 700
    var steps = 400
    /// The greatest eigenvalue is set over those with these places.
    var ranks = [100, 300]
    var margins = Margins()
    var seeds = Array(0..<6)
    var neuron = NeuronSpecification()
  }

  /// The four starts.
  static let arms: [Arm] = [
    .weightNormHe, RateAllocation.unitRatio, .weightNormDataDependent, .weightNormShort,
  ]

  /// As large as a default profile can afford; `full` has layers twice as wide.
  private static func network(_ sizes: [Int]) -> Comparison {
    Comparison(
      name: id, dataSet: .digits, sizes: sizes, hidden: .relu, epochs: 10, batchSize: 32,
      optimizer: .heavyBall, arms: arms, rates: RateGrid(lowest: -8, highest: 0, step: 1),
      metric: .meanLoss, tuningSeeds: [], evaluationSeeds: [], initializationRows: 500)
  }

  static func specification(of profile: Profile) -> Specification {
    var specification = Specification()
    if profile == .full {
      specification.comparison = network([64, 16, 16, 10])
      specification.seeds = Array(0..<10)
    }
    return specification
  }

  static func work(_ specification: Specification) -> Work {
    let sizes = specification.comparison.sizes
    let size = zip(sizes, sizes.dropFirst()).map { ($0 + 1) * $1 }.reduce(0, +)
    let spectra = 4 * arms.count * specification.seeds.count
    return .evaluation([size, size], rows: size, times: spectra)
  }

  static func run(
    _ specification: Specification, _ context: RunContext
  ) async throws -> Result {
    let data = try context.data.load(specification.comparison.dataSet)
    let trainer = Trainer(comparison: specification.comparison, data: data)
    let paths = try await context.workers.map(
      Array(arms.indices), seeds: specification.seeds,
      work: work(specification).divided(by: arms.count * specification.seeds.count)
    ) { arm, seed in
      try SpectrumPath(
        arms[arm], rate: RateGrid.rate(specification.rates[arm]), seed: seed, trainer,
        specification)
    }
    return Result(
      paths, neuron: try specification.neuron.residuals(specification.seeds), specification)
  }
}
