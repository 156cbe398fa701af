import WeightNormCore

/// What is timed: steps of one network on prepared batches, in turn.
struct Training<Scalar: Real> {
  struct Batch {
    let inputs: Matrix<Scalar>
    let targets: Targets<Scalar>
  }

  /// The network before the first step.
  let start: MLP<Scalar>
  let batches: [Batch]
  /// The optimizer before the first step.
  let optimizer: SGD<Scalar>

  /// Times blocks of steps. Each starts anew and first takes some untimed steps, whose losses are
  /// kept; they are the same in every block.
  func measure(untimedSteps: Int, _ options: BlockOptions) throws(CoreError) -> Measurement {
    var measurement = Measurement()
    for _ in 0..<options.blocks {
      var network = start
      var optimizer = optimizer
      var pass = Backpropagation(for: start, batchSize: batches[0].inputs.rows)
      var losses: [Double] = []
      for step in 0..<untimedSteps {
        losses.append(try advance(&network, &optimizer, &pass, step: step))
      }
      var sum = 0.0
      let begin = ContinuousClock.now
      for step in 0..<options.steps {
        sum += try advance(&network, &optimizer, &pass, step: step)
      }
      let elapsed = ContinuousClock.now - begin
      guard sum.isFinite else { throw .nonFinite(what: "the losses", index: 0) }
      measurement.secondsPerStep.append(elapsed / .seconds(1) / Double(options.steps))
      measurement.losses = losses
    }
    return measurement
  }

  /// One step; the loss before it.
  @inline(__always)
  private func advance(
    _ network: inout MLP<Scalar>, _ optimizer: inout SGD<Scalar>,
    _ pass: inout Backpropagation<Scalar>, step: Int
  ) throws(CoreError) -> Double {
    let batch = batches[step % batches.count]
    let loss = try pass.lossAndGradient(network, batch.inputs, batch.targets)
    optimizer.update(&network, along: pass.gradient)
    return Double(loss)
  }
}
