import Testing

@testable import WeightNormCore

/// v := w with g = ‖v‖: the function is the standard one, and so is the first step to first order.
struct FirstStepTests {
  private static let seeds = 0..<20

  private func make(_ seed: Int) throws -> RandomProblem<Double> {
    try RandomProblem(seed: seed, sizes: [5, 7, 3], batchSize: 9, .standard)
  }

  /// The largest difference of w after one step of plain SGD in both parameterizations.
  private func mismatch(_ problem: RandomProblem<Double>, rate: Double) throws -> Double {
    var standard = problem
    var weightNorm = problem
    weightNorm.model = try problem.model.weightNormalized()
    _ = try standard.train(SGD(LearningRates(rate)), steps: 1)
    _ = try weightNorm.train(SGD(LearningRates(rate)), steps: 1)
    let pairs = zip(
      try weightNorm.model.folded().parameters, try standard.model.folded().parameters)
    return pairs.reduce(0) { max($0, abs($1.0 - $1.1)) }
  }

  @Test(arguments: seeds)
  func `function stays the same to the bit`(_ seed: Int) throws {
    let problem = try make(seed)
    let weightNorm = try problem.model.weightNormalized()
    #expect(try weightNorm(problem.x).bitPatterns == problem.model(problem.x).bitPatterns)
    #expect(
      try problem.lossAndGradient(of: weightNorm).0.bitPattern
        == problem.lossAndGradient(of: problem.model).0.bitPattern)
  }

  @Test(arguments: seeds)
  func `first step differs from the standard one by the square of the rate`(_ seed: Int) throws {
    let problem = try make(seed)
    let ratio = try mismatch(problem, rate: 1e-3) / mismatch(problem, rate: 1e-4)
    #expect(abs(ratio - 100) < 5)
  }

  @Test(arguments: seeds)
  func `with another length of v the first step differs in first order`(_ seed: Int) throws {
    var problem = try make(seed)
    problem.model = try problem.model.weightNormalized(start: .constant(1))
    var standard = problem
    standard.model = try problem.model.folded()
    func mismatch(_ rate: Double) throws -> Double {
      var one = problem
      var other = standard
      _ = try one.train(SGD(LearningRates(rate)), steps: 1)
      _ = try other.train(SGD(LearningRates(rate)), steps: 1)
      return try zip(one.model.folded().parameters, other.model.parameters)
        .reduce(0) { max($0, abs($1.0 - $1.1)) }
    }
    let ratio = try mismatch(1e-4) / mismatch(1e-5)
    #expect(abs(ratio - 10) < 0.5)
  }
}
