import Testing

@testable import WeightNormCore

struct GradientCheckTests {
  /// A network whose gradients are compared with central differences.
  struct Case: CustomTestStringConvertible, Sendable {
    let parameterization: Parameterization
    let activation: Activation
    let loss: RandomLoss
    let sizes: [Int]

    var testDescription: String { "\(parameterization) \(activation) \(loss) \(sizes)" }

    static let all = Parameterization.allCases.flatMap { parameterization in
      Activation.allCases.flatMap { activation in
        RandomLoss.allCases.flatMap { loss in
          [[4, 3], [1, 3], [3, 1], [5, 7, 3], [2, 1, 4, 2]].map {
            Case(
              parameterization: parameterization, activation: activation, loss: loss, sizes: $0)
          }
        }
      }
    }
  }

  // Central differences of step h are off by h² and by ε/h: about 1e-10 in all, and more where the
  // gradient is small against the loss.
  private static let tolerance = 1e-6

  @Test(arguments: Case.all)
  func `backpropagation agrees with central differences`(_ made: Case) throws {
    let problem = try RandomProblem<Double>(
      seed: 5, sizes: made.sizes, batchSize: 6, made.parameterization,
      activation: made.activation, loss: made.loss)
    let error = try GradientCheck.worstError(of: problem.model, problem.x, problem.targets)
    #expect(error < Self.tolerance)
  }

  @Test(arguments: Parameterization.allCases)
  func `input gradient agrees with central differences`(_ made: Parameterization) throws {
    let problem = try RandomProblem<Double>(seed: 6, sizes: [4, 5, 2], batchSize: 3, made)
    var pass = Backpropagation(for: problem.model, batchSize: 3)
    let analytic = try pass.lossAndInputGradient(problem.model, problem.x, problem.targets)
      .inputGradient.elements
    let numeric = try analytic.indices.map { index in
      func loss(_ h: Double) throws -> Double {
        var x = problem.x
        x.elements[index] += h
        return try pass.loss(problem.model, x, problem.targets)
      }
      return try (loss(1e-5) - loss(-1e-5)) / 2e-5
    }
    #expect(relativeError(analytic, numeric) < Self.tolerance)
  }

  @Test func `a step too large for the curvature is reported`() throws {
    let problem = try RandomProblem<Double>(seed: 5, sizes: [5, 7, 3], .trained)
    let error = try GradientCheck.worstError(
      of: problem.model, problem.x, problem.targets, step: 1)
    #expect(error > 0.01)
  }

  @Test func `a step lost in rounding is reported`() throws {
    let problem = try RandomProblem<Double>(seed: 5, sizes: [5, 7, 3], .trained)
    let error = try GradientCheck.worstError(
      of: problem.model, problem.x, problem.targets, step: 1e-15)
    #expect(error > 0.01)
  }

  /// At the kink of ReLU backpropagation says 0 and central differences say one half.
  @Test func `a gradient that is wrong by one half is reported`() throws {
    let dense = try Dense<Double>(weight: Matrix(rows: 1, columns: 1), bias: [0])
    let model = try MLP([
      Layer(dense, activation: .relu),
      Layer(
        Dense(weight: Matrix(rows: 1, columns: 1, repeating: 1), bias: [0])),
    ])
    let error = try GradientCheck.worstError(
      of: model, Matrix(rows: 1, columns: 1, repeating: 1),
      .values(Matrix(rows: 1, columns: 1, repeating: 3)))
    #expect(error > 0.4)
  }

  @Test func `a gradient that is not a number is reported`() throws {
    let dense = try Dense(
      weight: Matrix(rows: 1, columns: 2, elements: [Double.infinity, -.infinity]), bias: [0])
    let error = try GradientCheck.worstError(
      of: MLP([Layer(dense)]), Matrix(rows: 1, columns: 2, repeating: 1),
      .values(Matrix(rows: 1, columns: 1)))
    #expect(!(error < .infinity))
  }

  @Test func `gradients that are 0 everywhere agree`() throws {
    let dense = try Dense<Double>(weight: Matrix(rows: 2, columns: 2), bias: [0, 0])
    let error = try GradientCheck.worstError(
      of: MLP([Layer(dense)]), Matrix(rows: 1, columns: 2), .values(Matrix(rows: 1, columns: 2)))
    #expect(error <= 1e-5)
  }
}
