internal import WeightNormCore

/// One random layer of tanh units with its batch, and what the checks measured on it; the meaning of each
/// number is with its name in the record.
struct AnatomyCase: Sendable {
  let specification: Anatomy.Specification
  let layer: WeightNormDense<Double>
  let x: Matrix<Double>
  let targets: Targets<Double>

  /// Of this layer.
  var worst = Anatomy.Worst()
  private(set) var weightCosines: [Double] = []
  private(set) var directionCosines: [Double] = []
  private(set) var directionNorms: [Double] = []
  private(set) var controlPathError = 0.0
  private(set) var mismatches: [Double] = []
  private(set) var mismatchSlope = 0.0
  /// The parts of a step over those of the standard one, one pair per factor of `stepFactors`.
  private(set) var steps: [(tangential: Double, radial: Double)] = []

  /// Draws the layer, and measures nothing yet.
  init(
    drawing specification: Anatomy.Specification, inputSize k: Int, seed: Int
  ) throws(CoreError) {
    let experiment = "\(Anatomy.id)/\(k)"
    var data = RandomStream(experiment: experiment, .data, seed: seed)
    var start = RandomStream(experiment: experiment, .initialization, seed: seed)
    let (rows, units) = (specification.batchSize, specification.units)
    x = Matrix(rows: rows, columns: k, standardDeviation: 1, from: &data)
    targets = .values(
      Matrix(
        rows: rows, columns: units, standardDeviation: specification.targetDeviation, from: &data))
    let direction = Matrix<Double>(rows: units, columns: k, standardDeviation: 1, from: &start)
    let magnitude = (0..<units).map { _ in
      let length = Double.exp(specification.magnitudeSpread * start.normal())
      return start.uniform() < 0.5 ? -length : length
    }
    layer = try WeightNormDense(
      direction: direction, magnitude: magnitude,
      bias: start.normals(units, standardDeviation: specification.biasDeviation))
    self.specification = specification
  }

  init(_ specification: Anatomy.Specification, inputSize: Int, seed: Int) throws(CoreError) {
    try self.init(drawing: specification, inputSize: inputSize, seed: seed)
    worst.gradientError = try GradientCheck.worstError(
      of: layer.network(), x, targets, step: specification.differenceStep,
      limit: specification.differenceLimit)
    let (loss, units) = try evaluate(layer)
    try measure(units)
    try measureScaleInvariance(loss, units)
    try measurePaths(units)
    try measureSteps(units)
  }
}

extension WeightNormDense<Double> {
  fileprivate func network() throws(CoreError) -> MLP<Double> {
    try MLP([Layer(self, activation: .tanh)])
  }

  /// v → cv and everything else as it is: the same function.
  fileprivate func scalingDirection(by factor: Double) -> Self {
    var scaled = self
    scaled.direction = Matrix(rows: outputSize, columns: inputSize) { factor * direction[$0, $1] }
    return scaled
  }
}

// MARK: Units

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

  /// |v·∇v| over the size that its terms have, |g|·‖∇w‖: 0 up to rounding.
  var orthogonality: Double {
    direction.dot(directionGradient).magnitude / (magnitude.magnitude * weightGradient.norm)
  }
}

extension AnatomyCase {
  /// The loss of a layer, and its units.
  func evaluate(
    _ layer: WeightNormDense<Double>
  ) throws(CoreError) -> (loss: Double, units: [UnitView]) {
    let network = try layer.network()
    let weight = try layer.weight()
    var pass = Backpropagation(for: network, batchSize: x.rows)
    let loss = try pass.lossAndGradient(network, x, targets)
    var standardPass = try Backpropagation(for: network.folded(), batchSize: x.rows)
    _ = try standardPass.lossAndGradient(network.folded(), x, targets)
    let (gradient, weightGradient) = (pass.gradient[0], standardPass.gradient[0].matrix)
    let units = (0..<layer.outputSize).map { unit in
      UnitView(
        direction: Array(layer.direction[row: unit]), magnitude: layer.magnitude[unit],
        weight: Array(weight[row: unit]), directionGradient: Array(gradient.matrix[row: unit]),
        magnitudeGradient: gradient.magnitude[unit],
        weightGradient: Array(weightGradient[row: unit]))
    }
    return (loss, units)
  }

  /// Lengths, angles and orthogonality, unit by unit.
  mutating func measure(_ units: [UnitView]) throws(CoreError) {
    for unit in units {
      let (v, length) = (unit.direction, unit.weight.norm)
      weightCosines.append(v.cosine(to: unit.weightGradient).magnitude)
      directionCosines.append(v.cosine(to: unit.directionGradient).magnitude)
      directionNorms.append(v.norm)
      worst.raise(\.orthogonality, to: unit.orthogonality)
      worst.raise(\.lengthError, to: (length / unit.magnitude.magnitude - 1).magnitude)
      worst.raise(\.unitError, to: (v.scaled(by: 1 / v.norm).norm - 1).magnitude)
      worst.raise(\.lengthFromOne, to: (length - 1).magnitude)
    }
    worst.ratioError = try ratioError()
    worst.turningError = turningError(units)
  }

  /// How far the ratios wᵢ/w₁ move when g alone is changed, relative to the greatest ratio.
  private func ratioError() throws(CoreError) -> Double {
    var changed = layer
    changed.magnitudeParameter = layer.magnitudeParameter.map { $0 * 1.7 }
    let (before, after) = (try layer.weight(), try changed.weight())
    return (0..<before.rows).map { unit in
      zip(before[row: unit], after[row: unit]).map { old, new in
        ((new / after[unit, 0]) / (old / before[unit, 0]) - 1).magnitude
      }.maximum
    }.maximum
  }

  /// The angle by which one step of gradient descent turns v, against atan(η·|g|·‖P∇w‖/‖v‖²).
  func turningError(_ units: [UnitView]) -> Double {
    let rate = specification.turningRate * Double(layer.inputSize)
    return units.map { unit in
      let norm = unit.direction.norm
      let predicted = Elementary.atan(
        rate * unit.magnitude.magnitude * unit.tangentialGradient.norm / (norm * norm))
      let moved = unit.direction.subtracting(unit.directionGradient.scaled(by: rate))
      return (unit.direction.angle(to: moved) / predicted - 1).magnitude
    }.maximum
  }

  /// L(cv) = L(v) and ∇v(cv) = ∇v(v)/c.
  mutating func measureScaleInvariance(_ loss: Double, _ units: [UnitView]) throws(CoreError) {
    for factor in specification.directionFactors {
      let scaled = try evaluate(layer.scalingDirection(by: factor))
      worst.raise(\.scaleLossError, to: (scaled.loss / loss - 1).magnitude)
      for (before, after) in zip(units, scaled.units) {
        let difference = after.directionGradient.scaled(by: factor)
          .subtracting(before.directionGradient).norm
        let scale = before.magnitude.magnitude * before.weightGradient.norm / before.direction.norm
        worst.raise(\.scaleGradientError, to: difference / scale)
      }
    }
  }
}

// MARK: Steps

extension AnatomyCase {
  /// v → cv with η_v → c²η_v gives the same path of w; with η_v unchanged it gives another one.
  private mutating func measurePaths(_ units: [UnitView]) throws(CoreError) {
    let least = units.map { $0.direction.dot($0.direction) / ($0.magnitude * $0.magnitude) }.minimum
    let rates = LearningRates(specification.pathRate, direction: specification.pathRate * least)
    let path = try weightPath(from: layer, rates, steps: specification.pathSteps)
    for factor in specification.pathFactors {
      let scaled = layer.scalingDirection(by: factor)
      var scaledRates = rates
      scaledRates.direction = factor * factor * rates[.direction]
      let same = try weightPath(from: scaled, scaledRates, steps: specification.pathSteps)
      let other = try weightPath(from: scaled, rates, steps: specification.pathSteps)
      worst.raise(\.rescaledPathError, to: Self.distance(path, same))
      controlPathError = [controlPathError, Self.distance(path, other)].maximum
    }
  }

  /// w before the first step of gradient descent and after each.
  private func weightPath(
    from layer: WeightNormDense<Double>, _ rates: LearningRates, steps: Int
  ) throws(CoreError) -> [[Double]] {
    let path = try layer.network().descent(on: x, targets, rates, steps: steps)
    return try path.map { network throws(CoreError) in Array(try network.layers[0].weight.elements)
    }
  }

  /// The greatest ‖w − w′‖/‖w‖ over the steps of two paths.
  private static func distance(_ a: [[Double]], _ b: [[Double]]) -> Double {
    zip(a, b).map { $0.subtracting($1).norm / $0.norm }.maximum
  }

  /// One step against one step of the standard parameterization from the same w.
  private mutating func measureSteps(_ units: [UnitView]) throws(CoreError) {
    let weight = try layer.weight()
    let gradient = units.flatMap(\.weightGradient)
    let matched = try WeightNormDense(
      direction: weight, magnitude: weight.rowNorms(), bias: layer.bias)
    mismatches = try specification.mismatchRates.map { rate throws(CoreError) in
      let plain = gradient.scaled(by: -rate)
      return try step(from: matched, rate: rate).subtracting(plain).norm / plain.norm
    }
    mismatchSlope = mismatches.logarithmicSlope(on: specification.mismatchRates)
    let rate = specification.stepRate
    let plain = Self.parts(of: gradient.scaled(by: rate), along: weight)
    for factor in specification.stepFactors {
      let step = try step(from: matched.scalingDirection(by: factor), rate: rate)
      let taken = Self.parts(of: step, along: weight)
      let tangential = taken.tangential / plain.tangential
      let radial = taken.radial / plain.radial
      steps.append((tangential, radial))
      worst.raise(\.stepError, to: (tangential * (factor * factor) - 1).magnitude)
      worst.raise(\.stepError, to: (radial - 1).magnitude)
    }
  }

  private func step(from layer: WeightNormDense<Double>, rate: Double) throws(CoreError) -> [Double]
  {
    let path = try weightPath(from: layer, LearningRates(rate), steps: 1)
    return path[1].subtracting(path[0])
  }

  /// The lengths of the parts of a step along w and perpendicular to it, over all units.
  private static func parts(
    of step: [Double], along weight: Matrix<Double>
  ) -> (radial: Double, tangential: Double) {
    var (radial, tangential) = (0.0, 0.0)
    for unit in 0..<weight.rows {
      let w = Array(weight[row: unit])
      let part = Array(step[unit * weight.columns..<(unit + 1) * weight.columns])
      let along = part.dot(w) / w.norm
      radial += along * along
      let across = part.subtracting(w.scaled(by: along / w.norm)).norm
      tangential += across * across
    }
    return (radial.squareRoot(), tangential.squareRoot())
  }
}
