internal import WeightNormCore

/// The units of a network while it learns, each against the covariance of its gradient.
struct NetworkAlignment: Sendable {
  /// Per epoch that is looked at, per layer.
  private(set) var looks: [[LayerAlignment]] = []

  /// Trains an arm with a seed of the trainer's comparison, and looks at it when that many epochs are
  /// over, increasing, on the training rows with those indices.
  ///
  /// - Throws: `CoreError` where data and comparison do not fit, and for a run that diverges.
  init(
    _ arm: Arm, rate: Double, seed: Int, _ trainer: Trainer, rows: [Int], epochs: [Int]
  ) throws(CoreError) {
    let comparison = trainer.comparison
    var training = MinibatchTraining(
      try trainer.start(arm, seed: seed), on: trainer.data, batchSize: comparison.batchSize,
      rule: comparison.optimizer, rate: rate, order: comparison.stream(.order, seed: seed))
    let x = trainer.data.gatheringTrainRows(rows[...]).widened
    let labels = rows.map { trainer.data.trainLabels[$0] }
    var epoch = 0
    for look in epochs {
      for _ in 0..<(look - epoch) * training.batchesPerEpoch { _ = try training.step() }
      epoch = look
      looks.append(try LayerAlignment.all(of: training.network.widened(), x, labels))
    }
  }
}

/// The units of one layer.
struct LayerAlignment: Sendable {
  /// To the mean of δ²xxᵀ, and to the same about the mean gradient.
  private(set) var uncentred: [UnitAlignment] = []
  private(set) var centred: [UnitAlignment] = []
  /// Units whose gradient is the same in every row, as of a rectifier that is silent in all of them: they
  /// are left out.
  private(set) var silent = 0

  /// Every layer of a network, with the gradients of the cross entropy of single rows.
  ///
  /// - Throws: `CoreError` for an undefined direction, or rows that do not fit.
  static func all(
    of network: MLP<Double>, _ x: Matrix<Double>, _ labels: [Int]
  ) throws(CoreError) -> [LayerAlignment] {
    let pass = try LayeredPass(network, x)
    let (_, mean) = try Targets<Double>.labels(labels).lossAndGradient(at: pass.outputs)
    let ofRows = Matrix(rows: mean.rows, columns: mean.columns) {
      mean[$0, $1] * Double(labels.count)
    }
    let signals = pass.signals(from: ofRows)
    return pass.weights.indices.map { layer in
      LayerAlignment(pass.weights[layer], signals: signals[layer], inputs: pass.inputs[layer])
    }
  }

  private init(_ weight: Matrix<Double>, signals: Matrix<Double>, inputs: Matrix<Double>) {
    for unit in 0..<weight.rows {
      guard let gradients = UnitGradients(unit: unit, signals: signals, inputs: inputs),
        let covariance = gradients.covariance
      else {
        silent += 1
        continue
      }
      let w = Array(weight[row: unit])
      uncentred.append(UnitAlignment(of: w, to: gradients.secondMoment))
      centred.append(UnitAlignment(of: w, to: covariance))
    }
  }
}
