internal import WeightNormCore

/// The pre-activations of one start at one seed, layer by layer.
struct StartMoments: Sendable {
  /// `constant`, `he` or, from a batch of so many rows, `batch500`.
  let name: String
  /// Over its batch.
  let batch: [LayerMoments]
  /// Over images that no start has seen.
  let unseen: [LayerMoments]

  /// All starts of a seed. They share their random draw and their batch of rows; a smaller batch is the
  /// first rows of a larger one.
  static func all(
    _ specification: Start.Specification, seed: Int, data: LabeledData
  ) throws(CoreError) -> [StartMoments] {
    var rows = RandomStream(experiment: Start.id, .dataDependentInitialization, seed: seed)
    let order = rows.permutation(data.trainLabels.count)
    func moments(
      _ name: String, _ network: MLP<Float>, _ batch: Matrix<Float>
    ) throws(CoreError) -> StartMoments {
      StartMoments(
        name: name, batch: try network.preActivationMoments(batch),
        unseen: try network.preActivationMoments(data.testInputs))
    }
    let batch = data.trainInputs.gatheringRows(order.prefix(specification.batchRows))
    let draws = try Start.draws(specification, seed: seed)
    var starts = [
      try moments("constant", draws.constant, batch), try moments("he", draws.he, batch),
    ]
    for size in specification.batchSizes {
      let batch = data.trainInputs.gatheringRows(order.prefix(size))
      var network = draws.constant
      try network.initializeFromData(batch)
      starts.append(try moments("batch\(size)", network, batch))
    }
    return starts
  }
}

extension Start {
  /// He's draw, and one of v from N(0, deviation²) in the same directions, with g constant and b = 0.
  static func draws(
    _ specification: Specification, seed: Int
  ) throws(CoreError) -> (constant: MLP<Float>, he: MLP<Float>) {
    var stream = RandomStream(experiment: id, .initialization, seed: seed)
    var same = stream
    let he = try MLP<Float>.he(sizes: specification.sizes, hidden: .relu, from: &same)
    var constant = he
    for (index, layer) in he.layers.enumerated() {
      let direction = Matrix<Float>(
        rows: layer.outputSize, columns: layer.inputSize,
        standardDeviation: specification.directionDeviation, from: &stream)
      constant.layers[index].map = .standard(try Dense(weight: direction, bias: layer.bias))
    }
    return (try constant.weightNormalized(start: .constant(specification.magnitude)), he)
  }
}

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
    means = columns.map(\.mean)
    variances = zip(columns, means).map { column, mean in
      column.map { ($0 - mean) * ($0 - mean) }.mean
    }
  }

  /// The mean of the units' variances.
  var variance: Double { variances.mean }

  /// The root mean square of the units' means.
  var meanSize: Double { means.map { $0 * $0 }.mean.squareRoot() }

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
