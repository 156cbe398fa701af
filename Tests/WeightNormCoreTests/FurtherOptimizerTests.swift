import Testing

@testable import WeightNormCore

/// `optimizers.json`; see `make_optimizers.py` for the definitions.
private struct OptimizerFixture: Decodable, Sendable {
  struct LayerStart: Decodable, Sendable {
    let direction: [Double]
    let magnitude: [Double]
    let bias: [Double]
  }

  struct Problem: Decodable, Sendable {
    let sizes: [Int]
    let layers: [LayerStart]
    let inputs: [Double]
    let targets: [Double]
  }

  struct Case: Decodable, Sendable {
    let problem: Int
    let rule: String
    let rate: Double
    let decay: Double
    let beta1: Double?
    let beta2: Double?
    /// By framework: v, g and b, layer by layer.
    let ends: [String: [[Double]]]
  }

  let steps: Int
  let problems: [Problem]
  let cases: [Case]

  static let all = Result { try Fixture.load("optimizers.json", as: Self.self) }
}

extension OptimizerFixture.Problem {
  func makeModel() throws -> MLP<Double> {
    try MLP(
      layers.enumerated().map { index, start in
        let shape = (outputs: sizes[index + 1], inputs: sizes[index])
        return Layer(
          try WeightNormDense(
            direction: Matrix(
              rows: shape.outputs, columns: shape.inputs, elements: start.direction),
            magnitude: start.magnitude, bias: start.bias),
          activation: index + 1 < layers.count ? .tanh : .identity)
      })
  }

  func makeBatch() throws -> (x: Matrix<Double>, targets: Targets<Double>) {
    let rows = inputs.count / sizes[0]
    return (
      try Matrix(rows: rows, columns: sizes[0], elements: inputs),
      .values(try Matrix(rows: rows, columns: targets.count / rows, elements: targets))
    )
  }
}

extension OptimizerFixture.Case {
  /// With decay of v, decoupled or as a penalty in the gradient.
  func makeOptimizer() throws -> (any Optimizer<Double>, L2Penalty) {
    let rates = LearningRates(rate)
    let onDirection = WeightDecay(direction: decay)
    let (beta1, beta2) = (beta1 ?? 0, beta2 ?? 0)
    switch rule {
    case "sgdDecoupled": return (SGD(rates, momentum: beta1, decay: onDirection), L2Penalty())
    case "sgdCoupled": return (SGD(rates, momentum: beta1), L2Penalty(direction: decay))
    case "adamW":
      return (Adam(rates, beta1: beta1, beta2: beta2, decay: onDirection), L2Penalty())
    case "vectorAdam", "vectorAdamMomentum":
      return (
        Adam(rates, beta1: beta1, beta2: beta2, secondMoment: .perVector), L2Penalty()
      )
    case "projectedAdam":
      return (Adam(rates, beta1: beta1, beta2: beta2, projectsDirections: true), L2Penalty())
    case "lion":
      return (Lion(rates, beta1: beta1, beta2: beta2, decay: onDirection), L2Penalty())
    default: return (NormalizedDescent(rates), L2Penalty())
    }
  }
}

/// PyTorch and JAX trained the same networks by rules written there.
struct FurtherOptimizerTests {
  private static let rules: Set = [
    "sgdDecoupled", "sgdCoupled", "adamW", "vectorAdam", "vectorAdamMomentum", "projectedAdam",
    "lion", "normalized",
  ]

  /// v, g and b of each layer after all steps.
  private func ends(_ fixture: OptimizerFixture, _ index: Int) throws -> [[Double]] {
    let problem = fixture.problems[fixture.cases[index].problem]
    var model = try problem.makeModel()
    var (optimizer, penalty) = try fixture.cases[index].makeOptimizer()
    let (x, targets) = try problem.makeBatch()
    var pass = Backpropagation(for: model, batchSize: x.rows)
    for _ in 0..<fixture.steps {
      _ = try pass.lossAndGradient(model, x, targets)
      penalty.add(to: &pass.gradient, of: model)
      optimizer.update(&model, along: pass.gradient)
    }
    return model.layers.compactMap(\.weightNorm).flatMap {
      [Array($0.direction.elements), $0.magnitude, $0.bias]
    }
  }

  @Test func `two hundred steps end where both frameworks end`() throws {
    let fixture = try OptimizerFixture.all.get()
    #expect(Set(fixture.cases.map(\.rule)) == Self.rules && fixture.steps == 200)
    var worst: [String: Double] = [:]
    for (index, expected) in fixture.cases.enumerated() {
      let found = try ends(fixture, index)
      #expect(Set(expected.ends.keys) == ["torch", "jax"])
      for (framework, tensors) in expected.ends {
        let error = zip(found, tensors).map { relativeError($0, $1) }.reduce(0, max)
        // The frameworks themselves differ by 1e-13 where momentum swings.
        #expect(
          found.count == tensors.count && error < 1e-11,
          "\(framework) \(expected.rule) \(fixture.problems[expected.problem].sizes): \(error)")
        worst[framework] = max(worst[framework] ?? 0, error)
      }
    }
    print("optimizers.json, worst relative errors after 200 steps: \(worst)")
  }

  /// The control of the comparison.
  @Test func `decay in the gradient is another rule than decay beside it, with momentum`() throws {
    let fixture = try OptimizerFixture.all.get()
    func end(_ rule: String) throws -> [Double] {
      try #require(fixture.cases.first { $0.rule == rule }?.ends["torch"]?.first)
    }
    #expect(relativeError(try end("sgdCoupled"), try end("sgdDecoupled")) > 0.01)
  }
}
