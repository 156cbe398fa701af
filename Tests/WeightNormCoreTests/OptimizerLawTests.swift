import Testing

@testable import WeightNormCore

/// What each of the further rules does where it can be worked out by hand.
struct OptimizerLawTests {
  /// One row of v, or of w, under given gradients.
  private func path(
    _ rule: some Optimizer<Double>, from start: [Double], _ gradients: [[Double]],
    isWeightNormalized: Bool = true
  ) throws -> [[Double]] {
    var rule = rule
    let row = try Matrix(rows: 1, columns: start.count, elements: start)
    var model = try MLP([
      isWeightNormalized
        ? Layer(WeightNormDense(direction: row, magnitude: [1], bias: [0]))
        : Layer(Dense(weight: row, bias: [0]))
    ])
    var gradient = model.layers.map(LayerGradient.init(of:))
    return [start]
      + gradients.map {
        for (index, slope) in $0.enumerated() { gradient[0].matrix.elements[index] = slope }
        rule.update(&model, along: gradient)
        let dense = model.layers[0].weightNorm
        return Array(dense?.direction.elements ?? (try? model.layers[0].weight.elements) ?? [])
      }
  }

  private func decaying(_ factor: Double, from start: Double, by step: Double, _ n: Int) -> Double {
    (0..<n).reduce(start) { p, _ in factor * p - step }
  }

  @Test(arguments: [0.0, 0.3])
  func `Lion and Adam move by the rate under a constant gradient, and decay beside it`(
    _ strength: Double
  ) throws {
    let decay = WeightDecay(direction: strength)
    let gradients = [[Double]](repeating: [5, -2, 0], count: 40)
    for rule in [
      Lion<Double>(LearningRates(0.1), decay: decay) as any Optimizer<Double>,
      Adam<Double>(LearningRates(0.1), epsilon: 0, decay: decay),
    ] {
      // 0/0 without ε; so Adam gets no third element.
      let isLion = rule is Lion<Double>
      let slopes = isLion ? gradients : gradients.map { Array($0.prefix(2)) }
      let start = isLion ? [1.0, 2, 3] : [1, 2]
      let end = try #require(try path(rule, from: start, slopes).last)
      for (index, step) in [0.1, -0.1, 0].prefix(start.count).enumerated() {
        let expected = decaying(1 - 0.1 * strength, from: start[index], by: step, 40)
        #expect(abs(end[index] - expected) < 1e-12)
      }
    }
  }

  @Test func `Lion's step is the sign of one mean, and another is kept`() throws {
    // c = 0.9·m + 0.1·∇ with m = 0.01·1 is negative at ∇ = −0.1, and positive at ∇ = −0.08.
    let found = try path(Lion(LearningRates(0.5)), from: [0, 0], [[1, 1], [-0.1, -0.08]])
    #expect(found == [[0, 0], [-0.5, -0.5], [0, -1]])
  }

  @Test func `decay beside plain descent is a penalty in its gradient`() throws {
    var first = try RandomProblem<Double>(seed: 9, sizes: [5, 3], .trained)
    let start = first.model
    _ = try first.train(SGD(LearningRates(0.1), decay: WeightDecay(direction: 0.2)), steps: 30)
    var (model, optimizer) = (start, SGD<Double>(LearningRates(0.1)))
    var pass = Backpropagation(for: model, batchSize: first.x.rows)
    for _ in 0..<30 {
      _ = try pass.lossAndGradient(model, first.x, first.targets)
      L2Penalty(direction: 0.2).add(to: &pass.gradient, of: model)
      optimizer.update(&model, along: pass.gradient)
    }
    let (one, other) = (
      try #require(first.model.firstWeightNorm), try #require(model.firstWeightNorm)
    )
    #expect(relativeError(Array(one.direction.elements), Array(other.direction.elements)) < 1e-13)
    #expect(relativeError(one.magnitude, other.magnitude) < 1e-13)
  }

  @Test(arguments: ParameterRole.allCases)
  func `decay is of the role that it names`(_ role: ParameterRole) throws {
    var decay = WeightDecay()
    switch role {
    case .weight: decay.weight = 0.5
    case .direction: decay.direction = 0.5
    case .magnitude: decay.magnitude = 0.5
    case .gain: decay.gain = 0.5
    case .bias: decay.bias = 0.5
    }
    #expect(ParameterRole.allCases.allSatisfy { decay[$0] == ($0 == role ? 0.5 : 0) })
    for parameterization in [Parameterization.standard, .trained] {
      var model = try RandomProblem<Double>(seed: 3, sizes: [3, 2], parameterization).model
      model.layers[0].normalizeBatches(.full)
      var (before, after): ([[Double]], [[Double]]) = ([], [])
      model.forEachParameter { _, p in before.append(p.indices.map { p[$0] }) }
      var optimizer = SGD<Double>(LearningRates(0.5), decay: decay)
      optimizer.update(&model, along: model.layers.map(LayerGradient.init(of:)))
      var roles: [ParameterRole] = []
      model.forEachParameter { role, p in
        roles.append(role)
        after.append(p.indices.map { p[$0] })
      }
      for (index, found) in roles.enumerated() {
        #expect(after[index] == before[index].map { found == role ? 0.75 * $0 : $0 })
      }
    }
  }

  @Test func `one second moment a vector keeps the direction of the gradient`() throws {
    let rule = Adam<Double>(LearningRates(0.1), beta1: 0, epsilon: 0, secondMoment: .perVector)
    let found = try path(rule, from: [0, 0], [[3, 4], [3, 4]])
    // (3, 4) over the root of the mean of 9 and 16.
    let step = [3.0, 4].map { 0.1 * $0 / 12.5.squareRoot() }
    #expect(relativeError(found[1], step.map { -$0 }) < 1e-14)
    #expect(relativeError(found[2], step.map { -2 * $0 }) < 1e-12)
  }

  @Test(arguments: [0, 0.9])
  func `for vectors of one element it is Adam, to the bit`(_ beta1: Double) throws {
    var one = try RandomProblem<Float>(seed: 1, sizes: [1, 1, 1], .standard)
    var other = one
    _ = try one.train(Adam(LearningRates(0.01), beta1: beta1), steps: 50)
    _ = try other.train(
      Adam(LearningRates(0.01), beta1: beta1, secondMoment: .perVector), steps: 50)
    #expect(one.model == other.model)
  }

  @Test(arguments: [OptimizerRule.vectorAdam, .projectedAdam, .normalized, .lion])
  func `a row moves as it would alone`(_ rule: OptimizerRule) throws {
    let rows: [[Double]] = [[1, 2, -1], [0.1, 0, 3]]
    let slopes: [[[Double]]] = [[[2, -1, 0.5], [1e-3, 5, 1]], [[0.3, 1, 1], [0, 0, -2]]]
    var optimizer: any Optimizer<Double> = rule.optimizer(LearningRates(0.1))
    var model = try MLP([
      Layer(
        WeightNormDense(
          direction: Matrix(rows: 2, columns: 3, elements: rows.flatMap(\.self)),
          magnitude: [1, 1], bias: [0, 0]))
    ])
    var gradient = model.layers.map(LayerGradient.init(of:))
    for step in slopes {
      for (index, slope) in step.joined().enumerated() {
        gradient[0].matrix.elements[index] = slope
      }
      optimizer.update(&model, along: gradient)
    }
    for row in 0..<2 {
      let alone = try path(
        rule.optimizer(LearningRates(0.1), of: Double.self), from: rows[row],
        slopes.map { $0[row] })
      #expect(try #require(model.firstWeightNorm).direction.rowArrays[row] == alone.last)
    }
  }

  @Test func `a projected step loses its part along v`() throws {
    // Adam's first step is the rate times the signs: (1, −1) less its part −1/25 along (3, 4).
    let rule = Adam<Double>(LearningRates(0.1), epsilon: 0, projectsDirections: true)
    let found = try path(rule, from: [3, 4], [[4, -3]])
    #expect(relativeError(found[1], [3 - 0.112, 4 + 0.084]) < 1e-14)
    let plain = try path(
      Adam<Double>(LearningRates(0.1)), from: [3, 4], [[4, -3]], isWeightNormalized: false)
    #expect(
      try path(
        Adam<Double>(LearningRates(0.1), projectsDirections: true), from: [3, 4], [[4, -3]],
        isWeightNormalized: false) == plain)
  }

  /// Squares of the first underflow, of the second overflow.
  @Test(arguments: [1e-200, 1e200])
  func `lengths beyond the range of squares project alike`(_ length: Double) throws {
    let rule = Adam<Double>(
      LearningRates(0.1 * length), epsilon: 0, projectsDirections: true)
    let found = try path(rule, from: [3 * length, 4 * length], [[4, -3]])
    #expect(relativeError(found[1].map { $0 / length }, [3 - 0.112, 4 + 0.084]) < 1e-14)
  }

  @Test func `a row of one element keeps its place under projection`() throws {
    let found = try path(
      Adam<Double>(LearningRates(0.1), projectsDirections: true), from: [2], [[3], [-1]])
    #expect(found.allSatisfy { abs($0[0] - 2) < 1e-15 })
  }

  @Test func `normalized steps have one length, and no gradient is no step`() throws {
    let found = try path(
      NormalizedDescent(LearningRates(0.5)), from: [1, 1], [[3, 4], [0, 0], [-3e-200, 4e-200]])
    #expect(relativeError(found[1], [0.7, 0.6]) < 1e-15)
    #expect(found[2] == found[1])
    #expect(relativeError(found[3], [1, 0.2]) < 1e-15)
  }

  @Test(arguments: [[5, 3], [3, 7, 2], [2, 1]])
  func `under normalized steps the square of v's length grows by the square of the rate`(
    _ sizes: [Int]
  ) throws {
    var problem = try RandomProblem<Double>(seed: 2, sizes: sizes, batchSize: 4, .trained)
    let before = problem.model.layers.compactMap { $0.weightNorm?.directionNorms }
    _ = try problem.train(NormalizedDescent(LearningRates(0.05)), steps: 100)
    let after = problem.model.layers.compactMap { $0.weightNorm?.directionNorms }
    for (old, new) in zip(before.joined(), after.joined()) {
      #expect(abs(new * new - old * old - 0.25) < 1e-11)
    }
  }
}
