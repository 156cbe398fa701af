import Testing

@testable import WeightNormCore

struct FoldingTests {
  @Test(arguments: 0..<20, Parameterization.allCases)
  func `a folded network has the same outputs to the bit`(
    _ seed: Int, _ parameterization: Parameterization
  ) throws {
    let problem = try RandomProblem<Float>(seed: seed, sizes: [7, 5, 1, 3], parameterization)
    let folded = try problem.model.folded()
    #expect(try folded(problem.x).bitPatterns == problem.model(problem.x).bitPatterns)
    #expect(folded.layers.allSatisfy { !$0.isWeightNormalized })
    #expect(folded.layers.map(\.activation) == problem.model.layers.map(\.activation))
    #expect(try folded.folded() == folded)
  }

  @Test func `weight follows v and g at once`() throws {
    var model = try RandomProblem<Double>(seed: 1, sizes: [3, 2], .trained).model
    let before = try model.layers[0].weight
    model.firstWeightNorm?.magnitudeParameter[0] *= 2
    let after = try model.layers[0].weight
    #expect(after.rowArrays[0] == before.rowArrays[0].map { $0 * 2 })
    #expect(after.rowArrays[1] == before.rowArrays[1])
  }
}
