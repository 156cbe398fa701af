internal import WeightNormCore

extension AnatomyCase {
  /// Lengths, angles and orthogonality, unit by unit.
  func measureUnits(into findings: inout Findings) throws(CoreError) {
    let units = try units(of: network)
    findings.orthogonality = units.map(\.orthogonality).maximum
    findings.weightCosines = units.map {
      ($0.direction.dot($0.weightGradient) / ($0.direction.norm * $0.weightGradient.norm)).magnitude
    }
    findings.directionCosines = units.map {
      ($0.direction.dot($0.directionGradient) / ($0.direction.norm * $0.directionGradient.norm))
        .magnitude
    }
    findings.directionNorms = units.map(\.direction.norm)
    findings.lengthError =
      units.map { ($0.weight.norm / $0.magnitude.magnitude - 1).magnitude }.maximum
    findings.unitError =
      units.map { ($0.direction.scaled(by: 1 / $0.direction.norm).norm - 1).magnitude }.maximum
    findings.longestFromOne = units.map { ($0.weight.norm - 1).magnitude }.maximum
    findings.ratioError = try ratioError()
    findings.turningError = try turningError(units)
  }

  /// How far the ratios wᵢ/w₁ move when g alone is changed, relative to the greatest ratio.
  private func ratioError() throws(CoreError) -> Double {
    guard let layer = network.layers[0].weightNorm else { return .infinity }
    let changed = try Self.network(
      layer.direction, layer.magnitude.map { $0 * 1.7 }, layer.bias)
    let before = try network.layers[0].weight
    let after = try changed.layers[0].weight
    return (0..<before.rows).map { unit in
      let old = before[row: unit].map { $0 / before[unit, 0] }
      let new = after[row: unit].map { $0 / after[unit, 0] }
      return zip(old, new).map { ($1 / $0 - 1).magnitude }.maximum
    }.maximum
  }

  /// The angle by which one step of gradient descent turns v, against its prediction.
  ///
  /// ```
  /// tan(angle) = η·|g|·‖P∇w‖/‖v‖²
  /// ```
  func turningError(_ units: [UnitView]) throws(CoreError) -> Double {
    let rate = specification.turningRate * Double(inputSize)
    return units.map { unit in
      let norm = unit.direction.norm
      let predicted = Elementary.atan(
        rate * unit.magnitude.magnitude * unit.tangentialGradient.norm / (norm * norm))
      let moved = unit.direction.subtracting(unit.directionGradient.scaled(by: rate))
      return (unit.direction.angle(to: moved) / predicted - 1).magnitude
    }.maximum
  }

  /// L(cv) = L(v) and ∇v(cv) = ∇v(v)/c.
  func measureScaleInvariance(into findings: inout Findings) throws(CoreError) {
    let loss = try Self.loss(network, x, targets)
    let units = try units(of: network)
    for factor in specification.directionFactors {
      let scaled = try scalingDirection(by: factor)
      let scaledLoss = try Self.loss(scaled, x, targets)
      findings.scaleLossError =
        [findings.scaleLossError, (scaledLoss / loss - 1).magnitude].maximum
      for (before, after) in zip(units, try self.units(of: scaled)) {
        let difference = after.directionGradient.scaled(by: factor)
          .subtracting(before.directionGradient).norm
        let scale = before.magnitude.magnitude * before.weightGradient.norm / before.direction.norm
        findings.scaleGradientError =
          [findings.scaleGradientError, difference / scale].maximum
      }
    }
  }

  /// The network with v → cv and everything else as it is: the same function.
  func scalingDirection(by factor: Double) throws(CoreError) -> MLP<Double> {
    guard let layer = network.layers[0].weightNorm else { return network }
    let direction = try Matrix(
      rows: layer.outputSize, columns: layer.inputSize,
      elements: Array(layer.direction.elements).scaled(by: factor))
    return try Self.network(direction, layer.magnitude, layer.bias)
  }
}

extension UnitView {
  /// |v·∇v| over the size that its terms have, |g|·‖∇w‖: 0 up to rounding.
  var orthogonality: Double {
    direction.dot(directionGradient).magnitude / (magnitude.magnitude * weightGradient.norm)
  }
}
