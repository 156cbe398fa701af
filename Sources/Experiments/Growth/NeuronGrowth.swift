internal import WeightNormCore

/// One neuron whose ‖v‖ is watched under several optimizers. Streaming regression: x ~ N(0, I),
/// y = x·w* + noise·N(0, 1), a fresh batch each step.
protocol NeuronGrowth: ExperimentSpecification {
  var inputSize: Int { get }
  var batchSize: Int { get }
  var noise: Double { get }
  /// ‖w*‖.
  var targetNorm: Double { get }
  /// g and ‖v‖ at the start.
  var magnitude: Double { get }
  var directionNorm: Double { get }
  var steps: Int { get }
  var arms: [GrowthArm] { get }
}

extension NeuronGrowth {
  /// One an arm: all of a seed share its stream, so that they belong in one job.
  ///
  /// - Throws: as `GrowthPath`.
  func paths(seed: Int) throws(CoreError) -> [GrowthPath] {
    let stream = RegressionStream(self, seed: seed)
    return try arms.map { arm throws(CoreError) in try GrowthPath(self, arm, stream: stream) }
  }

  /// Of all arms at one seed.
  var work: Work {
    .training([inputSize, 1], batchSize: batchSize, steps: arms.count * steps)
  }
}

extension RegressionStream {
  /// The same in every experiment on such a neuron.
  init(_ specification: some NeuronGrowth, seed: Int) {
    self.init(
      experiment: Growth.id, seed: seed, inputSize: specification.inputSize,
      batchSize: specification.batchSize, noise: specification.noise,
      targetNorm: specification.targetNorm, steps: specification.steps)
  }
}
