import Testing

@testable import WeightNormCore

struct LearningRateTests {
  @Test func `roles without a rate of their own have the base rate`() {
    let rates = LearningRates(0.1, magnitude: 0.2, direction: 0.3)
    #expect(ParameterRole.allCases.map { rates[$0] } == [0.1, 0.3, 0.2, 0.1, 0.1])
    #expect(ParameterRole.allCases.allSatisfy { LearningRates(0.1)[$0] == 0.1 })
  }

  @Test func `g, v and b move by their own rates`() throws {
    var problem = try RandomProblem<Double>(seed: 4, sizes: [5, 3], .trained)
    let before = try #require(problem.model.firstWeightNorm)
    let gradient = try problem.lossAndGradient(of: problem.model).1[0]
    let rates = LearningRates(0.1, magnitude: 0.2, direction: 0.3)
    _ = try problem.train(SGD(rates), steps: 1)
    let after = try #require(problem.model.firstWeightNorm)
    func moved(
      _ p: some Collection<Double>, _ gradient: some Collection<Double>, _ rate: Double
    ) -> [Double] {
      zip(p, gradient).map { $0 - rate * $1 }
    }
    #expect(after.magnitude == moved(before.magnitude, gradient.magnitude, 0.2))
    #expect(
      Array(after.direction.elements)
        == moved(before.direction.elements, gradient.matrix.elements, 0.3))
    #expect(after.bias == moved(before.bias, gradient.bias, 0.1))
  }

  @Test(arguments: OptimizerRule.allCases)
  func `a rate of 0 for v leaves the direction of w`(_ rule: OptimizerRule) throws {
    var problem = try RandomProblem<Double>(seed: 5, sizes: [5, 3], .trained)
    let before = try #require(problem.model.firstWeightNorm)
    _ = try problem.train(
      rule.optimizer(LearningRates(0.1, direction: 0)), steps: 10)
    let after = try #require(problem.model.firstWeightNorm)
    #expect(after.direction == before.direction)
    #expect(after.magnitude != before.magnitude)
  }

  @Test(arguments: OptimizerRule.allCases)
  func `a frozen g does not move`(_ rule: OptimizerRule) throws {
    var problem = try RandomProblem<Double>(seed: 6, sizes: [5, 4, 3], .frozen)
    let before = problem.model
    _ = try problem.train(rule.optimizer(LearningRates(0.1, magnitude: 5)), steps: 10)
    for (layer, old) in zip(problem.model.layers, before.layers) {
      #expect(layer.weightNorm?.magnitude == old.weightNorm?.magnitude)
      #expect(layer.weightNorm?.direction != old.weightNorm?.direction)
      #expect(layer.bias != old.bias)
    }
  }

  @Test(arguments: OptimizerRule.allCases, Parameterization.allCases)
  func `training lowers the loss`(
    _ rule: OptimizerRule, _ parameterization: Parameterization
  ) throws {
    var problem = try RandomProblem<Float>(
      seed: 7, sizes: [5, 8, 3], batchSize: 20, parameterization)
    let losses = try problem.train(rule.optimizer(LearningRates(0.01)), steps: 40)
    let (first, last) = (try #require(losses.first), try #require(losses.last))
    #expect(last < first)
  }

  @Test func `a logarithmic magnitude stays positive under a huge rate`() throws {
    var problem = try RandomProblem<Double>(seed: 8, sizes: [5, 3], .logarithmic)
    _ = try problem.train(SGD(LearningRates(0.1, magnitude: 50)), steps: 3)
    let dense = try #require(problem.model.firstWeightNorm)
    #expect(dense.magnitude.allSatisfy { $0 >= 0 })
  }
}
