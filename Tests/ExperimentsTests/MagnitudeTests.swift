import Runs
import Testing
import WeightNormCore

@testable import Experiments

extension Magnitude.Specification {
  /// Few samples, inputs, arms and seeds.
  static func short(steps: Int = 300, seeds: [Int] = [0, 1]) -> Magnitude.Specification {
    var specification = Magnitude.Specification()
    specification.samples = 40
    specification.inputSize = 6
    specification.steps = steps
    specification.fixed = [1, 5, 10]
    specification.starts = [0.1, 1]
    specification.seeds = seeds
    return specification
  }
}

struct MagnitudeTests {
  private func paths(steps: Int = 300, seed: Int = 0) throws -> [MagnitudePath] {
    try MagnitudeProblem(.short(steps: steps), seed: seed).solved().paths
  }

  private func isFixed(_ arm: MagnitudeArm) -> Bool {
    if case .fixed = arm { true } else { false }
  }

  @Test(arguments: 0..<3)
  func `a frozen g keeps the length of w while its direction learns`(_ seed: Int) throws {
    let fixed = try paths(seed: seed).filter { isFixed($0.arm) }
    #expect(fixed.count == 3)
    for path in fixed {
      #expect(path.magnitudes.allSatisfy { $0 == path.arm.start })
      #expect(path.weightNorms.allSatisfy { abs($0 / path.arm.start - 1) < 1e-14 })
      #expect(path.lastExcess < path.excess[0])
      #expect(path.conservationError < 1e-12)
      let norms = path.directionNorms
      #expect(zip(norms, norms.dropFirst()).allSatisfy { $0 * (1 - 1e-15) <= $1 })
    }
  }

  @Test(arguments: 0..<3)
  func `a trained g moves to the length of the solution, which a step of v does not change`(
    _ seed: Int
  ) throws {
    let problem = try MagnitudeProblem(.short(steps: 3000), seed: seed).solved()
    let trained = problem.paths.filter { $0.arm.rate == 0.1 }
    #expect(trained.count == 2)
    for path in trained {
      #expect(abs(abs(path.lastMagnitude) / problem.quadratic.minimum.norm - 1) < 1e-3)
      #expect(abs(path.lastMagnitude - path.arm.start) > 0.5)
      #expect(path.conservationError < 1e-12)
      #expect(path.lastExcess < 1e-5 * path.excess[0])
    }
  }

  @Test func `e to the s stays positive`() throws {
    for path in try paths() {
      guard case .logarithmic = path.arm else { continue }
      #expect(path.magnitudes.allSatisfy { $0 > 0 })
      #expect(path.lastMagnitude > path.arm.start)
    }
  }

  @Test func `all arms start in one direction, each with its own length`() throws {
    let problem = try MagnitudeProblem(.short(steps: 1), seed: 3).solved()
    #expect(problem.paths.map(\.arm) == problem.specification.arms)
    for path in problem.paths {
      #expect(path.weights[0].angle(to: problem.startDirection) < 1e-14)
      #expect(abs(path.weightNorms[0] - path.arm.start) < 1e-14 * path.arm.start)
      #expect(path.excess.count == 2)
    }
  }

  /// One step of gradient descent on w and on (v, g), done with the quadratic's own gradient.
  @Test func `the first steps are those by hand`() throws {
    let problem = try MagnitudeProblem(.short(steps: 1), seed: 1).solved()
    let u = problem.startDirection
    let gradient = { (w: [Double]) in
      let d = w.subtracting(problem.quadratic.minimum)
      return problem.quadratic.curvature.map { $0.dot(d) }
    }
    for path in problem.paths {
      let slope = gradient(u.scaled(by: path.arm.start))
      let expected: [Double]
      switch path.arm {
      case .standard:
        expected = u.subtracting(slope.scaled(by: 0.1))
      case .fixed(let g), .trained(let g, _), .logarithmic(let g, _):
        let along = slope.dot(u)
        let v = u.subtracting(slope.subtracting(u.scaled(by: along)).scaled(by: 0.1 * g))
        let isLogarithmic = if case .logarithmic = path.arm { true } else { false }
        let rate = path.arm.rate ?? 0
        let moved = isLogarithmic ? g * Double.exp(-rate * g * along) : g - rate * along
        expected = v.scaled(by: moved / v.norm)
      }
      #expect(path.weights[1].subtracting(expected).norm < 1e-12 * expected.norm, "\(path.arm)")
    }
  }

  @Test func `a frozen g ends at the least excess of its length`() throws {
    let problem = try MagnitudeProblem(.short(steps: 3000), seed: 0).solved()
    for path in problem.paths where isFixed(path.arm) {
      let exact = problem.quadratic.excess(problem.quadratic.minimum(ofLength: path.arm.start))
      #expect(path.lastExcess > exact * (1 - 1e-9))
      #expect(path.lastExcess < exact * (1 + 1e-6) + 1e-12, "\(path.arm)")
    }
  }

  @Test func `steps to one percent are counted from the start, or there are none`() throws {
    let path = try #require(try paths().first { $0.arm == .standard })
    let steps = try #require(path.stepsToOnePercent)
    #expect(path.excess[steps] <= 0.01 * path.excess[0])
    #expect(path.excess[..<steps].allSatisfy { $0 > 0.01 * path.excess[0] })
    let far = try #require(try paths().first { $0.arm == .fixed(10) })
    #expect(far.stepsToOnePercent == nil)
  }

  @Test func `a change of length fails the conservation check, and so does NaN`() {
    var path = MagnitudePath(.fixed(2))
    path.measureConservation(direction: [3, 4], magnitude: 2)
    #expect(path.conservationError < 1e-15)
    for direction in [[Double.nan, 1], [0, 0], [.infinity, 1]] {
      var broken = path
      broken.measureConservation(direction: direction, magnitude: 2)
      #expect(!(broken.conservationError < 1e-12))
    }
    var standard = MagnitudePath(.standard)
    standard.measureConservation(direction: [.nan], magnitude: 2)
    #expect(standard.conservationError == 0)
  }

  @Test(
    arguments: [
      (.standard, "standard"), (.fixed(10), "fixed.g10"),
      (.trained(start: 0.1, rate: 0.025), "trained.start0_1.rate0_025"),
      (.logarithmic(start: 1, rate: 0.02), "log.start1"),
    ] as [(MagnitudeArm, String)])
  func `an arm has a name`(_ arm: MagnitudeArm, _ expected: String) {
    #expect(arm.name == expected)
  }
}
