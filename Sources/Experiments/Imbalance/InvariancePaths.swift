internal import WeightNormCore

/// The losses of one network under heavy-ball, batch by batch in double precision: balanced, and with
/// its layers' lengths imbalanced, which is the same function.
struct InvariancePaths: Sendable {
  /// What learns.
  enum Setting: CaseIterable, Sendable {
    /// g = eˢ and v.
    case logarithmic
    /// g and v.
    case linear
    /// g = eˢ, v and the biases.
    case logarithmicWithBiases

    /// The name in records.
    var name: String {
      switch self {
      case .logarithmic: "log"
      case .linear: "linear"
      case .logarithmicWithBiases: "log-biases"
      }
    }

    fileprivate var form: WeightNormDense<Double>.MagnitudeForm {
      self == .linear ? .trained : .logarithmic
    }
  }

  let setting: Setting
  let seed: Int
  /// The loss of each batch before its step; the ceiling from the step on at which a run left the
  /// finite numbers.
  private(set) var balanced: [Double] = []
  private(set) var imbalanced: [Double] = []

  /// |imbalanced − balanced| at each step.
  var differences: [Double] { imbalanced.subtracting(balanced).map(\.magnitude) }

  /// The greatest difference up to each step.
  var greatestDifferences: [Double] {
    var greatest = 0.0
    return differences.map { difference in
      greatest = max(greatest, difference)
      return greatest
    }
  }

  init(
    _ specification: Imbalance.InvarianceSpecification, _ setting: Setting, seed: Int,
    data: LabeledData
  ) throws(CoreError) {
    self.setting = setting
    self.seed = seed
    var stream = RandomStream(experiment: Self.streams, .initialization, seed: seed)
    let network = try MLP<Double>.he(sizes: specification.sizes, hidden: .relu, from: &stream)
      .weightNormalized(form: setting.form)
    var other = network
    other.imbalance(by: specification.imbalance)
    let trainer = Descent(specification, setting, seed: seed, data: data)
    balanced = trainer.losses(from: network)
    imbalanced = trainer.losses(from: other)
  }

  fileprivate static let streams = "\(Imbalance.id)/invariance"

  /// All settings with all seeds, setting by setting.
  static func all(
    _ specification: Imbalance.InvarianceSpecification, data: LabeledData, workers: Workers
  ) async throws -> [InvariancePaths] {
    let jobs = Setting.allCases.flatMap { setting in
      specification.seeds.map { (setting: setting, seed: $0) }
    }
    return try await workers.map(
      jobs, work: { _ in work(specification) / Double(jobs.count) },
      { try InvariancePaths(specification, $0.setting, seed: $0.seed, data: data) })
  }

  /// The nominal cost of all.
  static func work(_ specification: Imbalance.InvarianceSpecification) -> Double {
    let products = zip(specification.sizes, specification.sizes.dropFirst()).reduce(0) {
      $0 + $1.0 * $1.1
    }
    let runs = 2 * Setting.allCases.count * specification.seeds.count
    // Twice as much as in single precision.
    return Double(runs * specification.steps)
      * Work.step(2 * 6 * specification.batchSize * products)
  }
}

/// Heavy-ball on one order of batches.
private struct Descent {
  let rates: LearningRates
  let batches: [(x: Matrix<Double>, targets: Targets<Double>)]

  init(
    _ specification: Imbalance.InvarianceSpecification, _ setting: InvariancePaths.Setting,
    seed: Int, data: LabeledData
  ) {
    var order = RandomStream(experiment: InvariancePaths.streams, .order, seed: seed)
    var batches: [(x: Matrix<Double>, targets: Targets<Double>)] = []
    var rows: ArraySlice<Int> = []
    while batches.count < specification.steps {
      if rows.count < specification.batchSize {
        rows = order.permutation(data.trainLabels.count)[...]
      }
      let chosen = Array(rows.prefix(specification.batchSize))
      rows = rows.dropFirst(specification.batchSize)
      let x = Matrix<Double>(rows: chosen.count, columns: data.trainInputs.columns) {
        Double(data.trainInputs[chosen[$0], $1])
      }
      batches.append((x, .labels(chosen.map { data.trainLabels[$0] })))
    }
    self.batches = batches
    rates = LearningRates(
      RateGrid.rate(specification.octave), bias: setting == .logarithmicWithBiases ? nil : 0)
  }

  func losses(from start: MLP<Double>) -> [Double] {
    var network = start
    var optimizer = OptimizerRule.heavyBall.optimizer(rates, of: Double.self)
    var pass = Backpropagation(for: network, batchSize: batches[0].x.rows)
    var losses: [Double] = []
    for (x, targets) in batches {
      guard let loss = try? pass.lossAndGradient(network, x, targets), loss.isFinite else { break }
      losses.append(loss)
      optimizer.update(&network, along: pass.gradient)
    }
    let missing = batches.count - losses.count
    return losses + [Double](repeating: Trainer.lossCeiling, count: missing)
  }
}
