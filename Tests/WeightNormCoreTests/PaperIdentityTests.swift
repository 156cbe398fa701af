import Testing

@testable import WeightNormCore

/// What Salimans & Kingma (2016) derive, over random layers. Errors in ∇v are measured by
/// |g|‖∇w‖/‖v‖, since ∇v itself can cancel to any smallness.
struct PaperIdentityTests {
  private static let seeds = 0..<40

  /// A random layer with the gradients of its own parameters and of its w.
  private struct Case {
    let problem: RandomProblem<Double>
    let dense: WeightNormDense<Double>
    let loss: Double
    let gradient: LayerGradient<Double>
    let weightGradient: Matrix<Double>

    init(_ seed: Int, _ parameterization: Parameterization = .trained) throws {
      problem = try RandomProblem(seed: seed, parameterization)
      dense = try #require(problem.model.firstWeightNorm)
      let (loss, gradients) = try problem.lossAndGradient(of: problem.model)
      self.loss = loss
      gradient = gradients[0]
      // Folded, w is a parameter, so that its gradient comes by another way.
      weightGradient = try problem.lossAndGradient(of: problem.model.folded()).1[0].matrix
    }

    /// Unit by unit: v, ∇v, ∇w, g.
    var units: [(v: [Double], dv: [Double], dw: [Double], g: Double)] {
      (0..<dense.outputSize).map {
        (
          Array(dense.direction[row: $0]), Array(gradient.matrix[row: $0]),
          Array(weightGradient[row: $0]), dense.magnitude[$0]
        )
      }
    }
  }

  @Test(arguments: seeds)
  func `v is orthogonal to its gradient`(_ seed: Int) throws {
    for unit in try Case(seed).units {
      let scale = unit.g.magnitude * Reduction.norm(unit.dw)
      #expect(abs(Reduction.dot(unit.v, unit.dv)) <= 1e-13 * scale)
    }
  }

  @Test(arguments: seeds)
  func `norm of w is the magnitude of g`(_ seed: Int) throws {
    let made = try Case(seed)
    let norms = try made.problem.model.layers[0].weight.rowNorms()
    #expect(relativeError(norms, made.dense.magnitude.map(\.magnitude)) < 1e-14)
  }

  @Test(arguments: seeds)
  func `gradients are those of equations 3 and 4`(_ seed: Int) throws {
    let made = try Case(seed)
    for (unit, slope) in zip(made.units, made.gradient.magnitude) {
      let norm = Reduction.norm(unit.v)
      let weightSlope = Reduction.norm(unit.dw)
      let dg = zip(unit.dw, unit.v).reduce(0) { $0 + $1.0 * $1.1 } / norm
      #expect(abs(slope - dg) <= 1e-13 * weightSlope)
      let equation3 = zip(unit.dw, unit.v).map {
        unit.g / norm * $0 - unit.g * dg / (norm * norm) * $1
      }
      let equation4 = zip(unit.dw, unit.v).map { unit.g / norm * ($0 - $1 / norm * dg) }
      let scale = unit.g.magnitude * weightSlope / norm
      for (index, dv) in unit.dv.enumerated() {
        #expect(abs(dv - equation3[index]) <= 1e-13 * scale)
        #expect(abs(dv - equation4[index]) <= 1e-13 * scale)
      }
    }
  }

  @Test(arguments: seeds, [1e-3, 0.1, 3, 1e3])
  func `loss ignores the length of v, and its gradient falls with it`(
    _ seed: Int, _ c: Double
  ) throws {
    let made = try Case(seed)
    var dense = made.dense
    for index in dense.direction.elements.indices { dense.direction.elements[index] *= c }
    var scaled = made.problem.model
    scaled.firstWeightNorm = dense
    let (loss, gradient) = try made.problem.lossAndGradient(of: scaled)
    #expect(abs(loss - made.loss) <= 1e-13 * made.loss)
    for (unit, row) in zip(made.units, gradient[0].matrix.rowArrays) {
      let scale = unit.g.magnitude * Reduction.norm(unit.dw) / Reduction.norm(unit.v)
      for (found, expected) in zip(row, unit.dv) {
        #expect(abs(found * c - expected) <= 1e-13 * scale)
      }
    }
  }

  @Test(arguments: seeds)
  func `slope in s = ln g is g times the slope in g`(_ seed: Int) throws {
    let logarithmic = try Case(seed, .logarithmic)
    let trained = try WeightNormDense(
      direction: logarithmic.dense.direction, magnitude: logarithmic.dense.magnitude,
      bias: logarithmic.dense.bias)
    var model = logarithmic.problem.model
    model.firstWeightNorm = trained
    let gradient = try logarithmic.problem.lossAndGradient(of: model).1[0]
    let expected = zip(trained.magnitude, gradient.magnitude).map { $0 * $1 }
    #expect(relativeError(logarithmic.gradient.magnitude, expected) < 1e-15)
    #expect(logarithmic.gradient.matrix == gradient.matrix)
  }

  @Test(arguments: seeds)
  func `slope in gamma is the square root of the fan-in times the slope in g`(
    _ seed: Int
  ) throws {
    let scaled = try Case(seed, .scaled)
    let root = Double(scaled.dense.inputSize).squareRoot()
    let trained = try WeightNormDense(
      direction: scaled.dense.direction, magnitude: scaled.dense.magnitude,
      bias: scaled.dense.bias)
    #expect(trained.magnitude == scaled.dense.magnitudeParameter.map { root * $0 })
    var model = scaled.problem.model
    model.firstWeightNorm = trained
    let gradient = try scaled.problem.lossAndGradient(of: model).1[0]
    #expect(scaled.gradient.magnitude == gradient.magnitude.map { root * $0 })
    #expect(scaled.gradient.matrix == gradient.matrix)
  }

  @Test(arguments: seeds)
  func `a step of plain SGD grows v by Pythagoras`(_ seed: Int) throws {
    let made = try Case(seed)
    let rate = 0.3
    var model = made.problem.model
    var optimizer = SGD<Double>(LearningRates(rate))
    optimizer.update(&model, along: [made.gradient])
    let grown = try #require(model.firstWeightNorm).direction
    for (unit, row) in zip(made.units, grown.rowArrays) {
      let expected =
        Reduction.dot(unit.v, unit.v) + rate * rate * Reduction.dot(unit.dv, unit.dv)
      let scale = expected + rate * unit.g.magnitude * Reduction.norm(unit.dw)
      #expect(abs(Reduction.dot(row, row) - expected) <= 1e-13 * scale)
    }
  }

  @Test(arguments: seeds)
  func `changing g alone keeps the ratios within w`(_ seed: Int) throws {
    let made = try Case(seed)
    var model = made.problem.model
    model.firstWeightNorm?.magnitudeParameter = made.dense.magnitude.map { $0 * 7.3 }
    let before = try made.problem.model.layers[0].weight.elements
    let after = try model.layers[0].weight.elements
    #expect(relativeError(after, before.map { $0 * 7.3 }) < 1e-15)
  }
}
