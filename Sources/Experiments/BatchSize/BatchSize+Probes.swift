internal import WeightNormCore

extension BatchSize {
  /// What replacing the other rows does to one row of each arm's networks, at the start and after
  /// training, in all seeds.
  static func probes(
    _ result: ComparisonResult, _ data: LabeledData
  ) throws(CoreError) -> [(name: String, part: ArmIndependence)] {
    let comparison = result.comparison
    let trainer = Trainer(comparison: comparison, data: data)
    return try comparison.arms.map { arm throws(CoreError) in
      var changes: [RowChange] = []
      for (seed, run) in zip(comparison.evaluationSeeds, result.runs(of: arm)) {
        for network in [try trainer.start(arm, seed: seed).network, run.network] {
          changes.append(
            try change(in: network, batchSize: comparison.batchSize, data: data, seed: seed))
        }
      }
      return (arm.name, ArmIndependence(changes))
    }
  }

  /// Two batches that share their first row and no other.
  static func change(
    in network: MLP<Float>, batchSize: Int, data: LabeledData, seed: Int
  ) throws(CoreError) -> RowChange {
    var stream = RandomStream(experiment: "\(id)/rows", .order, seed: seed)
    let order = stream.permutation(data.trainLabels.count)
    let others = order[batchSize..<2 * batchSize - 1]
    return RowChange(
      from: try RowResponse(network, rows: order[..<batchSize], of: data),
      to: try RowResponse(network, rows: (order[..<1] + others)[...], of: data))
  }
}

/// What one row of a batch gives: its outputs, and the gradient of its own loss in all parameters.
struct RowResponse: Sendable {
  let output: [Float]
  /// As a batch's gradient has it: divided by the number of rows.
  let gradient: [Float]
  /// Its outputs where normalizations use their running statistics.
  let evaluatedOutput: [Float]

  /// The response of the first of `rows`, the others of its batch around it.
  ///
  /// - Throws: `CoreError` for an undefined direction.
  init(_ network: MLP<Float>, rows: ArraySlice<Int>, of data: LabeledData) throws(CoreError) {
    let x = data.trainInputs.gatheringRows(rows)
    var pass = Backpropagation(for: network, batchSize: rows.count)
    evaluatedOutput = Array(try pass.predict(network, x)[row: 0])
    output = Array(try pass.predict(network, x, mode: .training)[row: 0])
    let labels = rows.map { data.trainLabels[$0] }
    _ = try pass.lossAndGradient(ofRow: 0, network, x, .labels(labels))
    gradient = pass.gradient.flatMap { $0.matrix.elements + $0.magnitude + $0.gain + $0.bias }
  }
}

extension Backpropagation<Float> {
  /// As `lossAndGradient` of the whole batch, but `gradient` holds that of one row's part in the loss:
  /// the other rows act on it only through a batch normalization.
  ///
  /// - Precondition: the batch has that row.
  /// - Throws: as `lossAndGradient`.
  mutating func lossAndGradient(
    ofRow row: Int, _ model: MLP<Float>, _ x: Matrix<Float>, _ targets: Targets<Float>
  ) throws(CoreError) -> Float {
    let (loss, whole) = try targets.lossAndGradient(at: predict(model, x, mode: .training))
    precondition((0..<whole.rows).contains(row), "a row that is not there")
    let ofRow = Matrix<Float>(rows: whole.rows, columns: whole.columns) {
      $0 == row ? whole[$0, $1] : 0
    }
    try backward(model, x, outputGradient: ofRow)
    return loss
  }
}

/// How a row's response changes when all other rows of its batch are replaced.
struct RowChange: Sendable {
  /// ‖new − old‖/‖old‖.
  let output: Double
  let gradient: Double
  /// Whether no bit of either changed.
  let isIdentical: Bool
  /// Whether no bit of the outputs changed where normalizations use their running statistics.
  let isIdenticalInEvaluation: Bool

  init(from old: RowResponse, to new: RowResponse) {
    func relativeChange(of part: (RowResponse) -> [Float]) -> Double {
      let before = part(old).map(Double.init)
      return part(new).map(Double.init).subtracting(before).norm / before.norm
    }
    func keepsBits(of part: (RowResponse) -> [Float]) -> Bool {
      part(old).map(\.bitPattern) == part(new).map(\.bitPattern)
    }
    output = relativeChange(of: \.output)
    gradient = relativeChange(of: \.gradient)
    isIdentical = keepsBits(of: \.output) && keepsBits(of: \.gradient)
    isIdenticalInEvaluation = keepsBits(of: \.evaluatedOutput)
  }
}
