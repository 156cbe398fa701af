/// The gradients of one layer's parameters, in the shapes of the parameters.
public struct LayerGradient<Scalar: Real>: Equatable, Sendable {
  /// ∂L/∂w in the standard parameterization, ∂L/∂v under weight normalization.
  public internal(set) var matrix: Matrix<Scalar>
  /// ∂L/∂g, or ∂L/∂s where g = eˢ, or ∂L/∂γ where g = √k·γ; empty in the standard parameterization.
  public internal(set) var magnitude: [Scalar]
  /// ∂L/∂γ; empty without full batch normalization.
  public internal(set) var gain: [Scalar]
  public internal(set) var bias: [Scalar]

  /// Zeros in the shapes of the layer's parameters.
  init(of layer: Layer<Scalar>) {
    let units = layer.unitCount
    matrix = Matrix(rows: units, columns: layer.fanIn)
    magnitude = layer.isWeightNormalized ? [Scalar](repeating: 0, count: units) : []
    gain = [Scalar](repeating: 0, count: layer.normalization?.gain.count ?? 0)
    bias = [Scalar](repeating: 0, count: units)
  }

  /// Whether the shapes are those of the layer's parameters.
  @inline(__always)
  func fits(_ layer: Layer<Scalar>) -> Bool {
    let units = layer.unitCount
    return matrix.rows == units && matrix.columns == layer.fanIn && bias.count == units
      && magnitude.count == (layer.isWeightNormalized ? units : 0)
      && gain.count == layer.normalization?.gain.count ?? 0
  }

  /// The gradient of the tensor with that role.
  subscript(role: ParameterRole) -> [Scalar] {
    switch role {
    case .weight, .direction: Array(matrix.elements)
    case .magnitude: magnitude
    case .gain: gain
    case .bias: bias
    }
  }
}

extension Array {
  /// - Precondition: one gradient a layer of the network, of the shapes of its parameters.
  @inline(__always)
  func checkShapes<Scalar>(of model: MLP<Scalar>) where Element == LayerGradient<Scalar> {
    let layers = model.layers
    precondition(count == layers.count, "gradients of another network")
    for index in indices {
      precondition(self[index].fits(layers[index]), "gradients of another network")
    }
  }
}
