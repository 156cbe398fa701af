internal import Runs
internal import WeightNormCore

/// The cells: a data set with an optimizer.
extension Convergence {
  static let coreArms: [Arm] = [
    .standardHe, .weightNormHe, .standardDataDependent, .weightNormDataDependent,
  ]

  /// The arms that take something off each batch.
  static let batchArms: [Arm] = [.weightNormMeanOnly, .batchNorm]

  static func cells(of profile: Profile) -> [Comparison] {
    switch profile {
    case .sample: [sampleDigits]
    case .quick: [quickDigits]
    case .default: [OptimizerRule.heavyBall, .adam].flatMap(cells)
    case .full: [OptimizerRule.heavyBall, .adam, .sgd].flatMap(cells)
    }
  }

  /// Those that every claim asks for, and those that only some profiles run.
  static let claimedCells = cells(of: .default).map(\.name).distinct
  static let furtherCells =
    cells(of: .full).map(\.name).distinct.filter { !claimedCells.contains($0) }

  private static func cells(_ optimizer: OptimizerRule) -> [Comparison] {
    [digits(optimizer), fashionMNIST(optimizer)]
  }

  /// What takes a moment.
  private static var sampleDigits: Comparison {
    var cell = quickDigits
    cell.rates = rates(.heavyBall, step: 2)
    cell.tuningSeeds = [100]
    cell.evaluationSeeds = Array(0..<4)
    cell.window = RateWindow(reach: 0.5)
    return cell
  }

  private static var quickDigits: Comparison {
    var cell = digits(.heavyBall)
    cell.arms = coreArms
    cell.tuningSeeds = Array(100..<103)
    cell.evaluationSeeds = Array(0..<12)
    return cell
  }

  private static func digits(_ optimizer: OptimizerRule) -> Comparison {
    Comparison(
      name: name("digits", optimizer), dataSet: .digits, sizes: [64, 32, 32, 10], hidden: .relu,
      epochs: 8, batchSize: 32, optimizer: optimizer, arms: coreArms + batchArms,
      rates: rates(optimizer, step: 1), metric: .meanLoss, tuningSeeds: Array(100..<106),
      evaluationSeeds: Array(0..<24), initializationRows: 500)
  }

  private static func fashionMNIST(_ optimizer: OptimizerRule) -> Comparison {
    Comparison(
      name: name("fashion-mnist", optimizer), dataSet: .fashionMNIST, sizes: [196, 32, 32, 10],
      hidden: .relu, epochs: 6, batchSize: 32, optimizer: optimizer, arms: coreArms + batchArms,
      rates: rates(optimizer, step: 1), metric: .meanLoss, tuningSeeds: Array(100..<103),
      evaluationSeeds: Array(0..<12), initializationRows: 500)
  }

  /// Heavy-ball, which most people use, goes without saying.
  private static func name(_ data: String, _ optimizer: OptimizerRule) -> String {
    optimizer == .heavyBall ? data : "\(data)-\(optimizer.rawValue)"
  }

  private static func rates(_ optimizer: OptimizerRule, step: Double) -> RateGrid {
    switch optimizer {
    case .sgd: RateGrid(lowest: -8, highest: 3, step: step)
    case .heavyBall, .nesterov: RateGrid(lowest: -8, highest: 0, step: step)
    case .adam, .vectorAdam, .projectedAdam, .lion, .normalized:
      RateGrid(lowest: -12, highest: -3, step: step)
    }
  }
}
