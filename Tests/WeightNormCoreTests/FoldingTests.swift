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

  @Test(arguments: 0..<5, Parameterization.allCases)
  func `a folded layer is the layer of the folded network`(
    _ seed: Int, _ parameterization: Parameterization
  ) throws {
    var model = try RandomProblem<Float>(seed: seed, sizes: [7, 5, 1, 3], parameterization).model
    model.layers[0].normalizeBatches(.full)
    model.layers[1].normalizeBatches(.meanOnly)
    #expect(try model.layers.map { layer in try layer.folded() } == model.folded().layers)
  }

  @Test func `a layer of no direction does not fold`() throws {
    let dense = try WeightNormDense<Float>(
      direction: Matrix(rows: 2, columns: 1, elements: [1, 0]), magnitude: [1, 1], bias: [0, 0])
    #expect(throws: CoreError.zeroNorm(unit: 1)) { try Layer(dense).folded() }
  }

  /// A call keeps nothing for gradients, and has the bits of the pass that does.
  @Test(arguments: 0..<10, Parameterization.allCases)
  func `a call gives the outputs of a pass, to the bit`(
    _ seed: Int, _ parameterization: Parameterization
  ) throws {
    for form in [nil, .full, .meanOnly] as [BatchNormalization<Float>.Form?] {
      var problem = try RandomProblem<Float>(seed: seed, sizes: [7, 17, 1, 3], parameterization)
      if let form { for index in 0..<2 { problem.model.layers[index].normalizeBatches(form) } }
      var pass = Backpropagation(for: problem.model, batchSize: problem.x.rows)
      _ = try pass.lossAndGradient(problem.model, problem.x, problem.targets)
      pass.updateRunningStatistics(of: &problem.model)
      let expected = try pass.predict(problem.model, problem.x)
      #expect(try problem.model(problem.x).bitPatterns == expected.bitPatterns)
      let loss = try pass.loss(problem.model, problem.x, problem.targets)
      #expect(try problem.model.loss(problem.x, problem.targets) == loss)
    }
  }

  /// A call takes parts of 512 rows.
  @Test(arguments: [511, 512, 513, 1024, 1400])
  func `a call on many rows gives the outputs and the loss of a pass`(_ rows: Int) throws {
    let model = try RandomProblem<Float>(seed: 1, sizes: [7, 17, 3], .trained).model
    var stream = RandomStream(named: "folding/data/\(rows)")
    let x = Matrix<Float>(rows: rows, columns: 7, standardDeviation: 1, from: &stream)
    let labels = Targets<Float>.labels((0..<rows).map { $0 % 3 })
    var pass = Backpropagation(for: model, batchSize: rows)
    #expect(try model(x).bitPatterns == pass.predict(model, x).bitPatterns)
    #expect(try model.loss(x, labels) == pass.loss(model, x, labels))
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
