internal import WeightNormCore

/// A hidden layer of rectifiers under batch normalization with ε = 0, and an output layer, in double
/// precision: the other side of a comparison to the last digits, for which the ε of the core's batch
/// normalization is too large.
///
/// ```
/// t = x·vᵀ,  n = (t − μ)/σ,  h = max(γ·n + β, 0),  y = h·wᵀ + b
/// ∂L/∂t = (γ/σ)·(d − mean d − n·mean d·n),  d = ∂L/∂(γn + β)        (Ioffe & Szegedy 2015)
/// ```
/// μ and σ are those of the rows at hand.
struct BatchNormNetwork: Sendable {
  /// v: [hidden, inputs].
  private(set) var direction: Matrix<Double>
  private(set) var gain: [Double]
  private(set) var shift: [Double]
  /// w: [outputs, hidden].
  private(set) var weight: Matrix<Double>
  private(set) var bias: [Double]

  /// With γ := g and β := b of a weight-normalized network of two layers.
  ///
  /// - Throws: `CoreError` for an undefined direction.
  init(like network: MLP<Double>) throws(CoreError) {
    guard network.layers.count == 2, let hidden = network.layers[0].weightNorm else {
      preconditionFailure("another network than one of two layers, the first weight-normalized")
    }
    direction = hidden.direction
    gain = hidden.magnitude
    shift = hidden.bias
    weight = try network.layers[1].weight
    bias = network.layers[1].bias
  }

  /// The gradients of all parameters.
  struct Gradient: Sendable {
    var direction: Matrix<Double>
    var gain: [Double]
    var shift: [Double]
    var weight: Matrix<Double>
    var bias: [Double]
  }

  /// The loss of a batch and its gradients.
  ///
  /// - Throws: `CoreError` for targets that do not fit.
  func lossAndGradient(
    _ x: Matrix<Double>, _ targets: Targets<Double>
  ) throws(CoreError) -> (loss: Double, gradient: Gradient) {
    let share = 1 / Double(x.rows)
    var normalized = ColumnBlock(x.times(transposed: direction))
    normalized.add(normalized.sums.scaled(by: -share))
    let inverses = normalized.dots(normalized).map { 1 / (share * $0).squareRoot() }
    normalized.scale(by: inverses)
    var hidden = normalized
    hidden.scale(by: gain)
    hidden.rectify(adding: shift)
    let h = try hidden.matrix
    var outputs = ColumnBlock(h.times(transposed: weight))
    outputs.add(bias)
    let (loss, slopes) = try targets.lossAndGradient(at: outputs.matrix)
    var d = ColumnBlock(slopes.times(weight))
    d.mask(where: hidden)
    let (sums, dots) = (d.sums, d.dots(normalized))
    d.add(sums.scaled(by: -share))
    d.subtract(dots.scaled(by: share), times: normalized)
    d.scale(by: zip(gain, inverses).map { $0 * $1 })
    return (
      loss,
      Gradient(
        direction: try d.matrix.transposedTimes(x), gain: dots, shift: sums,
        weight: slopes.transposedTimes(h), bias: ColumnBlock(slopes).sums)
    )
  }

  /// One step of gradient descent.
  mutating func descend(_ rate: Double, along gradient: Gradient) {
    direction = direction.subtracting(rate, times: gradient.direction)
    gain = gain.subtracting(gradient.gain.scaled(by: rate))
    shift = shift.subtracting(gradient.shift.scaled(by: rate))
    weight = weight.subtracting(rate, times: gradient.weight)
    bias = bias.subtracting(gradient.bias.scaled(by: rate))
  }
}

extension Matrix<Double> {
  fileprivate func subtracting(_ factor: Double, times other: Matrix) -> Matrix {
    Matrix(rows: rows, columns: columns) { self[$0, $1] - factor * other[$0, $1] }
  }
}
