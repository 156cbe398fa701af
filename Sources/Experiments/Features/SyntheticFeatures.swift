internal import WeightNormCore

/// Regressions whose features are badly scaled on purpose: x = s·(z + o) with z ~ N(0, I), and
/// y = z·c + noise·N(0, 1), c ~ N(0, I). One linear neuron with a bias, full-batch gradient descent.
struct SyntheticFeatures: Codable, Sendable {
  var samples = 400
  var inputSize = 20
  /// s = 10^U(−d, d) for this d.
  var scaleDecades = 1.0
  /// |o|; its sign is random.
  var offset = 3.0
  var noise = 0.1
  var steps = 1000
  /// log₂ of the learning rates.
  var exponents: [Double] = stride(from: -14, through: 2, by: 2).map { $0 }
  /// The share of the scale below which the excess loss has to come.
  var target = 0.01
  /// A run whose excess loss is above this many times the scale has diverged.
  var divergence = 1e12
  var arms: [FeatureArm] = [
    .standard, .weightNorm, .weightNormDataDependent, .standardizedStandard,
    .standardizedWeightNorm,
  ]
  var seeds = Array(0..<40)

  /// What is wrong with the features.
  enum Cell: String, CaseIterable, Codable, Sendable {
    case scale
    case offset
    case both

    var hasScales: Bool { self != .offset }
    var hasOffsets: Bool { self != .scale }
  }

  /// Of one seed, whose rows are condensed.
  var work: Work {
    .training(
      [inputSize, 1], batchSize: inputSize + 2,
      steps: Cell.allCases.count * arms.count * exponents.count * steps)
  }

  /// The same draws for every cell, condensed.
  fileprivate func rows(_ cell: Cell, seed: Int) -> CondensedRegression {
    var data = RandomStream(experiment: Features.id, .data, seed: seed)
    let z = Matrix<Double>(rows: samples, columns: inputSize, standardDeviation: 1, from: &data)
    let coefficients: [Double] = data.normals(inputSize)
    let y = (0..<samples).map { Array(z[row: $0]).dot(coefficients) + noise * data.normal() }
    let decades = (0..<inputSize).map { _ in scaleDecades * (2 * data.uniform() - 1) }
    let scales = decades.map { cell.hasScales ? Elementary.exp($0 * Elementary.log(10)) : 1 }
    let signs = (0..<inputSize).map { _ in data.integer(below: 2) == 0 ? -1.0 : 1.0 }
    let offsets = signs.map { cell.hasOffsets ? $0 * offset : 0 }
    let x = Matrix<Double>(rows: samples, columns: inputSize) { row, column in
      scales[column] * (z[row, column] + offsets[column])
    }
    return CondensedRegression(x, y)
  }
}

/// The regression of one cell and seed.
struct SyntheticProblem: Sendable {
  let specification: SyntheticFeatures
  /// In condensed rows, as the targets.
  let raw: Matrix<Double>
  let standardized: Matrix<Double>
  let targets: Targets<Double>
  /// The least loss that any weights and bias reach, and what the best constant loses more than that:
  /// the unit of excess loss.
  let leastLoss: Double
  let scale: Double
  private let initialization: RandomStream

  init(_ specification: SyntheticFeatures, _ cell: SyntheticFeatures.Cell, seed: Int) {
    let rows = specification.rows(cell, seed: seed)
    let standardized = FeatureStandardization(fitting: rows.x)(rows.x)
    let centered = rows.y.map { $0 - rows.y.mean }
    // Standardized features span what raw ones do, and have the means 0: the best bias is the mean of y.
    let solution = Quadratic(leastSquares: standardized, centered).minimum
    let errors = centered.indices.map { centered[$0] - Array(standardized[row: $0]).dot(solution) }
    leastLoss = errors.dot(errors) / (2 * Double(errors.count))
    scale = centered.map { $0 * $0 }.mean / 2 - leastLoss
    raw = rows.x
    targets = .values(Matrix(rows: rows.y.count, columns: 1) { row, _ in rows.y[row] })
    initialization = RandomStream(experiment: Features.id, .initialization, seed: seed)
    self.standardized = standardized
    self.specification = specification
  }

  /// The path of each arm at its own best rate.
  func bestPaths() throws -> [FeatureArm: FeaturePath] {
    try specification.arms.reduce(into: [:]) { best, arm in
      best[arm] = try specification.exponents.map { try path(of: arm, exponent: $0) }
        .min { $0.isBetter(than: $1) }
    }
  }

  func path(of arm: FeatureArm, exponent: Double) throws(CoreError) -> FeaturePath {
    let x = arm.isStandardized ? standardized : raw
    let start = try arm.start(
      sizes: [specification.inputSize, 1], hidden: .identity, from: initialization, on: x)
    let run = try Descent(
      start, on: repeatElement((x: x, targets: targets), count: specification.steps + 1),
      rule: .sgd, rates: LearningRates(RateGrid.rate(exponent)),
      ceiling: leastLoss + specification.divergence * scale)
    return FeaturePath(
      exponent: exponent, steps: specification.steps, target: specification.target,
      excess: run.losses.map { ($0 - leastLoss) / scale })
  }
}

/// Excess loss over its unit, the start first, until the run diverged.
struct FeaturePath: Sendable {
  /// Smaller ones are rounding.
  static let floor = 1e-12

  let exponent: Double
  let excess: [Double]
  /// The first step at which the target was met; one more than there are steps where it never was.
  let stepsToTarget: Double
  let isCensored: Bool
  /// Infinity where the run diverged.
  let lastExcess: Double

  init(exponent: Double, steps: Int, target: Double, excess: [Double]) {
    let excess = excess.map { max($0, Self.floor) }
    let first = excess.firstIndex { $0 <= target }
    self.exponent = exponent
    self.excess = excess
    stepsToTarget = Double(first ?? steps + 1)
    isCensored = first == nil
    lastExcess = excess.count == steps + 1 ? excess[steps] : .infinity
  }

  /// Sooner at the target; of equals, the lower at the end; of equals, the lower rate. A run that
  /// diverged in the end is worse than any that did not.
  func isBetter(than other: FeaturePath) -> Bool { rank < other.rank }

  private var rank: (Int, Double, Double, Double) {
    (lastExcess.isFinite ? 0 : 1, stepsToTarget, lastExcess, exponent)
  }
}
