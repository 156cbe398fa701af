internal import Runs
internal import WeightNormCore

/// X15: weight decay on v and not on g. (a) One neuron on a stream of noisy batches: how far w turns in a
/// step once growth and decay balance, by optimizer, rate, decay, start and noise; and the units of a small
/// network on digits. (b) The same path of w without decay, at a rate that grows.
enum DecayOnV: Experiment {
  static let id = "decay"
  static let title = "Weight decay on v"
  static let dataSets = [DataSetName.digits]

  struct Specification: ExperimentSpecification {
    /// Streaming regression: x ~ N(0, I), y = x·w* + noise·N(0, 1), a fresh batch each step.
    var inputSize = 20
    var batchSize = 8
    var targetNorm = 2.0
    /// g, where it starts or stays.
    var magnitude = 2.0
    var steps = 8000
    /// Angles are those of the last steps, of this share.
    var measuredShare = 0.25
    var arms = TurningArm.allCases
    var settings = [
      DecaySetting(rate: 0.1, strength: 0.02), DecaySetting(rate: 0.4, strength: 0.005),
      DecaySetting(rate: 0.02, strength: 0.1), DecaySetting(rate: 0.4, strength: 0.02),
      DecaySetting(rate: 0.1, strength: 0.005),
    ]
    /// ‖v‖ at the start.
    var startNorms = [0.1, 1, 10]
    var noises = [0.25, 1, 4]
    /// The noise at which lengths are recorded, in the first setting of gradient descent with g frozen.
    var watchedNoise = 1.0
    var seeds = Array(0..<10)
    var schedule = ScheduleSpecification()
    var network = NetworkSpecification()
  }

  /// Part (b).
  struct ScheduleSpecification: Codable, Sendable {
    var setting = DecaySetting(rate: 0.1, strength: 0.02)
    var noise = 1.0
    var startNorm = 1.0
    var steps = 3000
    var seeds = Array(0..<20)
  }

  /// The network of part (a): plain gradient descent on minibatches.
  struct NetworkSpecification: Codable, Sendable {
    var sizes = [64, 32, 32, 10]
    var batchSize = 32
    var epochs = 40
    var rate = 0.25
    /// ηλ.
    var products = [0.004, 0.001]
    /// What v is multiplied with at the start.
    var startFactors: [Double] = [1, 4]
    var measuredShare = 0.25
    var seeds = Array(0..<3)
  }

  static func specification(of profile: Profile) -> Specification {
    var specification = Specification()
    if profile == .quick {
      specification.seeds = [0, 1]
      specification.network.seeds = [0]
    }
    return specification
  }

  static func work(_ specification: Specification) -> Work {
    .sum([specification.turningWork, specification.scheduleWork, specification.networkWork])
  }

  static func run(_ specification: Specification, _ context: RunContext) async throws -> Result {
    let digits = try context.data.load(.digits)
    let (schedule, network) = (specification.schedule, specification.network)
    async let networks = context.workers.map(
      network.runs, work: specification.networkWork.divided(by: network.runs.count)
    ) { try TurningNetwork(network, $0, data: digits) }
    async let schedules = context.workers.map(
      schedule.seeds, work: specification.scheduleWork.divided(by: schedule.seeds.count)
    ) { try DecaySchedule(specification, seed: $0) }
    let neurons = try await context.workers.map(
      specification.seeds,
      work: specification.turningWork.divided(by: specification.seeds.count)
    ) { try TurningNeurons(specification, seed: $0) }
    return try await Result(specification, neurons, schedules, networks)
  }
}

/// A learning rate η and a weight decay λ.
struct DecaySetting: Codable, Equatable, Sendable {
  var rate: Double
  var strength: Double
}

extension DecayOnV.Specification {
  fileprivate var turningWork: Work {
    let neurons = startNorms.count * noises.count
    return .training(
      [inputSize, neurons], batchSize: batchSize,
      steps: seeds.count * arms.count * settings.count * steps)
  }

  fileprivate var scheduleWork: Work {
    .training(
      [inputSize, 1], batchSize: batchSize, steps: 3 * schedule.seeds.count * schedule.steps)
  }

  fileprivate var networkWork: Work {
    .training(
      network.sizes, batchSize: network.batchSize,
      steps: network.runs.count * network.epochs * DataSetName.digits.trainRows
        / network.batchSize)
  }
}
