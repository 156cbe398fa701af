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
    try MagnitudeProblem(.short(steps: steps), seed: seed).paths
  }

  @Test(arguments: 0..<3)
  func `a frozen g keeps the length of w while its direction learns`(_ seed: Int) throws {
    let fixed = try paths(seed: seed).filter { $0.arm.form == .frozen }
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
    let problem = try MagnitudeProblem(.short(steps: 3000), seed: seed)
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
    for path in try paths() where path.arm.form == .logarithmic {
      #expect(path.magnitudes.allSatisfy { $0 > 0 })
      #expect(path.lastMagnitude > path.arm.start)
    }
  }

  @Test func `all arms start in one direction, each with its own length`() throws {
    let specification = Magnitude.Specification.short(steps: 1)
    let problem = try MagnitudeProblem(specification, seed: 3)
    #expect(problem.paths.map(\.arm) == specification.arms)
    for path in problem.paths {
      #expect(path.weights[0].angle(to: problem.startDirection) < 1e-14)
      #expect(abs(path.weightNorms[0] - path.arm.start) < 1e-14 * path.arm.start)
      #expect(path.excess.count == 2)
    }
  }

  /// One step of gradient descent on w and on (v, g), done with the quadratic's own gradient.
  @Test func `the first steps are those by hand`() throws {
    let problem = try MagnitudeProblem(.short(steps: 1), seed: 1)
    let u = problem.startDirection
    let gradient = { (w: [Double]) in
      let d = w.subtracting(problem.quadratic.minimum)
      return problem.quadratic.curvature.map { $0.dot(d) }
    }
    for path in problem.paths {
      let (g, rate) = (path.arm.start, path.arm.rate)
      let slope = gradient(u.scaled(by: g))
      let along = slope.dot(u)
      let v = u.subtracting(slope.subtracting(u.scaled(by: along)).scaled(by: 0.1 * g))
      let expected =
        switch path.arm.form {
        case nil: u.subtracting(slope.scaled(by: 0.1))
        case .frozen: v.scaled(by: g / v.norm)
        case .trained: v.scaled(by: (g - rate * along) / v.norm)
        case .logarithmic: v.scaled(by: g * Double.exp(-rate * g * along) / v.norm)
        case .scaled: v.scaled(by: (g - rate * Double(v.count) * along) / v.norm)
        }
      #expect(path.weights[1].subtracting(expected).norm < 1e-12 * expected.norm, "\(path.arm)")
    }
  }

  @Test func `a frozen g ends at the least excess of its length`() throws {
    let problem = try MagnitudeProblem(.short(steps: 3000), seed: 0)
    for path in problem.paths where path.arm.form == .frozen {
      let exact = problem.quadratic.excess(problem.quadratic.minimum(ofLength: path.arm.start))
      #expect(path.lastExcess > exact * (1 - 1e-9))
      #expect(path.lastExcess < exact * (1 + 1e-6) + 1e-12, "\(path.arm)")
    }
  }

  @Test func `steps to one percent are counted from the start, or there are none`() throws {
    let path = try #require(try paths().first { $0.arm.form == nil })
    let steps = try #require(path.stepsToOnePercent)
    #expect(path.excess[steps] <= 0.01 * path.excess[0])
    #expect(path.excess[..<steps].allSatisfy { $0 > 0.01 * path.excess[0] })
    let far = try #require(try paths().first { $0.arm == MagnitudeArm(form: .frozen, start: 10) })
    #expect(far.stepsToOnePercent == nil)
  }

  @Test func `only a frozen g has a gap, and only one with a rate a path`() async throws {
    let result = try Magnitude.result(of: await Magnitude.shortRecord())
    for arm in Magnitude.Specification.short().arms {
      let found = try result.arms[arm.name]
      #expect((found.gap != nil) == (arm.form == .frozen), "\(arm)")
      #expect((found.magnitude != nil) == (arm.rate > 0), "\(arm)")
      #expect((found.negativeShare != nil) == (arm.rate > 0), "\(arm)")
    }
  }

  @Test func `the result is made of the paths of all seeds`() throws {
    let specification = Magnitude.Specification.short(steps: 3000)
    let problems = try specification.seeds.map {
      try MagnitudeProblem(specification, seed: $0)
    }
    let result = Magnitude.Result(problems, specification)
    let lengths = problems.map(\.quadratic.minimum.norm)
    let ends = problems.map { $0.paths(.trained).map(\.lastMagnitude) }
    let errors = zip(ends, lengths).flatMap { ends, length in
      ends.map { abs(abs($0) / length - 1) }
    }
    #expect(result.ols.norm == lengths.median)
    #expect(result.trained.worstEndError.value == errors.maximum && errors.count == 2 * 2 * 3)
    let furthest = ends.flatMap { $0[..<3].map { abs($0 / 0.1) } + $0[3...].map { abs($0) } }
    #expect(result.trained.greatestChange.value == furthest.maximum)
    #expect(try #require(try result.arms["fixed.g1"].gap).value < 1e-6)
    #expect(result.fixed.wrongOverTrained.value > 1000)
    #expect(result.worst.conservationError < 1e-12)
  }

  @Test func `a change of length fails the conservation check, and so does NaN`() throws {
    let kept = MagnitudePath.change(of: 2, along: [3, 4])
    #expect(kept < 1e-15)
    for direction in [[Double.nan, 1], [0, 0], [.infinity, 1]] {
      let broken = [kept, MagnitudePath.change(of: 2, along: direction), kept].maximum
      #expect(!(broken < 1e-12))
    }
    let standard = try #require(try paths().first { $0.arm.form == nil })
    #expect(standard.conservationError == 0)
  }

  @Test(
    arguments: [
      (MagnitudeArm(), "standard"), (MagnitudeArm(form: .frozen, start: 10), "fixed.g10"),
      (
        MagnitudeArm(form: .trained, start: 0.1, rate: 0.025), "trained.start0_1.rate0_025"
      ),
      (MagnitudeArm(form: .logarithmic, start: 1, rate: 0.02), "log.start1"),
    ])
  func `an arm has a name`(_ arm: MagnitudeArm, _ expected: String) {
    #expect(arm.name == expected)
  }
}
