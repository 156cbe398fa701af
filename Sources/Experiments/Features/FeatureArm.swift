internal import WeightNormCore

/// A way to train on features of unequal scale: a parameterization, its start, and whether the
/// features are standardized first.
struct FeatureArm: Codable, Equatable, Sendable {
  /// The name in records, figures and templates.
  let name: String
  let isWeightNormalized: Bool
  let isDataDependent: Bool
  let isStandardized: Bool

  static let standard = FeatureArm(
    name: "standard", isWeightNormalized: false, isDataDependent: false, isStandardized: false)
  static let weightNorm = FeatureArm(
    name: "wn", isWeightNormalized: true, isDataDependent: false, isStandardized: false)
  static let weightNormDataDependent = FeatureArm(
    name: "wn-ddi", isWeightNormalized: true, isDataDependent: true, isStandardized: false)
  static let standardDataDependent = FeatureArm(
    name: "std-ddi", isWeightNormalized: false, isDataDependent: true, isStandardized: false)
  static let standardizedStandard = FeatureArm(
    name: "std-standardized", isWeightNormalized: false, isDataDependent: false,
    isStandardized: true)
  static let standardizedWeightNorm = FeatureArm(
    name: "wn-standardized", isWeightNormalized: true, isDataDependent: false,
    isStandardized: true)

  /// A He draw in the arm's parameterization; `x` are the inputs that it will be trained on.
  ///
  /// - Throws: `CoreError` where the draw gives no direction.
  func start(
    sizes: [Int], hidden: Activation, from stream: RandomStream, on x: Matrix<Double>
  ) throws(CoreError) -> MLP<Double> {
    var stream = stream
    var network = try MLP<Double>.he(sizes: sizes, hidden: hidden, from: &stream)
    if isWeightNormalized { network = try network.weightNormalized() }
    if isDataDependent { try network.initializeFromData(x) }
    return network
  }
}

/// Training on all rows at once.
struct FullBatchRun {
  private(set) var network: MLP<Double>
  /// The loss at the start and after each step, as long as it was finite and at most the ceiling.
  private(set) var losses: [Double] = []
  let steps: Int

  init(
    _ network: MLP<Double>, _ x: Matrix<Double>, _ targets: Targets<Double>, rule: OptimizerRule,
    rate: Double, steps: Int, ceiling: Double = .infinity
  ) {
    self.network = network
    self.steps = steps
    var optimizer = rule.optimizer(LearningRates(rate), of: Double.self)
    var pass = Backpropagation(for: network, batchSize: x.rows)
    losses.reserveCapacity(steps + 1)
    for step in 0...steps {
      guard let loss = try? pass.lossAndGradient(self.network, x, targets), loss.isFinite,
        loss <= ceiling
      else { return }
      losses.append(loss)
      if step < steps { optimizer.update(&self.network, along: pass.gradient) }
    }
  }

  /// The loss after the last step; nil where the run left the finite numbers before.
  var lastLoss: Double? { losses.count == steps + 1 ? losses[steps] : nil }
}
