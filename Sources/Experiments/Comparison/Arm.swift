internal import WeightNormCore

/// One of the methods that a comparison sets against each other.
struct Arm: ComparedArm {
  enum Parameterization: String, Codable, Sendable {
    case standard
    case weightNorm
    /// With g kept where it starts.
    case weightNormFrozen
    /// With g = eˢ.
    case weightNormLogarithmic
    /// With g = √k·γ for a fan-in of k.
    case weightNormScaled
  }

  enum Start: String, Codable, Sendable {
    /// He's random draw; under weight normalization v := w and g := ‖w‖, the same function.
    case he
    /// The same draw, rescaled by one batch so that every pre-activation has mean 0 and variance 1.
    case dataDependent
  }

  /// Where g starts when the data do not say.
  enum Magnitude: String, Codable, Sendable {
    /// At 1 in every unit.
    case one
    /// At the length that He's draw has in the root mean square: √2, in the last layer 1.
    case he
  }

  /// How a standard network's learning rate is shared out to imitate weight normalization, whose step
  /// of w is (g/‖v‖)² times the standard one across w.
  enum RateAllocation: String, Codable, Sendable {
    /// The mean of (g/‖v‖)² over the units of a layer at the start, fixed.
    case perLayer
    /// Each unit's own at the start, fixed.
    case perUnit
    /// Each unit's own at every step of weight normalization from data, trained beside it with the same
    /// start, rate and batches.
    case replayed
  }

  /// The name in records, figures and templates: `wn-ddi`.
  let name: String
  let parameterization: Parameterization
  let start: Start
  /// Nil for g := ‖v‖.
  var magnitude: Magnitude?
  /// Whether v := w at the start, so that g/‖v‖ = 1 in every unit.
  var startsAtUnitRatio: Bool?
  /// The normalization of the hidden layers.
  var normalization: BatchNormalization<Float>.Form?
  var rateAllocation: RateAllocation?
  /// The standard deviation of all elements of the draw, in place of He's; nil for his.
  var drawDeviation: Double?
  /// Whether each v is set back to its starting length after every step, which leaves w as it is.
  var keepsDirectionLength: Bool?
  /// Whether the learning rate falls linearly, to 0 after the last step.
  var decaysRate: Bool?

  static let standardHe = Arm(name: "std-he", parameterization: .standard, start: .he)
  static let weightNormHe = Arm(name: "wn-he", parameterization: .weightNorm, start: .he)
  static let standardDataDependent = Arm(
    name: "std-ddi", parameterization: .standard, start: .dataDependent)
  static let weightNormDataDependent = Arm(
    name: "wn-ddi", parameterization: .weightNorm, start: .dataDependent)
  static let weightNormScaled = Arm(name: "wn-gs", parameterization: .weightNormScaled, start: .he)
  static let weightNormMeanOnly = Arm(
    name: "mobn-wn", parameterization: .weightNorm, start: .dataDependent,
    normalization: .meanOnly)
  static let batchNorm = Arm(
    name: "bn", parameterization: .standard, start: .he, normalization: .full)
}

/// A network before training, and how its learning rate is shared out.
struct ArmStart {
  var network: MLP<Float>
  /// Factors of the learning rate, one per unit of each layer; nil for one rate.
  var rateFactors: [[Float]]?
  /// A weight-normalized network that is trained beside it and gives the factors of every step.
  var leader: MLP<Float>?
}

extension Arm {
  /// A He draw, reparameterized, rescaled and normalized as the arm asks, in the cell's setting.
  ///
  /// - Throws: `CoreError` where a draw or a batch gives no direction or no spread.
  func start(
    of comparison: Comparison, from stream: RandomStream, batch: Matrix<Float>
  ) throws(CoreError) -> ArmStart {
    let draws = stream
    var stream = stream
    var network = try comparison.network(from: &stream)
    if let drawDeviation { network.redraw(standardDeviation: drawDeviation, from: draws) }
    if let scale = comparison.drawScale {
      for layer in network.layers.indices { network.layers[layer].scaleWeight(by: Float(scale)) }
    }
    let draw = network
    if let form = magnitudeForm {
      network = try network.weightNormalized(start: magnitudeStart, form: form)
    }
    if let normalization {
      for layer in network.layers.indices.dropLast() {
        network.layers[layer].normalizeBatches(normalization)
      }
    }
    if start == .dataDependent { try network.initializeFromData(batch) }
    if startsAtUnitRatio == true { network = try network.folded().weightNormalized() }
    if let imbalance = comparison.imbalance { network.imbalance(by: imbalance) }
    if rateAllocation == .replayed {
      let leader = Arm.weightNormDataDependent
      return ArmStart(
        network: network,
        leader: try leader.start(of: comparison, from: draws, batch: batch).network)
    }
    return ArmStart(network: network, rateFactors: try rateFactors(of: network, drawn: draw))
  }

  private var magnitudeForm: WeightNormDense<Float>.MagnitudeForm? {
    switch parameterization {
    case .standard: nil
    case .weightNorm: .trained
    case .weightNormFrozen: .frozen
    case .weightNormLogarithmic: .logarithmic
    case .weightNormScaled: .scaled
    }
  }

  private var magnitudeStart: MagnitudeStart {
    switch magnitude {
    case nil: .matched
    case .one: .constant(1)
    case .he: .he
    }
  }

  /// The (g/‖v‖)² that weight normalization would start with: g is the length that w has now, v the
  /// draw.
  private func rateFactors(
    of network: MLP<Float>, drawn draw: MLP<Float>
  ) throws(CoreError) -> [[Float]]? {
    guard let rateAllocation else { return nil }
    return try zip(network.layers, draw.layers).map { layer, drawn throws(CoreError) in
      let ratios = zip(try layer.weight.rowNorms(), try drawn.weight.rowNorms()).map { $0 / $1 }
      let squares = ratios.map { $0 * $0 }
      guard rateAllocation == .perLayer else { return squares }
      return [Float](repeating: Float(squares.map(Double.init).mean), count: squares.count)
    }
  }
}

extension MLP<Float> {
  /// Draws every w of a standard network from N(0, `standardDeviation`²): the same draws that He's rule
  /// scales, layer by layer, so that no direction changes.
  fileprivate mutating func redraw(standardDeviation: Double, from stream: RandomStream) {
    var stream = stream
    for index in layers.indices {
      guard case .standard(var dense) = layers[index].map else { continue }
      dense.weight = Matrix(
        rows: dense.outputSize, columns: dense.inputSize, standardDeviation: standardDeviation,
        from: &stream)
      layers[index].map = .standard(dense)
    }
  }
}

extension MLP {
  /// Makes w κ times as long in every other layer from the first on, and 1/κ times in the layers
  /// between.
  ///
  /// - Precondition: a positive κ.
  mutating func imbalance(by kappa: Double) {
    for layer in layers.indices {
      layers[layer].scaleWeight(by: Scalar(layer % 2 == 0 ? kappa : 1 / kappa))
    }
  }
}
