internal import Runs
internal import WeightNormCore

/// The examples of one seed and their solutions.
struct ImplicitBiasProblem: Sendable {
  let specification: ImplicitBias.Specification
  let data: RegressionStream.Batch
  /// An orthonormal basis of the span of the examples.
  let basis: [[Double]]
  /// The shortest w with Xw = y.
  let shortest: [Double]
  let startDirection: [Double]

  init(_ specification: ImplicitBias.Specification, seed: Int) {
    var stream = RandomStream(experiment: ImplicitBias.id, .data, seed: seed)
    var start = RandomStream(experiment: ImplicitBias.id, .initialization, seed: seed)
    let target = stream.direction(specification.inputSize).scaled(by: specification.targetNorm)
    let data = RegressionStream.Batch(
      rows: specification.samples, of: target, noise: 0, from: &stream)
    basis = (0..<specification.samples).reduce(into: []) { basis, row in
      let rest = Array(data.inputs[row: row]).perpendicular(to: basis)
      basis.append(rest.scaled(by: 1 / rest.norm))
    }
    shortest = target.subtracting(target.perpendicular(to: basis))
    startDirection = start.direction(specification.inputSize)
    self.data = data
    self.specification = specification
  }

  /// P₀w: what is left of w without its part in the span of the examples.
  func nullPart(_ w: [Double]) -> [Double] { w.perpendicular(to: basis) }

  /// One from every start at every ρ, starts within ρ.
  func runs() throws -> [ImplicitBiasRun] {
    let startNull = nullPart(startDirection).norm
    let magnitudes = specification.starts.map { $0 * shortest.norm }
    let standard = try magnitudes.map { g in
      try path(Neuron(weight: startDirection.scaled(by: g)), rateRatio: 1)
    }
    return try specification.rateRatios.flatMap { ratio in
      try zip(magnitudes, standard).map { g, standard in
        let neuron = try Neuron(
          direction: startDirection.scaled(by: specification.directionNorm), magnitude: g)
        return ImplicitBiasRun(
          law: ImplicitBiasLaw(
            rateRatio: ratio, directionNorm: specification.directionNorm, startMagnitude: g,
            startNull: startNull),
          normalized: try path(neuron, rateRatio: ratio), standard: standard)
      }
    }
  }

  private func path(_ start: Neuron, rateRatio: Double) throws(CoreError) -> ImplicitBiasPath {
    var neuron = start
    var optimizer: any Optimizer<Double> = SGD(
      LearningRates(specification.rate, magnitude: specification.rate / rateRatio, bias: 0))
    var pass = Backpropagation(for: neuron.network, batchSize: specification.samples)
    let targets = try data.targets(neurons: 1)
    let kept = Thinning.logarithmic.positions(of: specification.stepLimit + 1)
    var path = ImplicitBiasPath()
    var step = 0
    while !path.isSolved, step < specification.stepLimit {
      if kept[path.steps.count] == step {
        path.append(nullPart(try neuron.weight()).norm, step: step)
      }
      // The loss is ½·mean of squares, which is half the square of the residual.
      let loss = try neuron.step(on: data.inputs, targets, pass: &pass, optimizer: &optimizer)
      path.isSolved = (2 * loss).squareRoot() <= specification.residual
      step += 1
    }
    path.append(nullPart(try neuron.weight()).norm, step: step)
    path.magnitude = neuron.magnitude
    return path
  }
}

extension [Double] {
  /// What is left without the parts along the vectors of an orthonormal basis, taken twice against
  /// rounding.
  fileprivate func perpendicular(to basis: [[Double]]) -> [Double] {
    var rest = self
    for _ in 0..<2 {
      for vector in basis {
        let part = rest.dot(vector)
        for index in rest.indices { rest[index] -= part * vector[index] }
      }
    }
    return rest
  }
}
