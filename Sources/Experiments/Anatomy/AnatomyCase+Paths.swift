internal import WeightNormCore

extension AnatomyCase {
  /// v → cv with η_v → c²η_v gives the same path of w; with η_v unchanged it gives another one.
  func measurePaths(into findings: inout Findings) throws(CoreError) {
    let rate = specification.pathRate
    let directionRate =
      rate
      * (try units(of: network)).map {
        $0.direction.dot($0.direction) / ($0.magnitude * $0.magnitude)
      }.minimum
    let path = try weightPath(of: network, rate: rate, directionRate: directionRate)
    for factor in specification.pathFactors {
      let scaled = try scalingDirection(by: factor)
      let same = try weightPath(
        of: scaled, rate: rate, directionRate: factor * factor * directionRate)
      let other = try weightPath(of: scaled, rate: rate, directionRate: directionRate)
      findings.rescaledPathError =
        [findings.rescaledPathError, Self.distance(path, same)].maximum
      findings.controlPathError =
        [findings.controlPathError, Self.distance(path, other)].maximum
    }
  }

  /// w after each step of gradient descent.
  private func weightPath(
    of network: MLP<Double>, rate: Double, directionRate: Double
  ) throws(CoreError) -> [[Double]] {
    var network = network
    var pass = Backpropagation(for: network, batchSize: x.rows)
    var optimizer = SGD<Double>(LearningRates(rate, direction: directionRate))
    var path: [[Double]] = []
    for _ in 0..<specification.pathSteps {
      _ = try pass.lossAndGradient(network, x, targets)
      optimizer.update(&network, along: pass.gradient)
      path.append(Array(try network.layers[0].weight.elements))
    }
    return path
  }

  /// The greatest ‖w − w′‖/‖w‖ over the steps of two paths.
  private static func distance(_ a: [[Double]], _ b: [[Double]]) -> Double {
    zip(a, b).map { $0.subtracting($1).norm / $0.norm }.maximum
  }

  /// One step against one step of the standard parameterization from the same w.
  func measureSteps(into findings: inout Findings) throws(CoreError) {
    let weight = try network.layers[0].weight
    let bias = network.layers[0].bias
    let gradient = Array(try Self.gradient(network.folded(), x, targets).matrix.elements)
    let matched = try Self.network(weight, weight.rowNorms(), bias)
    findings.mismatches = try specification.mismatchRates.map { rate throws(CoreError) in
      let plain = gradient.scaled(by: -rate)
      return try step(matched, rate: rate).subtracting(plain).norm / plain.norm
    }
    findings.mismatchSlope = Self.slope(specification.mismatchRates, findings.mismatches)
    for factor in specification.stepFactors {
      let scaled = try Matrix(
        rows: weight.rows, columns: weight.columns,
        elements: Array(weight.elements).scaled(by: factor))
      let network = try Self.network(scaled, weight.rowNorms(), bias)
      let taken = Self.parts(of: try step(network, rate: specification.stepRate), along: weight)
      let plain = Self.parts(of: gradient.scaled(by: specification.stepRate), along: weight)
      findings.tangentialFactors.append(taken.tangential / plain.tangential)
      findings.radialFactors.append(taken.radial / plain.radial)
    }
  }

  /// w′ − w after one step of gradient descent.
  private func step(_ network: MLP<Double>, rate: Double) throws(CoreError) -> [Double] {
    var moved = network
    var optimizer = SGD<Double>(LearningRates(rate))
    optimizer.update(&moved, along: [try Self.gradient(network, x, targets)])
    return try Array(moved.layers[0].weight.elements)
      .subtracting(Array(network.layers[0].weight.elements))
  }

  /// The lengths of the parts of a step along w and perpendicular to it, over all units.
  private static func parts(
    of step: [Double], along weight: Matrix<Double>
  ) -> (radial: Double, tangential: Double) {
    var radial = 0.0
    var tangential = 0.0
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

  /// The least-squares slope of log y on log x.
  static func slope(_ x: [Double], _ y: [Double]) -> Double {
    let a = x.map(Elementary.log)
    let b = y.map(Elementary.log)
    let da = a.map { $0 - PairedEffect.mean(a) }
    let db = b.map { $0 - PairedEffect.mean(b) }
    return da.dot(db) / da.dot(da)
  }
}
