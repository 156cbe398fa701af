internal import Runs
internal import WeightNormCore

/// One seed: every arm at every rate on one stream of batches, and the controls.
struct NoiseRun: Sendable {
  /// One per arm, the standard ones first.
  private(set) var paths: [NoisePath]
  /// The greatest ‖w − w′‖ over ‖w‖ between the frozen arm w and projected standard descent w′ at its
  /// rates.
  private(set) var projectedDifference = 0.0
  /// The mean over steps of |log₁₀| of the ratio of excess losses, frozen arm to plain replay.
  private(set) var plainDifference = 0.0
  /// How fast ‖v‖ grows in the long runs, one per rate; empty without long runs.
  let longSlopes: [Double]

  /// - Throws: `CoreError` for a specification that gives no neurons.
  init(_ specification: Noise.Specification, seed: Int) throws(CoreError) {
    let stream = RegressionStream(
      specification, seed: seed,
      steps: max(specification.steps, specification.longSteps ?? 0))
    paths = (specification.standardArms + specification.weightNormArms).map(NoisePath.init)
    longSlopes = try Noise.longSlopes(specification, stream)
    try train(specification, stream)
  }

  private mutating func train(
    _ specification: Noise.Specification, _ stream: RegressionStream
  ) throws(CoreError) {
    var rows = try NoiseRows(specification, stream)
    var projected = stream.startDirection.scaled(by: specification.fixedMagnitude)
    let kept = Set(Thinning.logarithmic.positions(of: specification.steps + 1))
    for step in 0...specification.steps {
      let states = rows.states(target: stream.target)
      rows.setRates(of: step, states)
      try observe(states, &rows, step: step, isKept: kept.contains(step), specification)
      try compare(rows, projected, specification)
      guard step < specification.steps else { break }
      projected = Self.projectedStep(
        from: projected, length: specification.fixedMagnitude, along: stream.batches[step],
        rate: rows.replayedRate)
      try rows.step(on: stream.batches[step])
    }
  }

  private mutating func observe(
    _ states: [NeuronRow.State], _ rows: inout NoiseRows, step: Int, isKept: Bool,
    _ specification: Noise.Specification
  ) throws(CoreError) {
    for (index, state) in states.enumerated() {
      let wasSound = paths[index].divergence == nil
      paths[index].append(
        state, rate: rows.directionRate(index, state), step: step, isKept: isKept, specification)
      if wasSound, paths[index].divergence != nil { try rows.retire(index) }
    }
    let ratio = states[rows.replayIndex].excess / states[rows.referenceIndex].excess
    plainDifference +=
      Elementary.log(ratio).magnitude / Elementary.log(10) / Double(specification.steps + 1)
  }

  private mutating func compare(
    _ rows: NoiseRows, _ projected: [Double], _ specification: Noise.Specification
  ) throws(CoreError) {
    let difference = try rows.referenceWeight().subtracting(projected).norm
    projectedDifference = [projectedDifference, difference / specification.fixedMagnitude].maximum
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
    var gradient = [Double](repeating: 0, count: w.count)
    for row in 0..<x.rows {
      let input = Array(x[row: row])
      let error = (input.dot(w) - batch.outputs[row]) / Double(x.rows)
      gradient = gradient.adding(input.scaled(by: error))
    }
    let along = gradient.dot(w) / w.dot(w)
    let moved = w.subtracting(gradient.subtracting(w.scaled(by: along)).scaled(by: rate))
    return moved.scaled(by: length / moved.norm)
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
