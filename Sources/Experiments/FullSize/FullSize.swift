internal import Runs
internal import WeightNormCore

/// X12: Fashion-MNIST as people use it, at full size, each method at its own best rate. It decides no
/// claim: it is the picture that a practitioner looks for.
enum FullSize {
  static let id = "full-size"

  struct Specification: Codable, Sendable {
    /// Images of each file.
    var trainRows = 60_000
    var testRows = 10_000
    var sizes = [784, 256, 256, 10]
    var batchSize = 128
    var optimizer = OptimizerRule.heavyBall
    var arms = Convergence.coreArms + Convergence.batchArms
    /// Extended once, by two octaves, where a best rate stands at the edge.
    var rates = RateGrid(lowest: -6, highest: -3, step: 1)
    var tuningSeed = 100
    var tuningEpochs = 1
    var epochs = 2
    var seeds = Array(0..<3)
    /// How many steps one point of a learning curve is the mean of.
    var lossSteps = 50
    /// Rows of the batch that a data-dependent start uses.
    var initializationRows = 500
    /// Rows that the evaluation takes at a time.
    var evaluationRows = 1000
    /// Whether effects are given with intervals, which takes more seeds.
    var givesIntervals = false
    var comparisons = Convergence.Specification().comparisons

    var stepsPerEpoch: Int { trainRows / batchSize }

    /// What an arm needs to know in order to start.
    var comparison: Comparison {
      Comparison(
        name: id, dataSet: .fashionMNIST, sizes: sizes, hidden: .relu, epochs: epochs,
        batchSize: batchSize, optimizer: optimizer, arms: arms, rates: rates, metric: .meanLoss,
        tuningSeeds: [tuningSeed], evaluationSeeds: seeds, initializationRows: initializationRows)
    }
  }

  static let experiment = Experiment(
    id: id, title: "Fashion-MNIST at full size", dataSets: [.fashionMNIST], quick: .none,
    specification: { specification(of: $0) }, work: { work($0) },
    run: { try await run($0, $1) })

  private static func specification(of profile: Profile) -> Specification {
    var specification = Specification()
    if profile == .full {
      specification.seeds = Array(0..<10)
      specification.epochs = 5
      specification.givesIntervals = true
    }
    return specification
  }

  /// The nominal cost without extensions of the grid.
  private static func work(_ specification: Specification) -> Double {
    let epochs =
      specification.rates.octaves.count * specification.tuningEpochs
      + specification.seeds.count * specification.epochs
    return Double(specification.arms.count * epochs) * epochWork(specification)
  }

  /// A sixth of what the operations would take in the small steps of other experiments.
  static func epochWork(_ specification: Specification) -> Double {
    let products = zip(specification.sizes, specification.sizes.dropFirst()).reduce(0) {
      $0 + $1.0 * $1.1
    }
    return Double(specification.stepsPerEpoch)
      * Work.step(specification.batchSize * products)
  }

  static func run(
    _ specification: Specification, _ context: RunContext
  ) async throws -> RunRecord {
    let trainer = FullSizeTrainer(
      specification: specification,
      data: try context.data.fullFashionMNIST(
        train: specification.trainRows, test: specification.testRows))
    let results = try await FullSizeResults(trainer, workers: context.workers)
    var builder = RecordBuilder()
    record(results, into: &builder)
    return try builder.record(
      of: id, title: experiment.title, profile: context.profile, specification: specification,
      seeds: specification.seeds)
  }
}
