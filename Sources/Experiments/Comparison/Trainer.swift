internal import WeightNormCore

/// One training run of a comparison: an arm at a rate with a seed.
struct Trainer: Sendable {
  let comparison: Comparison
  let data: any TrainingData

  /// What a run leaves.
  struct Run: Sendable {
    var stepCount = 0
    /// The full-training-set loss at the start and at the end of each epoch that was finished.
    var losses: [Double] = []
    /// The loss of each batch, where that is what is compared.
    var batchLosses: [Double] = []
    /// The step at which a norm or the loss left the finite numbers.
    var blowUpStep: Int?
    /// The share of test rows that are classified right: at the end of each epoch where batches are
    /// compared, otherwise at the end of the last one.
    var accuracies: [Double] = []
    /// At the start and at the end of each epoch that was finished, per layer: the mean over units of |g|
    /// (‖w‖ in the standard parameterization).
    var magnitudes: [[Double]] = []
    /// The network as training left it.
    var network: MLP<Float>

    /// At the end; 0 after a blow-up.
    var testAccuracy: Double { blowUpStep == nil ? accuracies.last ?? 0 : 0 }
  }

  private var comparesBatches: Bool { comparison.metric == .batchLoss }
  private var batchesPerEpoch: Int { data.trainLabels.count / comparison.batchSize }
  private var allSteps: Int { comparison.epochs * batchesPerEpoch }

  /// Trains the arm for so many steps; nil for all epochs. The streams are those of comparison and seed, the
  /// same for every arm and rate. Accuracies are left out where nobody asks for them.
  ///
  /// - Throws: `CoreError` where data and comparison do not fit; a run that diverges is a result.
  func run(
    _ arm: Arm, rate: Double, seed: Int, steps: Int? = nil, accuracies: Bool = true
  ) throws(CoreError) -> Run {
    let start = try start(arm, seed: seed)
    var run = Run(network: start.network)
    var training = MinibatchTraining(
      start, on: data, batchSize: comparison.batchSize, rule: comparison.optimizer, rate: rate,
      order: comparison.stream(.order, seed: seed),
      schedule: MinibatchTraining.Schedule(
        decaySteps: arm.decaysRate == true ? allSteps : nil,
        directionLengths: arm.keepsDirectionLength == true ? start.network.directionLengths : nil))
    do {
      try follow(&training, steps: steps ?? allSteps, accuracies: accuracies, into: &run)
    } catch {
      guard error.isDivergence else { throw error }
      run.blowUpStep = run.stepCount
    }
    run.network = training.network
    return run
  }

  /// The arm before training.
  ///
  /// - Throws: `CoreError` where the data give no start.
  func start(_ arm: Arm, seed: Int) throws(CoreError) -> ArmStart {
    var stream = comparison.stream(.dataDependentInitialization, seed: seed)
    let rows = stream.permutation(data.trainLabels.count).prefix(comparison.initializationRows)
    return try arm.start(
      of: comparison, from: comparison.stream(.initialization, seed: seed),
      batch: data.gatheringTrainRows(rows))
  }

  private func follow(
    _ training: inout MinibatchTraining, steps: Int, accuracies: Bool, into run: inout Run
  ) throws(CoreError) {
    try look(at: training.network, into: &run)
    while run.stepCount < steps {
      let loss = try training.step()
      run.stepCount += 1
      if comparesBatches { run.batchLosses.append(Double(loss)) }
      guard run.stepCount % training.batchesPerEpoch == 0 else { continue }
      try look(at: training.network, into: &run)
      if accuracies, comparesBatches { try test(training.network, into: &run) }
    }
    if accuracies, !comparesBatches { try test(training.network, into: &run) }
  }

  private func look(at network: MLP<Float>, into run: inout Run) throws(CoreError) {
    if !comparesBatches { run.losses.append(try data.trainLoss(of: network)) }
    run.magnitudes.append(network.layers.map(\.meanMagnitude))
  }

  private func test(_ network: MLP<Float>, into run: inout Run) throws(CoreError) {
    run.accuracies.append(try data.testAccuracy(of: network))
  }

  /// The metric of a run of so many steps; nil for all epochs.
  func metric(_ run: Run, steps: Int? = nil) -> Double {
    let ceiling = Comparison.lossCeiling
    let steps = steps ?? allSteps
    let count = comparesBatches ? steps : steps / batchesPerEpoch
    let found = (comparesBatches ? run.batchLosses[...] : run.losses.dropFirst()).prefix(count)
    let losses =
      found.map { min($0, ceiling) } + repeatElement(ceiling, count: count - found.count)
    let isFinal = comparison.metric == .finalLoss
    guard run.blowUpStep == nil else { return ceiling + (isFinal ? ceiling : losses.mean) }
    return isFinal ? losses[count - 1] : losses.mean
  }
}

extension Layer where Scalar == Float {
  /// The mean over units of |g|; of ‖w‖ in the standard parameterization.
  var meanMagnitude: Double {
    switch map {
    case .standard(let dense): dense.weight.rowNorms().map(Double.init).mean
    case .weightNorm(let dense): dense.magnitude.map { Double($0.magnitude) }.mean
    }
  }
}
