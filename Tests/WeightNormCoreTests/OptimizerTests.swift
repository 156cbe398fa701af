internal import Foundation
import Testing

@testable import WeightNormCore

/// Each rule on L = ½hp² in one number p, against the solution of its recursion.
struct OptimizerTests {
  private static let curvature = 0.8
  private static let start = 1.7

  /// The path of p under the rule, the start included.
  private func path(
    _ rule: some Optimizer<Double>, steps: Int, slope: (Double) -> Double = { curvature * $0 }
  ) throws -> [Double] {
    var rule = rule
    let weight = Matrix(rows: 1, columns: 1, repeating: Self.start)
    var model = try MLP([Layer(Dense(weight: weight, bias: [0]))])
    var gradient = model.layers.map(LayerGradient.init(of:))
    var path = [Self.start]
    for _ in 0..<steps {
      gradient[0].matrix.elements[0] = slope(path.last ?? .nan)
      rule.update(&model, along: gradient)
      path.append(try model.layers[0].weight.elements[0])
    }
    return path
  }

  /// The solution of pₙ₊₂ = T·pₙ₊₁ − D·pₙ from p₀ and p₁, for complex roots.
  private func oscillation(
    trace: Double, determinant: Double, first: Double, steps: Int
  ) throws -> [Double] {
    try #require(trace * trace < 4 * determinant)
    let radius = determinant.squareRoot()
    let angle = acos(trace / (2 * radius))
    let sine = (first / radius - Self.start * cos(angle)) / sin(angle)
    return (0...steps).map { n in
      pow(radius, Double(n))
        * (Self.start * cos(angle * Double(n)) + sine * sin(angle * Double(n)))
    }
  }

  @Test(arguments: [0.01, 0.5, 2.4])
  func `plain descent goes as a power`(_ rate: Double) throws {
    let found = try path(SGD(LearningRates(rate)), steps: 50)
    let expected = (0...50).map { Self.start * pow(1 - rate * Self.curvature, Double($0)) }
    #expect(relativeError(found, expected) < 1e-13)
  }

  @Test(arguments: [0.05, 0.3])
  func `heavy ball swings as its recursion says`(_ rate: Double) throws {
    let found = try path(SGD(LearningRates(rate), momentum: 0.9), steps: 80)
    let step = rate * Self.curvature
    let expected = try oscillation(
      trace: 1.9 - step, determinant: 0.9, first: Self.start * (1 - step), steps: 80)
    #expect(relativeError(found, expected) < 1e-12)
  }

  @Test(arguments: [0.05, 0.3])
  func `Nesterov's momentum swings as its recursion says`(_ rate: Double) throws {
    let found = try path(
      SGD(LearningRates(rate), momentum: 0.9, isNesterov: true), steps: 80)
    let step = rate * Self.curvature
    let expected = try oscillation(
      trace: 1.9 * (1 - step), determinant: 0.9 * (1 - step),
      first: Self.start * (1 - 1.9 * step), steps: 80)
    #expect(relativeError(found, expected) < 1e-12)
  }

  /// Under a constant gradient both corrected moments are exact, whatever the step.
  @Test(arguments: [3.0, -0.2, 1e-8, 1e5])
  func `Adam moves by the rate under a constant gradient`(_ slope: Double) throws {
    let found = try path(Adam(LearningRates(0.01)), steps: 300) { _ in slope }
    let step = 0.01 * slope / (abs(slope) + 1e-8)
    let expected = (0...300).map { Self.start - Double($0) * step }
    #expect(relativeError(found, expected) < 1e-12)
  }

  @Test func `Adam weighs two gradients as its moments say`() throws {
    var slopes = [1.0, -3.0]
    let found = try path(Adam(LearningRates(0.1)), steps: 2) { _ in slopes.removeFirst() }
    let first = (0.9 * 0.1 * 1 + 0.1 * -3) / (1 - 0.81)
    let second = (0.999 * 0.001 * 1 + 0.001 * 9) / (1 - 0.998001)
    let expected =
      Self.start - 0.1 / (1 + 1e-8) - 0.1 * first / (second.squareRoot() + 1e-8)
    // 1 − 0.999 and 1 − 0.999² lose three digits.
    #expect(abs(found[2] - expected) < 1e-12)
  }

  @Test(arguments: OptimizerRule.allCases)
  func `a rule by name is the rule with its usual constants`(_ rule: OptimizerRule) throws {
    let named = rule.optimizer(LearningRates(0.1), of: Double.self)
    let found = try path(named, steps: 5)
    let expected =
      switch rule {
      case .sgd: try path(SGD(LearningRates(0.1)), steps: 5)
      case .heavyBall: try path(SGD(LearningRates(0.1), momentum: 0.9), steps: 5)
      case .nesterov:
        try path(SGD(LearningRates(0.1), momentum: 0.9, isNesterov: true), steps: 5)
      case .adam:
        try path(
          Adam(LearningRates(0.1), beta1: 0.9, beta2: 0.999, epsilon: 1e-8), steps: 5)
      case .vectorAdam:
        try path(Adam(LearningRates(0.1), beta1: 0, secondMoment: .perVector), steps: 5)
      case .projectedAdam: try path(Adam(LearningRates(0.1), projectsDirections: true), steps: 5)
      case .lion: try path(Lion(LearningRates(0.1), beta1: 0.9, beta2: 0.99), steps: 5)
      case .normalized: try path(NormalizedDescent(LearningRates(0.1)), steps: 5)
      }
    #expect(found == expected)
  }
}
