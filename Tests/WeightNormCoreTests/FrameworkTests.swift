import Testing

@testable import WeightNormCore

/// PyTorch's weight normalization and optimizers, and hand-written ones under JAX's automatic
/// differentiation, trained the same networks from the same numbers.
struct FrameworkTests {
  // Sums in other orders differ by some roundings; 1e-12 allows a few thousand.
  private static let tolerance = 1e-12
  // A start moved by 1e-13 ends within 1e-10 in every case, so 1e-9 allows for both sides' roundings.
  private static let toleranceAfter200 = 1e-9

  @Test(arguments: try Discrepancy.all.get())
  func `forward pass, loss and gradients agree`(_ found: Discrepancy) {
    #expect(found.outputs <= Self.tolerance)
    #expect(found.initialLoss <= Self.tolerance)
    #expect(found.inputGradient <= Self.tolerance)
    #expect(found.gradients <= Self.tolerance)
  }

  @Test(arguments: try Discrepancy.all.get())
  func `training agrees after 1 step, after 200, and in its losses`(_ found: Discrepancy) {
    #expect(found.afterOne <= Self.tolerance)
    #expect(found.after200 <= Self.toleranceAfter200)
    #expect(found.losses <= Self.toleranceAfter200)
  }

  @Test(arguments: ["torch", "jax"])
  func `every kind of layer and rule is among the cases`(_ framework: String) throws {
    let cases = try Fixture.load("\(framework).json", as: FrameworkFixture.self).cases
    let kinds = Set(
      cases.flatMap { fixture in
        fixture.layers.map {
          "\($0.isWeightNormalized ? $0.form : "standard") \(fixture.optimizer.rule)"
        }
      })
    for parameterization in Parameterization.allCases {
      for rule in [OptimizerRule.sgd, .heavyBall, .adam] {
        #expect(kinds.contains("\(parameterization) \(rule)"))
      }
    }
    #expect(cases.contains { $0.optimizer.learningRate != $0.optimizer.magnitudeLearningRate })
  }

  @Test(arguments: ["torch", "jax"])
  func `worst relative errors can be quoted`(_ framework: String) throws {
    let found = try Discrepancy.all.get().filter { $0.framework == framework }
    func worst(_ value: KeyPath<Discrepancy, Double> & Sendable) -> Double {
      found.map { $0[keyPath: value] }.reduce(0, max)
    }
    let text = """
      \(framework), \(found.count) cases, worst relative errors: outputs \(worst(\.outputs)), \
      initial loss \(worst(\.initialLoss)), input gradient \(worst(\.inputGradient)), \
      gradients \(worst(\.gradients)), after 1 step \(worst(\.afterOne)), \
      after 200 steps \(worst(\.after200)), losses \(worst(\.losses))
      """
    print(text)
    Attachment.record(text, named: "\(framework)-errors.txt")
    #expect(found.count >= 40)
  }

  @Test func `a wrong rule is told from the right one`() throws {
    let fixture = try #require(
      try Fixture.load("torch.json", as: FrameworkFixture.self).cases.first {
        $0.optimizer.rule == .heavyBall && $0.layers[0].isWeightNormalized
      })
    var model = try fixture.makeModel()
    let (x, targets) = try fixture.makeBatch()
    var pass = Backpropagation(for: model, batchSize: x.rows)
    var optimizer: any Optimizer<Double> = SGD(
      LearningRates(fixture.optimizer.learningRate), momentum: 0.9, isNesterov: true)
    _ = try pass.lossAndGradient(model, x, targets)
    optimizer.update(&model, along: pass.gradient)
    #expect(relativeError(model.layers[0].bias, fixture.afterOne[0].bias) > 1e-6)
  }
}
