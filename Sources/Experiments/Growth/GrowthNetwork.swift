internal import WeightNormCore

/// ‖v‖ of every unit of a small network on Fashion-MNIST under one optimizer.
struct GrowthNetwork: Sendable {
  /// Steps times units, and how many of them left ‖v‖ shorter beyond rounding.
  private(set) var updates = 0
  private(set) var decreases = 0
  /// The mean over units of ‖v‖ at the end over ‖v‖ at the start, one per layer.
  let growth: [Double]
  /// Relative decreases below this are rounding of single precision.
  private static let tolerance = 1e-6

  init(
    _ specification: Growth.NetworkSpecification, _ arm: GrowthArm, data: LabeledData
  ) throws(CoreError) {
    let experiment = "\(Growth.id)/network"
    var start = RandomStream(experiment: experiment, .initialization, seed: specification.seed)
    let network = try MLP<Float>.he(sizes: specification.sizes, hidden: .relu, from: &start)
      .weightNormalized()
    var training = MinibatchTraining(
      ArmStart(network: network), on: data, batchSize: specification.batchSize, rule: arm.rule,
      rate: arm.rate,
      order: RandomStream(experiment: experiment, .order, seed: specification.seed))
    let first = network.directionNorms
    var norms = first
    for _ in 0..<specification.epochs * training.batchesPerEpoch {
      _ = try training.step()
      let after = training.network.directionNorms
      for (old, new) in zip(norms.joined(), after.joined()) {
        updates += 1
        if Double(new) < Double(old) * (1 - Self.tolerance) { decreases += 1 }
      }
      norms = after
    }
    growth = zip(first, norms).map { zip($0, $1).map { Double($1 / $0) }.mean }
  }
}

extension MLP<Float> {
  /// ‖v‖ of each unit, layer by layer.
  fileprivate var directionNorms: [[Float]] {
    layers.compactMap { $0.weightNorm?.directionNorms }
  }
}
