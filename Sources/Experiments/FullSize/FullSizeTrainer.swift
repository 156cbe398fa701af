internal import WeightNormCore

/// One training run at full size: as `Trainer`, but the images stay bytes, and the loss is that of the
/// batches, since a look at all of them would cost as much as a third of an epoch.
struct FullSizeTrainer: Sendable {
  let specification: FullSize.Specification
  let data: ImageSet

  /// What a run leaves.
  struct Run: Sendable {
    /// The loss of each batch, up to a blow-up.
    var losses: [Double] = []
    /// The step at which a norm or the loss left the finite numbers.
    var blowUpStep: Int?
    /// The share of test images that are classified right at the end of each epoch.
    var accuracies: [Double] = []
    /// At the start and at the end of each epoch, per layer: the mean ‖v‖ and the mean |g| over units
    /// (‖w‖ in the standard parameterization).
    var directionNorms: [[Double]] = []
    var magnitudes: [[Double]] = []
  }

  /// Trains the arm. All arms and rates share the streams of a seed.
  ///
  /// - Throws: `CoreError` where the data give no start; a run that diverges is a result.
  func run(_ arm: Arm, rate: Double, seed: Int, epochs: Int) throws(CoreError) -> Run {
    var start = try arm.start(
      of: specification.comparison, from: stream(.initialization, seed),
      batch: initializationBatch(seed))
    var run = Run()
    do {
      try train(&start.network, rate: rate, seed: seed, epochs: epochs, into: &run)
    } catch {
      run.blowUpStep = run.losses.count
    }
    return run
  }

  /// The mean loss of the batches of the first epochs, each clipped as in `Trainer.metric`.
  func metric(_ run: Run, epochs: Int) -> Double {
    let steps = epochs * specification.stepsPerEpoch
    let losses = run.losses.prefix(steps).map { min($0, Trainer.lossCeiling) }
    let missing = Double(steps - losses.count) * Trainer.lossCeiling
    let mean = (losses.reduce(0, +) + missing) / Double(steps)
    return losses.count == steps ? mean : mean + Trainer.lossCeiling
  }

  private func train(
    _ network: inout MLP<Float>, rate: Double, seed: Int, epochs: Int, into run: inout Run
  ) throws(CoreError) {
    var order = stream(.order, seed)
    var optimizer = specification.optimizer.optimizer(LearningRates(rate), of: Float.self)
    var pass = Backpropagation(for: network, batchSize: specification.batchSize)
    var batch = Matrix<Float>(rows: specification.batchSize, columns: data.imageSize)
    keepNorms(of: network, in: &run)
    for _ in 0..<epochs {
      let rows = order.permutation(data.trainLabels.count)
      for first in stride(from: 0, through: rows.count - batch.rows, by: batch.rows) {
        let chosen = rows[first..<first + batch.rows]
        data.copyTrainRows(chosen, into: &batch)
        let targets = Targets<Float>.labels(chosen.map { data.trainLabels[$0] })
        let loss = try pass.lossAndGradient(network, batch, targets)
        guard loss.isFinite else { throw .nonFinite(what: "the loss", index: 0) }
        optimizer.update(&network, along: pass.gradient)
        pass.updateRunningStatistics(of: &network)
        run.losses.append(Double(loss))
      }
      run.accuracies.append(try accuracy(network))
      keepNorms(of: network, in: &run)
    }
  }

  private func keepNorms(of network: MLP<Float>, in run: inout Run) {
    run.directionNorms.append(network.layers.map { $0.meanNorms.direction })
    run.magnitudes.append(network.layers.map { $0.meanNorms.magnitude })
  }

  /// In parts of equal size, so that all images need not be inputs at once.
  func accuracy(_ network: MLP<Float>) throws(CoreError) -> Double {
    let size = specification.evaluationRows
    precondition(data.testLabels.count % size == 0, "parts of unequal size")
    var pass = Backpropagation(for: network, batchSize: size)
    var batch = Matrix<Float>(rows: size, columns: data.imageSize)
    let all = Array(data.testLabels.indices)
    var shares: [Double] = []
    for first in stride(from: 0, to: all.count, by: size) {
      data.copyTestRows(all[first..<first + size], into: &batch)
      let labels = Array(data.testLabels[first..<first + size])
      shares.append(try pass.predict(network, batch).accuracy(labels: labels))
    }
    return PairedEffect.mean(shares)
  }

  private func stream(_ label: StreamLabel, _ seed: Int) -> RandomStream {
    RandomStream(experiment: FullSize.id, label, seed: seed)
  }

  private func initializationBatch(_ seed: Int) -> Matrix<Float> {
    var stream = stream(.dataDependentInitialization, seed)
    let rows = stream.permutation(data.trainLabels.count).prefix(specification.initializationRows)
    var batch = Matrix<Float>(rows: rows.count, columns: data.imageSize)
    data.copyTrainRows(rows, into: &batch)
    return batch
  }
}
