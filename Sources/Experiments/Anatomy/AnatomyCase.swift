internal import WeightNormCore

/// One random layer of the anatomy, with its batch.
struct AnatomyCase {
  let specification: Anatomy.Specification
  let inputSize: Int
  let network: MLP<Double>
  let x: Matrix<Double>
  let targets: Targets<Double>

  init(_ specification: Anatomy.Specification, inputSize k: Int, seed: Int) throws(CoreError) {
    let experiment = "\(Anatomy.id)/\(k)"
    var data = RandomStream(experiment: experiment, .data, seed: seed)
    var start = RandomStream(experiment: experiment, .initialization, seed: seed)
    let units = specification.units
    x = Matrix(rows: specification.batchSize, columns: k, standardDeviation: 1, from: &data)
    targets = .values(
      Matrix(
        rows: specification.batchSize, columns: units,
        standardDeviation: specification.targetDeviation, from: &data))
    let direction = Matrix<Double>(rows: units, columns: k, standardDeviation: 1, from: &start)
    let magnitude = (0..<units).map { _ in
      let length = Double.exp(specification.magnitudeSpread * start.normal())
      return start.uniform() < 0.5 ? -length : length
    }
    let bias: [Double] = start.normals(units, standardDeviation: specification.biasDeviation)
    self.specification = specification
    inputSize = k
    network = try Self.network(direction, magnitude, bias)
  }

  static func network(
    _ direction: Matrix<Double>, _ magnitude: [Double], _ bias: [Double]
  ) throws(CoreError) -> MLP<Double> {
    let layer = try WeightNormDense(direction: direction, magnitude: magnitude, bias: bias)
    return try MLP([Layer(layer, activation: .tanh)])
  }

  /// What the checks measured; the meaning of each number is with its name in the record.
  struct Findings: Sendable {
    var inputSize = 0
    var gradientError = 0.0
    var orthogonality = 0.0
    var weightCosines: [Double] = []
    var directionCosines: [Double] = []
    var scaleLossError = 0.0
    var scaleGradientError = 0.0
    var lengthError = 0.0
    var unitError = 0.0
    var longestFromOne = 0.0
    var directionNorms: [Double] = []
    var ratioError = 0.0
    var turningError = 0.0
    var rescaledPathError = 0.0
    var controlPathError = 0.0
    var mismatches: [Double] = []
    var mismatchSlope = 0.0
    /// One a factor of `stepFactors`.
    var tangentialFactors: [Double] = []
    var radialFactors: [Double] = []
  }

  func findings() throws(CoreError) -> Findings {
    var findings = Findings()
    findings.inputSize = inputSize
    findings.gradientError = try GradientCheck.worstError(
      of: network, x, targets, step: specification.differenceStep,
      limit: specification.differenceLimit)
    try measureUnits(into: &findings)
    try measureScaleInvariance(into: &findings)
    try measurePaths(into: &findings)
    try measureSteps(into: &findings)
    return findings
  }
}

/// v, g, w and the gradients of one unit.
struct UnitView {
  let direction: [Double]
  let magnitude: Double
  let weight: [Double]
  let directionGradient: [Double]
  let magnitudeGradient: Double
  /// ∇w, of the same function in the standard parameterization.
  let weightGradient: [Double]

  /// P∇w, the part of ∇w that is perpendicular to w.
  var tangentialGradient: [Double] {
    let unit = direction.scaled(by: 1 / direction.norm)
    return weightGradient.subtracting(unit.scaled(by: unit.dot(weightGradient)))
  }
}

extension AnatomyCase {
  /// The units of a one-layer network with their gradients.
  func units(of network: MLP<Double>) throws(CoreError) -> [UnitView] {
    let gradient = try Self.gradient(network, x, targets)
    let weightGradient = try Self.gradient(network.folded(), x, targets)
    let weight = try network.layers[0].weight
    guard let layer = network.layers[0].weightNorm else { return [] }
    return (0..<layer.outputSize).map { unit in
      UnitView(
        direction: Array(layer.direction[row: unit]), magnitude: layer.magnitude[unit],
        weight: Array(weight[row: unit]),
        directionGradient: Array(gradient.matrix[row: unit]),
        magnitudeGradient: gradient.magnitude[unit],
        weightGradient: Array(weightGradient.matrix[row: unit]))
    }
  }

  static func gradient(
    _ network: MLP<Double>, _ x: Matrix<Double>, _ targets: Targets<Double>
  ) throws(CoreError) -> LayerGradient<Double> {
    var pass = Backpropagation(for: network, batchSize: x.rows)
    _ = try pass.lossAndGradient(network, x, targets)
    return pass.gradient[0]
  }

  static func loss(
    _ network: MLP<Double>, _ x: Matrix<Double>, _ targets: Targets<Double>
  ) throws(CoreError) -> Double {
    var pass = Backpropagation(for: network, batchSize: x.rows)
    return try pass.loss(network, x, targets)
  }
}
