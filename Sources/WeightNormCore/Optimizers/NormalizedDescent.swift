/// Gradient descent with steps of one length (Nesterov 1984), vector by vector: a row of w or v, or an
/// element of g, b or γ, moves by η against its gradient.
///
/// ```
/// p ← p − η∇/‖∇‖
/// ```
/// A vector without gradient stays. Under weight normalization the steps of v are perpendicular to it, so
/// that after t of them
///
/// ```
/// ‖v‖² = ‖v₀‖² + η²t
/// ```
/// whatever the loss.
public struct NormalizedDescent<Scalar: Real>: Optimizer {
  public var rates: LearningRates

  public init(_ rates: LearningRates) {
    self.rates = rates
  }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public mutating func update(
    _ model: inout MLP<Scalar>, along gradient: [LayerGradient<Scalar>]
  ) {
    model.visitParameters(along: gradient) { role, parameter, gradient, size in
      precondition(parameter.count == gradient.count, "a gradient of another shape")
      let vectors = VectorShape(size: size, elements: parameter.count)
      let (rate, norms) = (Scalar(rates[role]), vectors.norms(gradient))
      for vector in 0..<vectors.count where norms[vector] != 0 {
        for index in vectors.elements(of: vector) {
          parameter[index] -= rate * (gradient[index] / norms[vector])
        }
      }
    }
  }
}
