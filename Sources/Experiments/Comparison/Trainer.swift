internal import WeightNormCore

/// One training run of a comparison: an arm at a rate with a seed.
struct Trainer: Sendable {
  let comparison: Comparison
  let data: LabeledData

  /// What a run leaves.
  struct Run: Sendable {
    var stepCount = 0
    /// The full-training-set loss at the start and at the end of each epoch that was finished.
    var losses: [Double] = []
    /// The step at which a norm or the loss left the finite numbers.
    var blowUpStep: Int?
    /// The share of test rows that are classified right at the end; 0 after a blow-up.
    var testAccuracy = 0.0
    /// Per epoch as `losses`, per layer: the mean ‖v‖ (‖w‖ in the standard parameterization) and
    /// the mean |g| (‖w‖) over units.
    var directionNorms: [[Double]] = []
    var magnitudes: [[Double]] = []
  }

  /// Trains the arm. The streams are those of comparison and seed, the same for every arm and rate.
  ///
  /// - Throws: `CoreError` where the data give no start; a run that diverges is a result.
  func run(_ arm: Arm, rate: Double, seed: Int) throws(CoreError) -> Run {
    try train(arm, rate: rate, seed: seed).run
  }

  /// As `run`, with the network as training left it.
  func train(
    _ arm: Arm, rate: Double, seed: Int
  ) throws(CoreError) -> (network: MLP<Float>, run: Run) {
    var start = try start(arm, seed: seed)
    var run = Run()
    do {
      try train(&start, rate: rate, order: stream(.order, seed), into: &run)
      run.testAccuracy = try accuracy(start.network)
    } catch {
      run.blowUpStep = run.stepCount
    }
    return (start.network, run)
  }

  /// The arm before training.
  ///
  /// - Throws: `CoreError` where the data give no start.
  func start(_ arm: Arm, seed: Int) throws(CoreError) -> ArmStart {
    try arm.start(
      of: comparison, from: stream(.initialization, seed), batch: initializationBatch(seed))
  }

  /// The metric of a run.
  func metric(_ run: Run) -> Double {
    let finished = run.losses.dropFirst().map { min($0, Self.lossCeiling) }
    let missing = [Double](
      repeating: Self.lossCeiling, count: comparison.epochs - finished.count)
    let losses = finished + missing
    let loss =
      switch comparison.metric {
      case .meanLoss: losses.reduce(0, +) / Double(comparison.epochs)
      case .finalLoss: run.blowUpStep == nil ? losses[losses.count - 1] : Self.lossCeiling
      }
    return run.blowUpStep == nil ? loss : loss + Self.lossCeiling
  }

  /// No evaluation counts for more.
  static let lossCeiling = 10.0

  /// The nominal cost of one run.
  static func work(_ comparison: Comparison, trainRows rows: Int) -> Double {
    let products = zip(comparison.sizes, comparison.sizes.dropFirst()).reduce(0) {
      $0 + $1.0 * $1.1
    }
    let steps = comparison.epochs * rows / comparison.batchSize
    return Double(steps) * Work.step(6 * comparison.batchSize * products)
      + Double(comparison.epochs + 2) * Work.step(2 * rows * products)
  }

  private func stream(_ label: StreamLabel, _ seed: Int) -> RandomStream {
    RandomStream(experiment: comparison.streams ?? comparison.name, label, seed: seed)
  }

  private func initializationBatch(_ seed: Int) -> Matrix<Float> {
    var stream = stream(.dataDependentInitialization, seed)
    let rows = stream.permutation(data.trainLabels.count).prefix(comparison.initializationRows)
    return data.trainInputs.gatheringRows(rows)
  }
}

extension Trainer {
  private func train(
    _ start: inout ArmStart, rate: Double, order: RandomStream, into run: inout Run
  ) throws(CoreError) {
    var order = order
    var optimizer = comparison.optimizer.optimizer(LearningRates(rate), of: Float.self)
    var pass = Backpropagation(for: start.network, batchSize: comparison.batchSize)
    var evaluation = Backpropagation(for: start.network, batchSize: data.trainLabels.count)
    var batch = Matrix<Float>(rows: comparison.batchSize, columns: start.network.inputSize)
    try evaluate(start.network, &evaluation, into: &run)
    for _ in 0..<comparison.epochs {
      let rows = order.permutation(data.trainLabels.count)
      for first in stride(
        from: 0, through: rows.count - comparison.batchSize, by: comparison.batchSize)
      {
        let chosen = rows[first..<first + comparison.batchSize]
        batch.copyRows(chosen, from: data.trainInputs)
        let targets = Targets<Float>.labels(chosen.map { data.trainLabels[$0] })
        try finite(pass.lossAndGradient(start.network, batch, targets))
        if let factors = start.rateFactors { start.network.scale(&pass.gradient, by: factors) }
        optimizer.update(&start.network, along: pass.gradient)
        pass.updateRunningStatistics(of: &start.network)
        run.stepCount += 1
      }
      try evaluate(start.network, &evaluation, into: &run)
    }
  }

  /// Appends the loss on the whole training set, and the norms.
  private func evaluate(
    _ network: MLP<Float>, _ pass: inout Backpropagation<Float>, into run: inout Run
  ) throws(CoreError) {
    let loss = try pass.loss(network, data.trainInputs, .labels(data.trainLabels))
    try finite(loss)
    run.losses.append(Double(loss))
    run.directionNorms.append(network.layers.map { $0.meanNorms.direction })
    run.magnitudes.append(network.layers.map { $0.meanNorms.magnitude })
  }

  private func finite(_ loss: Float) throws(CoreError) {
    guard loss.isFinite else { throw .nonFinite(what: "the loss", index: 0) }
  }

  private func accuracy(_ network: MLP<Float>) throws(CoreError) -> Double {
    try network(data.testInputs).accuracy(labels: data.testLabels)
  }
}

extension Matrix {
  /// The share of rows whose greatest element is their label's.
  func accuracy(labels: [Int]) -> Double {
    let right = elements.withSpan { logits in
      labels.indices.count { row in
        let places = row * columns..<(row + 1) * columns
        return places.max { logits[$0] < logits[$1] } == places.lowerBound + labels[row]
      }
    }
    return Double(right) / Double(labels.count)
  }
}

extension Layer where Scalar == Float {
  /// Means over units of ‖v‖ and |g|; of ‖w‖ for both in the standard parameterization.
  var meanNorms: (direction: Double, magnitude: Double) {
    switch map {
    case .standard(let dense):
      let norm = PairedEffect.mean(dense.weight.rowNorms().map(Double.init))
      return (norm, norm)
    case .weightNorm(let dense):
      return (
        PairedEffect.mean(dense.directionNorms.map(Double.init)),
        PairedEffect.mean(dense.magnitude.map { Double($0.magnitude) })
      )
    }
  }
}
