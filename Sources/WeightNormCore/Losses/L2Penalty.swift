/// An L2 penalty ½λ‖·‖² on the weight w, on the magnitude g or on the direction v.
///
/// Under weight normalization ‖w‖ = |g|, so a penalty on w is one on g; where g = eˢ its gradient in s
/// is λg², and where g = √k·γ that in γ is λ√k·g. A penalty on g says nothing of the standard
/// parameterization, nor one on v.
public struct L2Penalty: Codable, Equatable, Sendable {
  /// λ on w; 0 for none, as for the others.
  public var weight: Double
  public var magnitude: Double
  public var direction: Double

  public init(weight: Double = 0, magnitude: Double = 0, direction: Double = 0) {
    self.weight = weight
    self.magnitude = magnitude
    self.direction = direction
  }

  /// Adds the penalty's gradient to that of the loss.
  ///
  /// - Precondition: the gradients are those of such a network.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func add<Scalar: Real>(
    to gradient: inout [LayerGradient<Scalar>], of model: MLP<Scalar>
  ) {
    gradient.checkShapes(of: model)
    for index in model.layers.indices {
      switch model.layers[index].map {
      case .standard(let dense):
        gradient[index].matrix.add(Scalar(weight), times: dense.weight)
      case .weightNorm(let dense):
        gradient[index].matrix.add(Scalar(direction), times: dense.direction)
        for (unit, g) in dense.magnitude.enumerated() {
          gradient[index].magnitude[unit] +=
            Scalar(weight + magnitude) * (dense.magnitudeSlope(at: g) * g)
        }
      }
    }
  }
}

extension Matrix {
  /// self ← self + factor·other.
  fileprivate mutating func add(_ factor: Scalar, times other: Matrix) {
    elements.withMutableSpan { elements in
      other.elements.withSpan { other in
        for index in elements.indices { elements[index] += factor * other[index] }
      }
    }
  }
}
