internal import WeightNormCore

/// Classification of real measurements in their own units: softmax regression, and a small network.
/// Full batch, heavy-ball.
struct RealFeatures: Codable, Sendable {
  var models: [Model] = [.wineSoftmax, .wineHidden, .breastSoftmax]
  var trainShare = 0.7
  var steps = 300
  /// log₂ of the learning rates, on features as they are and on standardized ones.
  var rawOctaves: [Double] = stride(from: -26, through: -2, by: 2).map { $0 }
  var standardizedOctaves: [Double] = stride(from: -10, through: 6, by: 2).map { $0 }
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

  func octaves(of arm: FeatureArm) -> [Double] {
    arm.isStandardized ? standardizedOctaves : rawOctaves
  }

  /// The nominal cost of all arms of a model at one seed.
  func work(_ model: Model) -> Double {
    let rows = Int(trainShare * (model.dataSet == .wine ? 178 : 569))
    let products = zip(model.sizes, model.sizes.dropFirst()).reduce(0) { $0 + $1.0 * $1.1 }
    // An exponential or a hyperbolic tangent costs as much as some twenty products.
    let functions = 20 * model.sizes.dropFirst().reduce(0, +)
    let runs = arms.map { octaves(of: $0).count }.reduce(0, +)
    return Double(runs * steps) * Work.step(6 * rows * (products + functions))
  }
}

/// One split of a table, raw and standardized.
struct RealTask: Sendable {
  let specification: RealFeatures
  let model: RealFeatures.Model
  let train: Matrix<Double>
  let test: Matrix<Double>
  let trainLabels: [Int]
  let testLabels: [Int]
  private let standardization: FeatureStandardization<Double>
  private let initialization: RandomStream

  /// The split of that seed: the same rows for every model of the table.
  init(
    _ specification: RealFeatures, _ model: RealFeatures.Model, _ table: LabeledTable, seed: Int
  ) throws(CoreError) {
    var data = RandomStream(
      experiment: "\(Features.id)/\(model.dataSet.rawValue)", .data, seed: seed)
    let order = data.permutation(table.labels.count)
    let count = Int(specification.trainShare * Double(order.count))
    let all = try Matrix(
      rows: order.count, columns: model.sizes[0], elements: table.features)
    train = all.gatheringRows(order[..<count])
    test = all.gatheringRows(order[count...])
    trainLabels = order[..<count].map { table.labels[$0] }
    testLabels = order[count...].map { table.labels[$0] }
    standardization = FeatureStandardization(fitting: train)
    initialization = RandomStream(
      experiment: "\(Features.id)/\(model.name)", .initialization, seed: seed)
    self.specification = specification
    self.model = model
  }

  /// The fit of each arm at its own best rate, that of the least training loss.
  func bestFits() throws(CoreError) -> [FeatureFit] {
    var best: [FeatureFit] = []
    for arm in specification.arms {
      var candidates: [FeatureFit] = []
      for octave in specification.octaves(of: arm) {
        candidates.append(try fit(arm, octave: octave))
      }
      guard let first = candidates.min(by: { $0.loss < $1.loss }) else { continue }
      best.append(first)
    }
    return best
  }

  func fit(_ arm: FeatureArm, octave: Double) throws(CoreError) -> FeatureFit {
    let x = inputs(train, for: arm)
    let network = try arm.start(sizes: model.sizes, hidden: .tanh, from: initialization, on: x)
    let run = FullBatchRun(
      network, x, .labels(trainLabels), rule: .heavyBall, rate: RateGrid.rate(octave),
      steps: specification.steps)
    guard let loss = run.lastLoss else {
      return FeatureFit(octave: octave, loss: .infinity, testAccuracy: 0)
    }
    let outputs = try run.network(inputs(test, for: arm))
    return FeatureFit(
      octave: octave, loss: loss, testAccuracy: outputs.accuracy(labels: testLabels))
  }

  /// Standardized by the training rows, where the arm asks for it.
  private func inputs(_ x: Matrix<Double>, for arm: FeatureArm) -> Matrix<Double> {
    arm.isStandardized ? standardization(x) : x
  }
}

/// What one rate gave.
struct FeatureFit: Sendable {
  let octave: Double
  /// On the training rows after the last step; infinity where the run diverged.
  let loss: Double
  let testAccuracy: Double
}
