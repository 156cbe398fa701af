internal import WeightNormCore

/// Which rows each minibatch takes: all rows in a random order, epoch by epoch, without those that are
/// left over when no batch can be filled.
struct BatchOrder {
  private let rowCount: Int
  private let batchSize: Int
  private var stream: RandomStream
  private var rows: ArraySlice<Int> = []

  /// - Precondition: a batch has no more rows than there are.
  init(rows rowCount: Int, batchSize: Int, from stream: RandomStream) {
    precondition(batchSize <= rowCount, "batches of more rows than there are")
    self.rowCount = rowCount
    self.batchSize = batchSize
    self.stream = stream
  }

  var batchesPerEpoch: Int { rowCount / batchSize }

  /// The rows of the next batch.
  mutating func next() -> ArraySlice<Int> {
    if rows.count < batchSize { rows = stream.permutation(rowCount)[...] }
    defer { rows = rows.dropFirst(batchSize) }
    return rows.prefix(batchSize)
  }
}

/// A network that learns from minibatches.
struct MinibatchTraining {
  private(set) var network: MLP<Float>
  private let data: any TrainingData
  private let rateFactors: [[Float]]?
  private let schedule: Schedule
  /// At the start.
  private let rate: Double
  private var stepCount = 0
  /// At most one, which takes each step first.
  private var leaders: [MinibatchTraining]
  private var order: BatchOrder
  private var optimizer: any Optimizer<Float>
  private var pass: Backpropagation<Float>
  private var batch: Matrix<Float>

  /// What an arm does besides the optimizer's steps.
  struct Schedule: Sendable {
    /// The step before which the rate has fallen to 0, linearly from the start; nil for a constant one.
    var decaySteps: Int?
    /// ‖v‖ of each unit, which is restored after every step; nil where it moves freely.
    var directionLengths: [[Float]]?
  }

  /// `order` decides which rows come when.
  init(
    _ start: ArmStart, on data: any TrainingData, batchSize: Int, rule: OptimizerRule,
    rate: Double, order: RandomStream, schedule: Schedule = Schedule()
  ) {
    network = start.network
    rateFactors = start.rateFactors
    self.schedule = schedule
    self.rate = rate
    leaders =
      start.leader.map {
        [
          MinibatchTraining(
            ArmStart(network: $0), on: data, batchSize: batchSize, rule: rule, rate: rate,
            order: order)
        ]
      } ?? []
    self.data = data
    self.order = BatchOrder(rows: data.trainLabels.count, batchSize: batchSize, from: order)
    optimizer = rule.optimizer(LearningRates(rate), of: Float.self)
    pass = Backpropagation(for: start.network, batchSize: batchSize)
    batch = Matrix(rows: batchSize, columns: data.inputSize)
  }

  var batchesPerEpoch: Int { order.batchesPerEpoch }

  /// One step on the next batch.
  ///
  /// - Returns: the loss of the batch before the step.
  /// - Throws: `CoreError` where a norm or the loss left the finite numbers.
  mutating func step() throws(CoreError) -> Float {
    let rows = order.next()
    data.copyTrainRows(rows, into: &batch)
    let labels = data.trainLabels
    let targets = Targets<Float>.labels(rows.map { labels[$0] })
    let loss = try pass.lossAndGradient(network, batch, targets).finiteLoss()
    let rateFactors = try leaders.first?.network.turningFactors() ?? rateFactors
    for index in leaders.indices { _ = try leaders[index].step() }
    if let rateFactors { network.scale(&pass.gradient, by: rateFactors) }
    if let steps = schedule.decaySteps {
      optimizer.rates.base = rate * max(0, 1 - Double(stepCount) / Double(steps))
    }
    stepCount += 1
    optimizer.update(&network, along: pass.gradient)
    if let lengths = schedule.directionLengths { network.restoreDirections(lengths) }
    pass.updateRunningStatistics(of: &network)
    return loss
  }
}

extension MLP<Float> {
  /// ‖v‖ of each unit, layer by layer; none of a standard layer.
  var directionLengths: [[Float]] { layers.map { $0.weightNorm?.directionNorms ?? [] } }

  /// Sets the length of every v, which leaves w as it is but for rounding. What has no length keeps it.
  ///
  /// - Precondition: one length a unit of each weight-normalized layer.
  mutating func restoreDirections(_ lengths: [[Float]]) {
    let factors = zip(lengths, directionLengths).map { targets, found in
      zip(targets, found).map { $1 > 0 && $1.isFinite ? $0 / $1 : 1 }
    }.filter { !$0.isEmpty }
    var layer = 0
    forEachParameter { role, v in
      guard role == .direction else { return }
      let width = v.count / factors[layer].count
      for (unit, factor) in factors[layer].enumerated() {
        for index in unit * width..<(unit + 1) * width { v[index] *= factor }
      }
      layer += 1
    }
  }

  /// (g/‖v‖)² of each unit, by which weight normalization multiplies the rate at which w turns; 1 in the
  /// standard parameterization.
  ///
  /// - Throws: `CoreError` for a direction that has no length.
  func turningFactors() throws(CoreError) -> [[Float]] {
    try layers.map { layer throws(CoreError) in
      guard case .weightNorm(let dense) = layer.map else {
        return [Float](repeating: 1, count: layer.unitCount)
      }
      return zip(dense.magnitude, dense.direction.rowNorms()).map { ($0 / $1) * ($0 / $1) }
    }
  }

  /// Multiplies the gradient of each unit's weight vector, w or v, by a factor of its own, as if the
  /// unit had that many times the learning rate. `factors` holds one element per unit of each layer.
  ///
  /// - Precondition: so it does, and the gradients are those of such a network.
  func scale(_ gradient: inout [LayerGradient<Float>], by factors: [[Float]]) {
    precondition(factors.count == layers.count, "factors of another network")
    var layer = 0
    forEachGradient(in: &gradient) { role, slope in
      guard role == .weight || role == .direction else { return }
      let width = layers[layer].fanIn
      precondition(factors[layer].count == layers[layer].unitCount, "factors of another layer")
      for (unit, factor) in factors[layer].enumerated() {
        for index in unit * width..<(unit + 1) * width { slope[index] *= factor }
      }
      layer += 1
    }
  }
}
