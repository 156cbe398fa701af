internal import Runs
internal import WeightNormCore

/// X24: is the growth of ‖v‖ a schedule of the learning rate? Weight normalization as it is beside weight
/// normalization that sets ‖v‖ back after every step, each at a constant rate and at one that falls.
enum GrowthSchedule: Experiment {
  static let id = "growth-schedule"
  static let title = "Is the growth of v a schedule?"
  static let dataSets = [DataSetName.digits, .fashionMNIST]
  static let quick = Profile.Coverage.none

  struct Specification: ExperimentSpecification {
    var cells = [digits(.heavyBall), digits(.adam)]
    var margins = Margins()

    var seeds: [Int] { cells[0].evaluationSeeds }
  }

  static func specification(of profile: Profile) -> Specification {
    var specification = Specification()
    if profile == .full { specification.cells += convolutions }
    return specification
  }

  static let free = Arm.weightNormHe
  static let kept = Arm(
    name: "wn-he-kept", parameterization: .weightNorm, start: .he, keepsDirectionLength: true)
  static let keptDecay = Arm(
    name: "wn-he-kept-decay", parameterization: .weightNorm, start: .he,
    keepsDirectionLength: true, decaysRate: true)
  static let freeDecay = Arm(
    name: "wn-he-decay", parameterization: .weightNorm, start: .he, decaysRate: true)

  /// Growth over ‖v‖ kept, both at a constant rate.
  static let growing = Pairing(first: free, second: kept)
  /// ‖v‖ kept at a falling rate over growth at a constant one.
  static let scheduling = Pairing(first: keptDecay, second: free)
  /// What a falling rate does where ‖v‖ is free, and what growth does where the rate falls.
  static let controls = [
    Pairing(first: freeDecay, second: free), Pairing(first: freeDecay, second: keptDecay),
  ]

  private static let arms = [free, kept, keptDecay, freeDecay]

  /// The networks of two convolutions of `convolution`.
  private static var convolutions: [Comparison] {
    ImageRecognition.cells(of: .full).filter { $0.trainRows == nil }.map { cell in
      var cell = cell
      cell.arms = arms
      cell.streams = "\(id)-\(cell.name)"
      return cell
    }
  }

  private static func digits(_ optimizer: OptimizerRule) -> Comparison {
    let isAdam = optimizer == .adam
    let name = isAdam ? "digits-adam" : "digits"
    return Comparison(
      name: name, dataSet: .digits, sizes: [64, 32, 32, 10], hidden: .relu, epochs: 8,
      batchSize: 32, optimizer: optimizer, arms: arms,
      rates: isAdam
        ? RateGrid(lowest: -10, highest: -2, step: 1) : RateGrid(lowest: -8, highest: 0, step: 1),
      metric: .meanLoss, tuningSeeds: Array(100..<103), evaluationSeeds: Array(0..<20),
      initializationRows: 500, streams: "\(id)-\(name)")
  }

  static func work(_ specification: Specification) -> Work {
    .sum(specification.cells.map(\.work))
  }

  static func run(
    _ specification: Specification, _ context: RunContext
  ) async throws -> Result {
    let results = try await specification.cells.results(context)
    let growths = try results.map { result in
      let data = try context.data.load(result.comparison.dataSet)
      return try growth(in: result, Trainer(comparison: result.comparison, data: data))
    }
    return Result(zip(results, growths).map { ($0, growth: $1) }, specification)
  }

  /// The mean over seeds and units of ‖v‖ at the end over ‖v‖ at the start where it is free, at the best
  /// rate. A run that diverged has no end.
  private static func growth(
    in result: ComparisonResult, _ trainer: Trainer
  ) throws(CoreError) -> Double {
    var ratios: [Double] = []
    for (seed, run) in zip(result.comparison.evaluationSeeds, result.runs(of: free))
    where run.blowUpStep == nil {
      let start = try trainer.start(free, seed: seed).network.directionLengths
      for (first, last) in zip(start.joined(), run.network.directionLengths.joined()) {
        ratios.append(Double(last / first))
      }
    }
    return ratios.mean
  }
}
