internal import WeightNormCore

/// The pre-activations of all starts at one seed. The starts share their random draw and their batch
/// of rows; a smaller batch is the first rows of a larger one.
struct StartMoments: Sendable {
  /// One start, layer by layer: on its batch, and on images that no start has seen.
  struct Moments: Sendable {
    let batch: [LayerMoments]
    let unseen: [LayerMoments]

    init(
      _ network: MLP<Float>, batch: Matrix<Float>, unseen: Matrix<Float>
    ) throws(CoreError) {
      self.batch = try network.preActivationMoments(batch)
      self.unseen = try network.preActivationMoments(unseen)
    }
  }

  /// v from a narrow normal distribution, g the same in every unit.
  let constant: Moments
  /// He's draw.
  let he: Moments
  /// The same v as `constant`, started from a batch of each size.
  let dataDependent: [Moments]

  init(
    _ specification: Start.Specification, seed: Int, data: LabeledData
  ) throws(CoreError) {
    var rows = RandomStream(experiment: Start.id, .dataDependentInitialization, seed: seed)
    let order = rows.permutation(data.trainLabels.count)
    let batch = data.trainInputs.gatheringRows(order.prefix(specification.batchRows))
    let drawn = try Start.draw(specification, seed: seed)
    constant = try Moments(drawn, batch: batch, unseen: data.testInputs)
    he = try Moments(
      Start.heDraw(specification, seed: seed), batch: batch, unseen: data.testInputs)
    var started: [Moments] = []
    for size in specification.batchSizes {
      let own = data.trainInputs.gatheringRows(order.prefix(size))
      var network = drawn
      try network.initializeFromData(own)
      started.append(try Moments(network, batch: own, unseen: data.testInputs))
    }
    dataDependent = started
  }
}

extension Start {
  /// He's initialization.
  static func heDraw(_ specification: Specification, seed: Int) throws(CoreError) -> MLP<Float> {
    var stream = RandomStream(experiment: id, .initialization, seed: seed)
    return try MLP<Float>.he(sizes: specification.sizes, hidden: .relu, from: &stream)
  }

  /// v from N(0, deviation²), the directions of He's draw; g constant, b = 0.
  static func draw(_ specification: Specification, seed: Int) throws(CoreError) -> MLP<Float> {
    var stream = RandomStream(experiment: id, .initialization, seed: seed)
    var layers: [Layer<Float>] = []
    for index in 0..<specification.layerCount {
      let units = specification.sizes[index + 1]
      let direction = Matrix<Float>(
        rows: units, columns: specification.sizes[index],
        standardDeviation: specification.directionDeviation, from: &stream)
      let dense = try WeightNormDense(
        direction: direction,
        magnitude: [Float](repeating: Float(specification.magnitude), count: units),
        bias: [Float](repeating: 0, count: units))
      let isLast = index == specification.layerCount - 1
      layers.append(Layer(dense, activation: isLast ? .identity : .relu))
    }
    return try MLP(layers)
  }
}
