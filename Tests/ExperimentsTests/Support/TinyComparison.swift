internal import Foundation
import WeightNormCore

@testable import Experiments

extension LabeledData {
  /// Three noisy clusters of six inputs, so small that a run takes milliseconds.
  static let clusters = clusters(train: 48, test: 15)

  static func clusters(train: Int, test: Int) -> LabeledData {
    var stream = RandomStream(experiment: "clusters", .data, seed: 0)
    let centers = Matrix<Float>(rows: 3, columns: 6, standardDeviation: 1, from: &stream)
    var inputs: [Float] = []
    var labels: [Int] = []
    for row in 0..<train + test {
      let label = row % 3
      labels.append(label)
      inputs += (0..<6).map { centers[label, $0] + Float(0.5 * stream.normal()) }
    }
    let rows = Array(0..<train + test)
    return LabeledData(
      inputs: inputs, inputSize: 6, labels: labels, train: rows[..<train], test: rows[train...])
  }
}

extension Comparison {
  static func tiny(
    name: String = "tiny", rates: RateGrid = RateGrid(lowest: -6, highest: 0, step: 1),
    epochs: Int = 3, optimizer: OptimizerRule = .sgd, arms: [Arm] = Convergence.coreArms,
    tuningSeeds: [Int] = [100, 101], evaluationSeeds: [Int] = [0, 1, 2, 3],
    metric: Comparison.Metric = .meanLoss, batchSize: Int = 8, sizes: [Int] = [6, 8, 3],
    window: RateWindow? = nil
  ) -> Comparison {
    Comparison(
      name: name, dataSet: .digits, sizes: sizes, hidden: .relu, epochs: epochs,
      batchSize: batchSize, optimizer: optimizer, arms: arms, rates: rates, metric: metric,
      tuningSeeds: tuningSeeds, evaluationSeeds: evaluationSeeds, initializationRows: 32,
      window: window)
  }

  /// The trainer on the clusters.
  var trainer: Trainer { Trainer(comparison: self, data: LabeledData.clusters) }

  /// The result on the clusters.
  func result(workers: Int = 2) async throws -> ComparisonResult {
    try await ComparisonResult(
      self, data: LabeledData.clusters, workers: Workers(count: workers))
  }
}

extension RunContext {
  /// The clusters in the place of the images.
  static let clusters = clusters(workers: 2)

  static func clusters(workers count: Int) -> RunContext {
    RunContext(
      profile: .default, workers: Workers(count: count),
      data: DataLibrary.installed.holding(.clusters, as: .digits)
        .holding(.clusters, as: .fashionMNIST))
  }
}

extension DataLibrary {
  /// The data sets that this package ships, and Debian's copy of Fashion-MNIST.
  static let installed = DataLibrary(
    vendored: URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Sources/Experiments/Data"),
    fashionMNIST: URL(filePath: "/usr/share/datasets/fashion-mnist"))
}
