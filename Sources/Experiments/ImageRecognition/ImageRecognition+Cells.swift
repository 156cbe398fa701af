internal import Runs
internal import WeightNormCore

/// The cells: a network with an optimizer.
extension ImageRecognition {
  static let arms = Convergence.coreArms + Convergence.batchArms
  private static let optimizers = [OptimizerRule.heavyBall, .adam]

  static func cells(of profile: Profile) -> [Comparison] {
    let cells = optimizers.map(twoLayers)
    return profile == .full ? (cells + optimizers.map(sixLayers)).map(\.refined) : cells
  }

  /// Those that the claim asks for, and those that only some profiles run.
  static let claimedCells = cells(of: .default).map(\.name)
  static let furtherCells = cells(of: .full).map(\.name).filter { !claimedCells.contains($0) }

  private static func twoLayers(_ optimizer: OptimizerRule) -> Comparison {
    cell("two-layers", optimizer, [filters(8, stride: 2), filters(16, stride: 2)])
  }

  private static func sixLayers(_ optimizer: OptimizerRule) -> Comparison {
    cell(
      "six-layers", optimizer,
      [
        filters(8, stride: 2), filters(8), filters(8), filters(16, stride: 2), filters(16),
        filters(16),
      ], rows: 1000)
  }

  private static func filters(_ count: Int, stride: Int = 1) -> Filters {
    Filters(count, kernelSize: 3, stride: stride, padding: 1)
  }

  /// The neighbourhood of the best rate is found by half of the epochs.
  private static func cell(
    _ network: String, _ optimizer: OptimizerRule, _ filters: [Filters], rows: Int? = nil
  ) -> Comparison {
    let isAdam = optimizer == .adam
    let batchSize = 32
    return Comparison(
      name: isAdam ? "\(network)-adam" : network, dataSet: .fashionMNIST, sizes: [196, 10],
      convolutions: Convolutions(image: ImageShape(height: 14, width: 14), filters: filters),
      hidden: .relu, epochs: 6, batchSize: batchSize, optimizer: optimizer,
      arms: arms + (isAdam ? [.weightNormScaled] : []),
      rates: isAdam
        ? RateGrid(lowest: -9, highest: -2, step: 1) : RateGrid(lowest: -7, highest: 0, step: 1),
      metric: .meanLoss, tuningSeeds: Array(100..<103), evaluationSeeds: Array(0..<12),
      initializationRows: 500, window: RateWindow(reach: 2, step: 1, hopelessRatio: 1.1),
      tuningSteps: 3 * ((rows ?? DataSetName.fashionMNIST.trainRows) / batchSize), trainRows: rows)
  }
}

extension Comparison {
  /// With rates as fine as those of the other comparisons, and all epochs to find them by.
  fileprivate var refined: Comparison {
    var refined = self
    refined.window = RateWindow()
    refined.tuningSteps = nil
    return refined
  }
}
