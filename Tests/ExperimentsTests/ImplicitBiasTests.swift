import Runs
import Testing
import WeightNormCore

@testable import Experiments

extension ImplicitBias.Specification {
  /// Few examples, weights and seeds.
  static func short(seeds: [Int] = [0, 1]) -> ImplicitBias.Specification {
    var specification = ImplicitBias.Specification()
    specification.samples = 3
    specification.inputSize = 12
    specification.rateRatios = [1, 4]
    specification.starts = [0.1, 1]
    specification.stepLimit = 4000
    specification.seeds = seeds
    return specification
  }
}

struct ImplicitBiasTests {
  private func problem(
    _ seed: Int, _ change: (inout ImplicitBias.Specification) -> Void = { _ in }
  ) throws -> ImplicitBiasProblem {
    var specification = ImplicitBias.Specification.short()
    change(&specification)
    return try ImplicitBiasProblem(specification, seed: seed)
  }

  private func solved(_ seed: Int, rate: Double) throws -> ImplicitBiasProblem {
    try problem(seed) {
      $0.rate = rate
      $0.stepLimit = 40_000
      $0.residual = 1e-6
    }.solved()
  }

  private func residual(_ problem: ImplicitBiasProblem, _ w: [Double]) throws -> Double {
    guard case .values(let y) = problem.targets else { return .nan }
    let errors = (0..<problem.x.rows).map { row in
      Array(problem.x[row: row]).dot(w) - y.elements[row]
    }
    return errors.norm / Double(problem.x.rows).squareRoot()
  }

  @Test(arguments: 0..<5)
  func `the shortest solution solves, and has no null part`(_ seed: Int) throws {
    let problem = try problem(seed)
    #expect(try residual(problem, problem.shortest) < 1e-14)
    #expect(problem.nullPart(problem.shortest).norm < 1e-14)
    #expect(problem.shortest.norm < problem.specification.targetNorm)
    var stream = RandomStream(experiment: "null", .data, seed: seed)
    for _ in 0..<5 {
      let part = problem.nullPart(stream.normals(12))
      #expect(part.norm > 0.1)
      #expect(problem.nullPart(part).subtracting(part).norm < 1e-14)
      let other = problem.shortest.adding(part)
      #expect(try residual(problem, other) < 1e-13)
      #expect(other.norm > problem.shortest.norm)
    }
  }

  @Test(arguments: 0..<3)
  func `standard gradient descent keeps the null part of its start`(_ seed: Int) throws {
    let problem = try problem(seed).solved()
    let start = problem.nullPart(problem.startDirection).norm
    for (path, share) in zip(problem.standard, problem.specification.starts) {
      let expected = problem.magnitude(share) * start
      #expect(path.nullNorms.allSatisfy { abs($0 / expected - 1) < 1e-12 })
      #expect(path.isSolved && path.lastStep < 4000)
    }
  }

  /// Gradient flow is the limit of short steps: the error of the law falls with the step.
  @Test(arguments: 0..<2)
  func `the law holds the better the shorter the steps`(_ seed: Int) throws {
    let errors = try [0.02, 0.0025].map { rate in
      let problem = try solved(seed, rate: rate)
      return problem.specification.rateRatios.indices.flatMap { row in
        problem.specification.starts.indices.map { column in
          let path = problem.normalized[row][column]
          let law = problem.law(
            start: problem.specification.starts[column],
            rateRatio: problem.specification.rateRatios[row])
          return (path.lastNull / law.nullPart(atMagnitude: path.magnitude) - 1).magnitude
        }
      }.maximum
    }
    #expect(errors[1] < 0.25 * errors[0])
    #expect(errors[1] < 0.1)
  }

  @Test(arguments: 0..<3)
  func `the end from the start alone is the end at the g that is reached`(_ seed: Int) throws {
    let problem = try solved(seed, rate: 0.0025)
    for (row, ratio) in problem.specification.rateRatios.enumerated() {
      for (column, start) in problem.specification.starts.enumerated() {
        let path = problem.normalized[row][column]
        #expect(path.isSolved)
        let m = problem.shortest.norm
        let length = (m * m + path.lastNull * path.lastNull).squareRoot()
        #expect(abs(path.magnitude.magnitude / length - 1) < 1e-6)
        let end = problem.law(start: start, rateRatio: ratio).end(shortest: m)
        #expect(abs(path.lastNull / end - 1) < 0.1)
      }
    }
  }

  // MARK: The law

  private func law(_ ratio: Double, g: Double, null: Double = 0.8) -> ImplicitBiasLaw {
    ImplicitBiasLaw(rateRatio: ratio, directionNorm: 1, startMagnitude: g, startNull: null)
  }

  @Test func `at the start the law is the start`() {
    #expect(law(3, g: 0.5).nullPart(atMagnitude: 0.5) == 0.4)
    #expect(law(3, g: 0.5).nullPart(atMagnitude: -0.5) == 0.4)
    #expect(law(3, g: 0.5, null: 0).nullPart(atMagnitude: 2) == 0)
  }

  /// |g|·e^(−ρg²/2) has its top at g = 1/√ρ.
  @Test func `a g that grows stretches the null part below its top, and shrinks it beyond`() {
    #expect(law(1, g: 0.1).nullPart(atMagnitude: 0.9) > 0.08)
    #expect(law(1, g: 1.1).nullPart(atMagnitude: 1.5) < 0.88)
    #expect(law(100, g: 0.1).nullPart(atMagnitude: 1) < 1e-20)
    let longer = ImplicitBiasLaw(
      rateRatio: 100, directionNorm: 10, startMagnitude: 0.1, startNull: 0.8)
    let same = law(1, g: 0.1).nullPart(atMagnitude: 1)
    #expect(abs(longer.nullPart(atMagnitude: 1) / same - 1) < 1e-14)
  }

  @Test(arguments: [0.1, 1, 4, 40, 400], [0.01, 0.5, 1, 3])
  func `the end is a fixed point`(_ ratio: Double, _ g: Double) {
    let law = law(ratio, g: g)
    let end = law.end(shortest: 1.5)
    #expect(abs(end / law.nullPart(atMagnitude: (2.25 + end * end).squareRoot()) - 1) < 1e-9)
  }

  @Test func `from no null part the end has none`() {
    #expect(law(1, g: 1, null: 0).end(shortest: 1.5) < 1e-300)
  }

  // MARK: Paths and records

  @Test func `a path keeps its end after it stopped`() {
    var path = ImplicitBiasPath()
    path.append(4, step: 0)
    path.append(3, step: 2)
    path.append(2, step: 7)
    #expect([0, 2, 7, 9].map { path.nullNorm(at: $0) } == [4, 3, 2, 2])
    #expect(path.lastStep == 7 && path.lastNull == 2)
  }

  @Test func `training that comes to no solution stops at the limit and says so`() throws {
    let problem = try problem(0) { $0.stepLimit = 5 }.solved()
    #expect(problem.normalized.joined().allSatisfy { !$0.isSolved && $0.lastStep == 5 })
    #expect(problem.normalized[0][0].steps == [0, 1, 2, 3, 4, 5])
  }

  @Test func `a series begins at one and ends at the recorded change`() async throws {
    let record = try await ShortRecord.implicitBias.shared()
    for cell in ["ratio1.start0_1", "ratio4.start1"] {
      let series = try #require(record.series("\(cell).null"))
      #expect(abs(try #require(series.median.first ?? nil) - 1) < 1e-5)
      guard case .number(let change) = record.value("\(cell).change")?.value else {
        Issue.record("no change of \(cell)")
        continue
      }
      #expect(abs(try #require(series.median.last ?? nil) / change - 1) < 1e-5)
    }
    #expect(record.value("cells.count")?.value == .integer(4))
    #expect(record.value("cells.unsolved")?.value == .integer(0))
  }
}
