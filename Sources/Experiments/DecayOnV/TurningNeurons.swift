internal import WeightNormCore

/// One seed of part (a): every arm in every setting, from every start at every noise, on one stream of
/// inputs and of noise that is scaled.
struct TurningNeurons: Sendable {
  /// The mean square of the angle between v before and after a step, over the measured steps:
  /// [arm][setting][neuron], a neuron for each start and noise.
  let squaredAngles: [[[Double]]]
  /// ‖v‖ before the first step and after each, of the watched neurons: one path a start.
  let norms: [[Double]]

  init(_ specification: DecayOnV.Specification, seed: Int) throws(CoreError) {
    let stream = RegressionStream(specification, noise: 1, seed: seed)
    let batches = try stream.batches.map { batch throws(CoreError) in
      (x: batch.inputs, targets: try specification.targets(batch, target: stream.target))
    }
    var paths: [[Double]] = []
    squaredAngles = try specification.arms.map { arm throws(CoreError) in
      try specification.settings.enumerated().map { index, setting throws(CoreError) in
        let isWatched = arm == .descentFrozen && index == 0
        let row = try TurningRow(
          specification, arm, setting, on: batches, from: stream.startDirection,
          keepsNorms: isWatched)
        if isWatched { paths = row.norms }
        return row.squaredAngles
      }
    }
    let noise = specification.noises.firstIndex(of: specification.watchedNoise) ?? 0
    norms = specification.startNorms.indices.compactMap { start in
      paths.isEmpty ? nil : paths.map { $0[start * specification.noises.count + noise] }
    }
  }
}

/// Neurons side by side under one arm in one setting: all starts, each at all noises.
private struct TurningRow {
  /// The mean over the measured steps, one element a neuron.
  private(set) var squaredAngles: [Double]
  /// ‖v‖ of each neuron, [step][neuron], where it is kept.
  private(set) var norms: [[Double]] = []

  init(
    _ specification: DecayOnV.Specification, _ arm: TurningArm, _ setting: DecaySetting,
    on batches: [Descent.Batch], from direction: [Double], keepsNorms: Bool
  ) throws(CoreError) {
    let starts = specification.startNorms.flatMap { norm in
      specification.noises.flatMap { _ in direction.scaled(by: norm) }
    }
    let count = starts.count / direction.count
    var network = try MLP([
      Layer(
        WeightNormDense(
          direction: Matrix(rows: count, columns: direction.count, elements: starts),
          magnitude: [Double](repeating: specification.magnitude, count: count),
          bias: [Double](repeating: 0, count: count), form: arm.isFrozen ? .frozen : .trained))
    ])
    var (optimizer, penalty) = arm.optimizer(setting)
    var pass = Backpropagation(for: network, batchSize: specification.batchSize)
    let measured = max(1, Int(specification.measuredShare * Double(batches.count)))
    squaredAngles = [Double](repeating: 0, count: count)
    for (step, batch) in batches.enumerated() {
      let isMeasured = step >= batches.count - measured
      let before = isMeasured ? network.directions(0) : nil
      if keepsNorms { norms.append(network.directions(0).rowNorms()) }
      _ = try pass.lossAndGradient(network, batch.x, batch.targets)
      if penalty != L2Penalty() { penalty.add(to: &pass.gradient, of: network) }
      optimizer.update(&network, along: pass.gradient)
      guard let before else { continue }
      let angles = network.directions(0).angles(to: before)
      for neuron in angles.indices {
        squaredAngles[neuron] += angles[neuron] * angles[neuron] / Double(measured)
      }
    }
    if keepsNorms { norms.append(network.directions(0).rowNorms()) }
  }
}

extension MLP {
  /// v of a weight-normalized layer.
  ///
  /// - Precondition: it is one.
  func directions(_ layer: Int) -> Matrix<Scalar> {
    guard let dense = layers[layer].weightNorm else { preconditionFailure("no weight norm") }
    return dense.direction
  }
}

extension Matrix {
  /// The angle between each row and the same one of another matrix, in radians. From the cosine, so that
  /// angles of at least a thousandth keep nine digits in double precision; 0 where a row stays.
  func angles(to other: Matrix) -> [Double] {
    (0..<rows).map { row in
      let (a, b) = (self[row: row].map(Double.init), other[row: row].map(Double.init))
      let cosine = a.dot(b) / (a.dot(a) * b.dot(b)).squareRoot()
      return 2 * Elementary.atan((max(0, 1 - cosine) / (1 + cosine)).squareRoot())
    }
  }
}

extension DecayOnV.Specification {
  /// The outputs of a batch that was drawn with a noise of 1, for all neurons: its noise scaled.
  fileprivate func targets(
    _ batch: RegressionStream.Batch, target: [Double]
  ) throws(CoreError) -> Targets<Double> {
    let elements = (0..<batch.inputs.rows).flatMap { row in
      let clean = Array(batch.inputs[row: row]).dot(target)
      return startNorms.flatMap { _ in
        noises.map { clean + $0 * (batch.outputs[row] - clean) }
      }
    }
    return .values(
      try Matrix(
        rows: batch.inputs.rows, columns: startNorms.count * noises.count, elements: elements))
  }
}

extension RegressionStream {
  init(_ specification: DecayOnV.Specification, noise: Double, seed: Int, steps: Int? = nil) {
    self.init(
      experiment: DecayOnV.id, seed: seed, inputSize: specification.inputSize,
      batchSize: specification.batchSize, noise: noise, targetNorm: specification.targetNorm,
      steps: steps ?? specification.steps)
  }
}
