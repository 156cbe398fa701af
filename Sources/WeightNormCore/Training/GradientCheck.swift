/// Compares the gradients of backpropagation with central differences.
public enum GradientCheck {
  /// The worst relative error over all tensors that learn.
  ///
  /// ```
  /// ∂L/∂p ≈ (L(p + h) − L(p − h))/2h,  h = step·max(|p|, 1);  error = max|a − b|/max|b| per tensor
  /// ```
  /// b is the gradient of backpropagation. A tensor whose gradient is 0, but for rounding, counts by
  /// its absolute error, divided by the largest gradient of the network. Infinity where a gradient or a
  /// difference is not a finite number. Of a tensor with more than `limit` elements, `limit` evenly
  /// spaced ones are checked.
  ///
  /// - Precondition: `step` and `limit` are positive.
  /// - Throws: `CoreError` as `Backpropagation`.
  public static func worstError<Scalar: Real>(
    of model: MLP<Scalar>, _ x: Matrix<Scalar>, _ targets: Targets<Scalar>, step: Scalar = 1e-5,
    limit: Int = .max
  ) throws(CoreError) -> Scalar {
    precondition(step > 0 && step.isFinite, "a step that is not positive")
    precondition(limit > 0, "a limit that lets no element through")
    var pass = Backpropagation(for: model, batchSize: x.rows)
    _ = try pass.lossAndGradient(model, x, targets)
    let gradient = pass.gradient
    var tensors: [(analytic: [Scalar], numeric: [Scalar])] = []
    for layer in model.layers.indices {
      for (slot, analytic) in model.analyticTensors(layer, gradient[layer]).enumerated() {
        let count = Swift.min(analytic.count, limit)
        let indices = (0..<count).map { $0 * analytic.count / count }
        var numeric: [Scalar] = []
        for index in indices {
          var upper = model
          var lower = model
          let p = upper.shift(layer, slot, index, by: 0)
          let h = step * Swift.max(p.magnitude, 1)
          upper.shift(layer, slot, index, by: h)
          lower.shift(layer, slot, index, by: -h)
          let difference =
            try pass.loss(upper, x, targets, mode: .training)
            - pass.loss(lower, x, targets, mode: .training)
          numeric.append(difference / (2 * h))
        }
        tensors.append((indices.map { analytic[$0] }, numeric))
      }
    }
    return worst(tensors)
  }

  private static func worst<Scalar: Real>(
    _ tensors: [(analytic: [Scalar], numeric: [Scalar])]
  ) -> Scalar {
    // `max` drops NaN, and would let a gradient of NaN pass.
    guard tensors.allSatisfy({ ($0.analytic + $0.numeric).allSatisfy(\.isFinite) }) else {
      return .infinity
    }
    let largest = tensors.flatMap(\.analytic).reduce(0) { Swift.max($0, $1.magnitude) }
    return tensors.map { analytic, numeric in
      let own = analytic.reduce(0) { Swift.max($0, $1.magnitude) }
      let scale = own > Scalar.ulpOfOne.squareRoot() * largest ? own : largest
      let error = zip(analytic, numeric).reduce(0) { Swift.max($0, ($1.0 - $1.1).magnitude) }
      return scale > 0 ? error / scale : error
    }.reduce(0, Swift.max)
  }
}

extension MLP {
  fileprivate func analyticTensors(
    _ layer: Int, _ gradient: LayerGradient<Scalar>
  ) -> [[Scalar]] {
    var tensors: [[Scalar]] = []
    var copy = layers[layer]
    copy.forEachParameter { role, _ in tensors.append(gradient[role]) }
    return tensors
  }

  /// Adds `delta` to one parameter and returns its old value.
  @discardableResult
  fileprivate mutating func shift(
    _ layer: Int, _ slot: Int, _ index: Int, by delta: Scalar
  ) -> Scalar {
    var current = 0
    var old: Scalar = 0
    layers[layer].forEachParameter { _, parameter in
      if current == slot {
        old = parameter[index]
        parameter[index] += delta
      }
      current += 1
    }
    return old
  }
}
