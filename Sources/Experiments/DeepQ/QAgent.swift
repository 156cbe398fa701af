internal import WeightNormCore

/// A network that estimates what each action is worth, and learns from what it remembers. Its steps reuse
/// their storage.
struct QAgent {
  private(set) var network: MLP<Float>
  /// The network as it was when it was last copied, with plain weights.
  private var target: MLP<Float>
  private var optimizer: Adam<Float>
  private let learning: QLearning
  private let loss: HuberLoss<Float>
  private var observation: Matrix<Float>
  private var batch: TransitionBatch
  private var targets: [Float]
  private var outputGradient: Matrix<Float>
  private var acting: Backpropagation<Float>
  private var lookingAhead: Backpropagation<Float>
  private var pass: Backpropagation<Float>

  /// - Throws: as `WeightNormDense.weight()`.
  init(_ network: MLP<Float>, _ learning: QLearning, rate: Double) throws(CoreError) {
    self.network = network
    self.learning = learning
    target = try network.folded()
    optimizer = Adam(LearningRates(rate))
    loss = HuberLoss(delta: Float(learning.delta))
    let size = learning.batchSize
    observation = Matrix(rows: 1, columns: network.inputSize)
    batch = TransitionBatch(size: size, observationSize: network.inputSize)
    targets = [Float](repeating: 0, count: size)
    outputGradient = Matrix(rows: size, columns: network.outputSize)
    acting = Backpropagation(for: network, batchSize: 1)
    lookingAhead = Backpropagation(for: target, batchSize: size)
    pass = Backpropagation(for: network, batchSize: size)
  }

  /// The action that the network takes for the best, the first of equal ones.
  ///
  /// - Throws: as `WeightNormDense.weight()`.
  mutating func bestAction(in world: some Environment) throws(CoreError) -> Int {
    world.observe(into: &observation, row: 0)
    return try acting.predict(network, observation).greatest(inRow: 0).column
  }

  /// One step of the optimizer at a rate, on a batch drawn from the memory.
  ///
  /// - Throws: `CoreError` where a norm or the loss left the finite numbers.
  mutating func learn(
    from memory: ReplayMemory, drawing stream: inout RandomStream, rate: Double
  ) throws(CoreError) {
    memory.draw(&batch, from: &stream)
    learning.formTargets(
      &targets, rewards: batch.rewards, isTerminal: batch.isTerminal,
      successors: try lookingAhead.predict(target, batch.successors))
    let outputs = try pass.predict(network, batch.observations, mode: .training)
    _ = try loss.lossAndGradient(
      at: outputs, chosen: batch.actions, targets: targets, into: &outputGradient
    ).finiteLoss()
    try pass.backward(network, batch.observations, outputGradient: outputGradient)
    optimizer.rates.base = rate
    optimizer.update(&network, along: pass.gradient)
  }

  /// - Throws: as `WeightNormDense.weight()`.
  mutating func copyTarget() throws(CoreError) { target = try network.folded() }
}
