internal import Tables
internal import WeightNormCore

/// Classification of real measurements in their own units: softmax regression, and a small network.
/// Full batch, heavy-ball.
struct RealFeatures: Codable, Sendable {
  var models: [Model] = [.wineSoftmax, .wineHidden, .breastSoftmax]
  var trainShare = 0.7
  var steps = 300
  /// log₂ of the learning rates, on features as they are and on standardized ones.
  var rawExponents: [Double] = stride(from: -26, through: -2, by: 2).map { $0 }
  var standardizedExponents: [Double] = stride(from: -10, through: 6, by: 2).map { $0 }
  var arms: [FeatureArm] = [
    .standard, .weightNorm, .weightNormDataDependent, .standardDataDependent,
    .standardizedStandard, .standardizedWeightNorm,
  ]
  var seeds = Array(0..<5)

  /// A table and a network for it.
  struct Model: Codable, Equatable, Sendable {
    let name: String
    let dataSet: DataSetName
    /// Widths from input to output.
    let sizes: [Int]

    static let wineSoftmax = Model(name: "wine-softmax", dataSet: .wine, sizes: [13, 3])
    static let wineHidden = Model(name: "wine-hidden", dataSet: .wine, sizes: [13, 16, 3])
    static let breastSoftmax = Model(
      name: "breast-softmax", dataSet: .breastCancer, sizes: [30, 2])
    static let breastHidden = Model(
      name: "breast-hidden", dataSet: .breastCancer, sizes: [30, 16, 2])
  }

  func exponents(of arm: FeatureArm) -> [Double] {
    arm.isStandardized ? standardizedExponents : rawExponents
  }

  /// Of one seed.
  var work: Work {
    let runs = arms.map { exponents(of: $0).count }.reduce(0, +)
    return .sum(
      models.map { .training($0.sizes, batchSize: $0.dataSet.trainRows, steps: runs * steps) })
  }
}

/// One split of a table.
struct RealTask: Sendable {
  let specification: RealFeatures
  let model: RealFeatures.Model
  let train: Matrix<Double>
  let test: Matrix<Double>
  let trainLabels: [Int]
  let testLabels: [Int]
  private let initialization: RandomStream

  /// The split of that seed: the same rows for every model of the table.
  init(
    _ specification: RealFeatures, _ model: RealFeatures.Model, _ table: LabeledTable, seed: Int
  ) throws(CoreError) {
    var data = RandomStream(
      experiment: "\(Features.id)/\(model.dataSet.rawValue)", .data, seed: seed)
    let order = data.permutation(table.labels.count)
    let count = Int(specification.trainShare * Double(order.count))
    let all = try Matrix(rows: order.count, columns: model.sizes[0], elements: table.features)
    train = all.gatheringRows(order[..<count])
    test = all.gatheringRows(order[count...])
    trainLabels = order[..<count].map { table.labels[$0] }
    testLabels = order[count...].map { table.labels[$0] }
    initialization = RandomStream(
      experiment: "\(Features.id)/\(model.name)", .initialization, seed: seed)
    self.specification = specification
    self.model = model
  }

  /// The fit of each arm at its own best rate, that of the least training loss.
  func bestFits() throws -> [FeatureArm: FeatureFit] {
    try specification.arms.reduce(into: [:]) { best, arm in
      best[arm] = try specification.exponents(of: arm).map { try fit(arm, exponent: $0) }
        .min { $0.loss < $1.loss }
    }
  }

  func fit(_ arm: FeatureArm, exponent: Double) throws(CoreError) -> FeatureFit {
    let x = inputs(train, for: arm)
    let start = try arm.start(sizes: model.sizes, hidden: .tanh, from: initialization, on: x)
    let batch = (x: x, targets: Targets<Double>.labels(trainLabels))
    let run = try Descent(
      start, on: repeatElement(batch, count: specification.steps + 1), rule: .heavyBall,
      rates: LearningRates(RateGrid.rate(exponent)))
    guard let loss = run.lastLoss else { return FeatureFit(exponent: exponent) }
    let outputs = try run.network(inputs(test, for: arm))
    return FeatureFit(
      exponent: exponent, loss: loss, testAccuracy: outputs.accuracy(labels: testLabels))
  }

  /// Standardized by the training rows, where the arm asks for it.
  private func inputs(_ x: Matrix<Double>, for arm: FeatureArm) -> Matrix<Double> {
    arm.isStandardized ? FeatureStandardization(fitting: train)(x) : x
  }
}

/// What one rate gave.
struct FeatureFit: Sendable {
  let exponent: Double
  /// On the training rows after the last step; infinity where the run diverged.
  var loss = Double.infinity
  var testAccuracy = 0.0
}
