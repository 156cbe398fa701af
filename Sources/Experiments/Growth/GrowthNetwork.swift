internal import WeightNormCore

/// ‖v‖ of every unit of a small network on Fashion-MNIST under one optimizer.
struct GrowthNetwork: Sendable {
  /// Steps times units, and how many of them left ‖v‖ shorter beyond rounding.
  private(set) var updates = 0
  private(set) var decreases = 0
  /// The mean over units of ‖v‖ at the end over ‖v‖ at the start, one per layer.
  private(set) var growth: [Double] = []
  /// The full-training-set loss at the end.
  private(set) var loss = 0.0

  /// Relative decreases below this are rounding of single precision.
  static let tolerance = 1e-6

  init(
    _ specification: Growth.NetworkSpecification, _ arm: GrowthArm, data: LabeledData
  ) throws(CoreError) {
    let experiment = "\(Growth.id)/network"
    var start = RandomStream(
      experiment: experiment, .initialization, seed: specification.seed)
    var order = RandomStream(experiment: experiment, .order, seed: specification.seed)
    var network = try MLP<Float>.he(sizes: specification.sizes, hidden: .relu, from: &start)
      .weightNormalized()
    var optimizer = arm.rule.optimizer(LearningRates(arm.rate), of: Float.self)
    var pass = Backpropagation(for: network, batchSize: specification.batchSize)
    var batch = Matrix<Float>(rows: specification.batchSize, columns: network.inputSize)
    let first = network.directionNorms
    var norms = first
    for _ in 0..<specification.epochs {
      let rows = order.permutation(data.trainLabels.count)
      for position in stride(from: 0, through: rows.count - batch.rows, by: batch.rows) {
        let chosen = rows[position..<position + batch.rows]
        batch.copyRows(chosen, from: data.trainInputs)
        let targets = Targets<Float>.labels(chosen.map { data.trainLabels[$0] })
        _ = try pass.lossAndGradient(network, batch, targets)
        optimizer.update(&network, along: pass.gradient)
        let after = network.directionNorms
        count(from: norms, to: after)
        norms = after
      }
    }
    growth = zip(first, norms).map { first, last in
      PairedEffect.mean(zip(first, last).map { Double($1 / $0) })
    }
    loss = Double(
      try Backpropagation(for: network, batchSize: data.trainLabels.count)
        .evaluating(network, data))
  }

  private mutating func count(from old: [[Float]], to new: [[Float]]) {
    for (old, new) in zip(old.joined(), new.joined()) {
      updates += 1
      if Double(new) < Double(old) * (1 - Self.tolerance) { decreases += 1 }
    }
  }
}

extension Backpropagation<Float> {
  /// The loss on the whole training set.
  fileprivate func evaluating(
    _ network: MLP<Float>, _ data: LabeledData
  ) throws(CoreError) -> Float {
    var pass = self
    return try pass.loss(network, data.trainInputs, .labels(data.trainLabels))
  }
}

extension MLP<Float> {
  /// ‖v‖ of each unit, layer by layer.
  fileprivate var directionNorms: [[Float]] {
    layers.compactMap { $0.weightNorm?.directionNorms }
  }
}
