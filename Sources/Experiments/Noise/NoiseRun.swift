internal import Runs
internal import WeightNormCore

/// One seed: every arm at every rate on one stream of batches, and the controls.
struct NoiseRun: Sendable {
  /// One per arm.
  let paths: [NoisePath]
  /// What `Noise.Replay` tells of all seeds.
  let plainDifference: Double
  let projectedDifference: Double
  /// How fast ‖v‖ grows in the long runs, one per rate; empty without long runs.
  let longSlopes: [Double]

  /// - Precondition: the replayed rate is one of the rates.
  /// - Throws: `CoreError` for a specification that gives no neurons.
  init(_ specification: Noise.Specification, seed: Int) throws(CoreError) {
    let stream = RegressionStream(
      specification, seed: seed, steps: max(specification.steps, specification.longSteps ?? 0))
    let arms = specification.arms
    let exponent = specification.replayExponent
    guard let reference = arms.firstIndex(of: .fixed(exponent: exponent)),
      let replay = arms.firstIndex(of: .replay(exponent: exponent))
    else { preconditionFailure("the replayed rate is not one of the rates") }
    let (states, weights) = try Self.train(arms, replaying: reference, specification, stream)
    paths = arms.enumerated().map { index, arm in
      NoisePath(arm, states.map { $0[index] }, specification)
    }
    plainDifference = states.reduce(0) { sum, states in
      let ratio = states[replay].excess / states[reference].excess
      return sum + Elementary.log(ratio).magnitude / Elementary.log(10) / Double(weights.count)
    }
    let length = specification.fixedMagnitude
    var projected = [stream.startDirection.scaled(by: length)]
    for (batch, states) in zip(stream.batches, states.dropLast()) {
      projected.append(
        Self.projectedStep(
          from: projected[projected.count - 1], length: length, along: batch,
          rate: states[reference].rate))
    }
    projectedDifference =
      zip(weights, projected).map { $0.subtracting($1).norm / length }.maximum
    longSlopes = try Self.longSlopes(specification, stream)
  }

  /// The states of all arms before the first step and after each, and w of the replayed one. A neuron that
  /// diverges is taken out of the training.
  private static func train(
    _ arms: [NoiseArm], replaying reference: Int, _ specification: Noise.Specification,
    _ stream: RegressionStream
  ) throws(CoreError) -> (states: [[NeuronRow.State]], weights: [[Double]]) {
    let (start, target) = (stream.startDirection, stream.target)
    var row = try NeuronRow(
      arms.map { start.scaled(by: specification.start($0).norm) },
      magnitudes: arms.map { specification.start($0).magnitude },
      rates: arms.map { specification.learningRates($0, step: 0, replayed: 0) },
      batchSize: specification.batchSize)
    var sound = Array(arms.indices)
    var (states, weights) = ([[NeuronRow.State]](), [[Double]]())
    for step in 0...specification.steps {
      if step > 0 { try row.step(on: stream.batches[step - 1]) }
      let replayed = row.state(reference, target: target).rate
      for index in sound {
        row.rates[index] = specification.learningRates(
          arms[index], step: step, replayed: replayed)
      }
      let now = row.states(target: target)
      for index in sound where !specification.isSound(now[index]) { row.retire(index, at: start) }
      sound.removeAll { !specification.isSound(now[$0]) }
      states.append(now)
      weights.append(try row.weight(reference))
    }
    return (states, weights)
  }

  /// One step of standard descent along the sphere, by its own arithmetic:
  ///
  /// ```
  /// w ← length·(w − ηP∇w)/‖w − ηP∇w‖,   P = I − wwᵀ/‖w‖²
  /// ```
  /// With g frozen, a step of v is this one with η replaced by ηg²/‖v‖².
  static func projectedStep(
    from w: [Double], length: Double, along batch: RegressionStream.Batch, rate: Double
  ) -> [Double] {
    let x = batch.inputs
    let gradient = (0..<x.rows).reduce([Double](repeating: 0, count: w.count)) { sum, row in
      let input = Array(x[row: row])
      return sum.adding(input.scaled(by: (input.dot(w) - batch.outputs[row]) / Double(x.rows)))
    }
    let along = gradient.dot(w) / w.dot(w)
    let moved = w.subtracting(gradient.subtracting(w.scaled(by: along)).scaled(by: rate))
    return moved.scaled(by: length / moved.norm)
  }

  /// The slope of ln‖v‖ on ln t of a frozen arm at each of the long rates; none without long runs.
  private static func longSlopes(
    _ specification: Noise.Specification, _ stream: RegressionStream
  ) throws(CoreError) -> [Double] {
    guard let steps = specification.longSteps else { return [] }
    let rates = specification.longRates
    var row = try NeuronRow(
      rates.map { _ in stream.startDirection.scaled(by: specification.startLength) },
      magnitudes: rates.map { _ in specification.fixedMagnitude },
      rates: rates.map { LearningRates($0, magnitude: 0) }, batchSize: specification.batchSize)
    let kept = Thinning.logarithmic.positions(of: steps + 1)
      .filter { $0 >= max(specification.longFrom, 1) }
    var states = [row.states(target: stream.target)]
    for batch in stream.batches.prefix(steps) {
      try row.step(on: batch)
      states.append(row.states(target: stream.target))
    }
    return rates.indices.map { rate in
      kept.map { states[$0][rate].norm }.logarithmicSlope(on: kept.map(Double.init))
    }
  }
}

extension RegressionStream {
  init(_ specification: Noise.Specification, seed: Int, steps: Int) {
    self.init(
      experiment: Noise.id, seed: seed, inputSize: specification.inputSize,
      batchSize: specification.batchSize, noise: specification.noise,
      targetNorm: specification.targetNorm, steps: steps)
  }
}
