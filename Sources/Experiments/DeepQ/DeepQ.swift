internal import Runs
internal import WeightNormCore

/// X22: a deep Q-network with and without weight normalization, on cart-pole and on catch. The paper's
/// last experiment is one, on four Atari games.
enum DeepQ: Experiment {
  static let id = "deep-q"
  static let title = "Weight normalization in a deep Q-network"
  static let quick = Profile.Coverage.none

  struct Specification: ExperimentSpecification {
    var cartPole = Cell(
      name: "cart-pole", environment: .cartPole, steps: 20_000, margin: 5,
      rates: RateGrid(lowest: -10, highest: -6, step: 1), tuningSeeds: Array(100..<103),
      evaluationSeeds: Array(1000..<1012))
    var catching = Cell(
      name: "catch", environment: .catch, steps: 4_000, margin: 0.05,
      rates: RateGrid(lowest: -9, highest: -5, step: 1), tuningSeeds: Array(100..<102),
      evaluationSeeds: Array(1000..<1008))
    /// How many points a learning curve has.
    var curvePoints = 20
    /// Those whose arms a cell lacks are left out.
    var pairings = [
      QPairing(first: .weightNorm, second: .standard),
      QPairing(first: .weightNormDecaying, second: .standardDecaying),
      QPairing(first: .standardDecaying, second: .standard),
      QPairing(first: .weightNormScaled, second: .weightNorm),
    ]

    var cells: [Cell] { [cartPole, catching] }
    var seeds: [Int] { cartPole.evaluationSeeds }
  }

  /// An environment, and how agents are set against each other in it: as in `Comparison`, a coarse grid
  /// finds the neighbourhood of each arm's best rate, and there all evaluation seeds are run.
  struct Cell: RateSearch, Codable, Sendable {
    /// In records: `cart-pole`.
    let name: String
    let environment: EnvironmentName
    var steps: Int
    /// Differences of the mean return within ± this many points count as none: a fortieth of the range of
    /// returns.
    let margin: Double
    var learning = QLearning()
    var hiddenSizes = [32, 32]
    var arms: [QArm] = [.standard, .weightNorm]
    /// The coarse grid.
    var rates: RateGrid
    /// Its ratio is one of shortfalls, which are never near 0.
    var window: RateWindow? = RateWindow(reach: 1, step: 1, hopelessRatio: 1.1)
    /// Of the coarse grid.
    var tuningSeeds: [Int]
    var evaluationSeeds: [Int]

    /// The streams of its runs: the same for every arm and rate.
    func stream(_ label: StreamLabel, seed: Int) -> RandomStream {
      RandomStream(experiment: "\(id)/\(name)", label, seed: seed)
    }

    /// The stream of its bootstraps.
    var bootstrap: RandomStream { stream(.bootstrap, seed: 0) }

    /// All agents, and as many seeds as an effect of some points needs.
    mutating func enlarge() {
      steps = 20_000
      arms += [.standardDecaying, .weightNormDecaying, .weightNormScaled]
      window = RateWindow(reach: 1.5, step: 0.5)
      tuningSeeds = Array(100..<110)
      evaluationSeeds = Array(0..<50)
    }

    var runWork: Work {
      let sizes =
        [environment.definition.observationSize] + hiddenSizes
        + [environment.definition.actionCount]
      return .training(sizes, batchSize: learning.batchSize, steps: steps)
        + .evaluation(sizes, rows: learning.batchSize, times: steps)
        + .evaluation(sizes, rows: 1, times: steps)
    }
  }

  enum EnvironmentName: String, Codable, Sendable {
    case cartPole
    case `catch`

    var definition: any Environment.Type {
      switch self {
      case .cartPole: CartPole.self
      case .catch: Catch.self
      }
    }
  }

  static func specification(of profile: Profile) -> Specification {
    var specification = Specification()
    guard profile == .full else { return specification }
    specification.cartPole.enlarge()
    specification.catching.enlarge()
    return specification
  }

  static func work(_ specification: Specification) -> Work {
    .sum(specification.cells.map(\.work))
  }

  static func run(
    _ specification: Specification, _ context: RunContext
  ) async throws -> Result {
    var results: [QCellResult] = []
    for cell in specification.cells {
      results.append(try await QCellResult(cell, workers: context.workers))
    }
    return Result(results, specification)
  }
}
