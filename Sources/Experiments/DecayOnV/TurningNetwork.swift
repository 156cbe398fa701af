internal import WeightNormCore

/// One run of the network of part (a): how far the units of each layer turn in a step at the end.
struct TurningNetwork: Sendable {
  /// What a run is of.
  struct Run: Equatable, Sendable {
    var product: Double
    var startFactor: Double
    var seed: Int
  }

  let run: Run
  /// The mean square of the angle of a step, over the measured steps: [layer][unit].
  private(set) var squaredAngles: [[Double]]

  init(
    _ specification: DecayOnV.NetworkSpecification, _ run: Run, data: LabeledData
  ) throws(CoreError) {
    self.run = run
    let experiment = "\(DecayOnV.id)/network"
    var start = RandomStream(experiment: experiment, .initialization, seed: run.seed)
    var network = try MLP<Float>.he(sizes: specification.sizes, hidden: .relu, from: &start)
      .weightNormalized()
    network.forEachParameter { role, parameter in
      guard role == .direction else { return }
      for index in parameter.indices { parameter[index] *= Float(run.startFactor) }
    }
    var order = BatchOrder(
      rows: data.trainLabels.count, batchSize: specification.batchSize,
      from: RandomStream(experiment: experiment, .order, seed: run.seed))
    var optimizer = SGD<Float>(LearningRates(specification.rate))
    let penalty = L2Penalty(direction: run.product / specification.rate)
    var pass = Backpropagation(for: network, batchSize: specification.batchSize)
    var batch = Matrix<Float>(rows: specification.batchSize, columns: data.inputSize)
    let steps = specification.epochs * order.batchesPerEpoch
    let measured = max(1, Int(specification.measuredShare * Double(steps)))
    squaredAngles = network.layers.map { [Double](repeating: 0, count: $0.outputSize) }
    for step in 0..<steps {
      let rows = order.next()
      data.copyTrainRows(rows, into: &batch)
      let targets = Targets<Float>.labels(rows.map { data.trainLabels[$0] })
      _ = try pass.lossAndGradient(network, batch, targets)
      penalty.add(to: &pass.gradient, of: network)
      let before = step >= steps - measured ? network : nil
      optimizer.update(&network, along: pass.gradient)
      guard let before else { continue }
      for layer in squaredAngles.indices {
        let angles = network.directions(layer).angles(to: before.directions(layer))
        for unit in angles.indices {
          squaredAngles[layer][unit] += angles[unit] * angles[unit] / Double(measured)
        }
      }
    }
  }
}

extension DecayOnV.NetworkSpecification {
  var runs: [TurningNetwork.Run] {
    products.flatMap { product in
      startFactors.flatMap { factor in
        seeds.map { TurningNetwork.Run(product: product, startFactor: factor, seed: $0) }
      }
    }
  }
}
