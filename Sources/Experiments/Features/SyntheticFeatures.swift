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
  var octaves: [Double] = stride(from: -14, through: 2, by: 2).map { $0 }
  /// The share of the scale below which the excess loss has to come.
  var target = 0.01
  /// A run whose excess loss is above this many times the scale has diverged.
  var divergence = 1e12
  var arms: [FeatureArm] = [
    .standard, .weightNorm, .weightNormDataDependent, .standardizedStandard,
    .standardizedWeightNorm,
  ]
  var seeds = Array(0..<10)

  /// What is wrong with the features.
  enum Cell: String, CaseIterable, Codable, Sendable {
    case scale
    case offset
    case both

    var hasScales: Bool { self != .offset }
    var hasOffsets: Bool { self != .scale }
  }

  /// The nominal cost of all arms of one cell at one seed.
  var work: Double {
    Double(arms.count * octaves.count * steps) * Work.step(6 * (inputSize + 2) * inputSize)
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

  init(
    _ specification: SyntheticFeatures, _ cell: SyntheticFeatures.Cell, seed: Int
  ) throws(CoreError) {
    var data = RandomStream(experiment: Features.id, .data, seed: seed)
    let n = specification.samples
    let k = specification.inputSize
    let z = Matrix<Double>(rows: n, columns: k, standardDeviation: 1, from: &data)
    let coefficients: [Double] = data.normals(k)
    let y = (0..<n).map { row in
      Array(z[row: row]).dot(coefficients) + specification.noise * data.normal()
    }
    let decades = (0..<k).map { _ in specification.scaleDecades * (2 * data.uniform() - 1) }
    let scales = decades.map { cell.hasScales ? Elementary.exp($0 * Elementary.log(10)) : 1 }
    let signs = (0..<k).map { _ in data.integer(below: 2) == 0 ? -1.0 : 1.0 }
    let offsets = signs.map { cell.hasOffsets ? $0 * specification.offset : 0 }
    let x = Matrix<Double>(rows: n, columns: k) { scales[$1] * (z[$0, $1] + offsets[$1]) }
    let condensed = CondensedRegression(x, y)
    raw = condensed.x
    standardized = FeatureStandardization(fitting: raw)(raw)
    targets = .values(try Matrix(rows: raw.rows, columns: 1, elements: condensed.y))
    leastLoss = Self.leastLoss(of: standardized, condensed.y)
    let mean = PairedEffect.mean(condensed.y)
    scale = PairedEffect.mean(condensed.y.map { ($0 - mean) * ($0 - mean) }) / 2 - leastLoss
    initialization = RandomStream(experiment: Features.id, .initialization, seed: seed)
    self.specification = specification
  }

  /// ½·mean squared error of least squares with a bias. Standardized features span what raw ones do,
  /// and have the means 0, so that the bias is the mean of y.
  private static func leastLoss(of x: Matrix<Double>, _ y: [Double]) -> Double {
    let mean = PairedEffect.mean(y)
    let solution = Quadratic(leastSquares: x, y.map { $0 - mean }).minimum
    let errors = y.indices.map { y[$0] - mean - Array(x[row: $0]).dot(solution) }
    return errors.dot(errors) / (2 * Double(y.count))
  }

  /// The path of each arm at its own best rate.
  func bestPaths() throws(CoreError) -> [FeaturePath] {
    var best: [FeaturePath] = []
    for arm in specification.arms {
      var candidates: [FeaturePath] = []
      for octave in specification.octaves { candidates.append(try path(of: arm, octave: octave)) }
      guard let first = candidates.min(by: { $0.isBetter(than: $1) }) else { continue }
      best.append(first)
    }
    return best
  }

  func path(of arm: FeatureArm, octave: Double) throws(CoreError) -> FeaturePath {
    let x = arm.isStandardized ? standardized : raw
    let network = try arm.start(
      sizes: [specification.inputSize, 1], hidden: .identity, from: initialization, on: x)
    let run = FullBatchRun(
      network, x, targets, rule: .sgd, rate: RateGrid.rate(octave), steps: specification.steps,
      ceiling: leastLoss + specification.divergence * scale)
    return FeaturePath(
      octave: octave, steps: specification.steps, target: specification.target,
      excess: run.losses.map { ($0 - leastLoss) / scale })
  }
}

/// Excess loss over its unit, the start first, until the run diverged.
struct FeaturePath: Sendable {
  /// Smaller ones are rounding.
  static let floor = 1e-12

  let octave: Double
  let steps: Int
  let excess: [Double]
  /// The first step at which the target was met; one more than there are steps where it never was.
  let stepsToTarget: Int
  /// Infinity where the run diverged.
  let lastExcess: Double

  init(octave: Double, steps: Int, target: Double, excess: [Double]) {
    let excess = excess.map { $0 > Self.floor ? $0 : Self.floor }
    self.octave = octave
    self.steps = steps
    self.excess = excess
    lastExcess = excess.count == steps + 1 ? excess[steps] : .infinity
    stepsToTarget = excess.firstIndex { $0 <= target } ?? steps + 1
  }

  var isCensored: Bool { stepsToTarget > steps }

  /// Sooner at the target; of equals, the lower at the end; of equals, the lower rate. A run that
  /// diverged in the end is worse than any that did not.
  func isBetter(than other: FeaturePath) -> Bool {
    if lastExcess.isFinite != other.lastExcess.isFinite { return lastExcess.isFinite }
    if stepsToTarget != other.stepsToTarget { return stepsToTarget < other.stepsToTarget }
    if lastExcess != other.lastExcess { return lastExcess < other.lastExcess }
    return octave < other.octave
  }
}
