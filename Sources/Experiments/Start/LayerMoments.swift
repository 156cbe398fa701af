internal import WeightNormCore

/// Mean and population variance of each unit's pre-activation over the rows of a batch, in one layer.
struct LayerMoments: Sendable {
  /// One per unit.
  let means: [Double]
  let variances: [Double]

  /// The moments of the columns of t, in two passes.
  ///
  /// - Precondition: at least one row.
  init(of t: Matrix<Float>) {
    precondition(t.rows > 0, "no moments without rows")
    let columns = (0..<t.columns).map { column in (0..<t.rows).map { Double(t[$0, column]) } }
    let means = columns.map(PairedEffect.mean)
    self.means = means
    variances = zip(columns, means).map { column, mean in
      PairedEffect.mean(column.map { ($0 - mean) * ($0 - mean) })
    }
  }

  /// The mean of the units' variances.
  var variance: Double { PairedEffect.mean(variances) }

  /// The root mean square of the units' means.
  var meanSize: Double { PairedEffect.mean(means.map { $0 * $0 }).squareRoot() }

  /// The greatest |mean| of a unit.
  var greatestMean: Double { means.map(\.magnitude).maximum }

  /// The greatest |variance − 1| of a unit.
  var greatestVarianceError: Double { variances.map { ($0 - 1).magnitude }.maximum }
}

extension MLP<Float> {
  /// The moments of every layer's pre-activations x·wᵀ + b for a batch x, from the first layer on.
  ///
  /// - Throws: `CoreError` for inputs of another width or an undefined direction.
  func preActivationMoments(_ x: Matrix<Float>) throws(CoreError) -> [LayerMoments] {
    var moments: [LayerMoments] = []
    var input = x
    for layer in layers {
      var linear = layer
      linear.activation = .identity
      moments.append(LayerMoments(of: try MLP([linear])(input)))
      input = try MLP([layer])(input)
    }
    return moments
  }
}
