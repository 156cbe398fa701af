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
  ) -> ImplicitBiasProblem {
    var specification = ImplicitBias.Specification.short()
    change(&specification)
    return ImplicitBiasProblem(specification, seed: seed)
  }

  private func runs(_ seed: Int, rate: Double) throws -> [ImplicitBiasRun] {
    try problem(seed) {
      $0.rate = rate
      $0.stepLimit = 40_000
      $0.residual = 1e-6
    }.runs()
  }

  private func residual(_ problem: ImplicitBiasProblem, _ w: [Double]) -> Double {
    let (x, y) = (problem.data.inputs, problem.data.outputs)
    let errors = y.indices.map { Array(x[row: $0]).dot(w) - y[$0] }
    return errors.norm / Double(y.count).squareRoot()
  }

  @Test(arguments: 0..<5)
  func `the shortest solution solves, and has no null part`(_ seed: Int) {
    let problem = problem(seed)
    #expect(residual(problem, problem.shortest) < 1e-14)
    #expect(problem.nullPart(problem.shortest).norm < 1e-14)
    #expect(problem.shortest.norm < problem.specification.targetNorm)
    var stream = RandomStream(experiment: "null", .data, seed: seed)
    for _ in 0..<5 {
      let part = problem.nullPart(stream.normals(12))
      #expect(part.norm > 0.1)
      #expect(problem.nullPart(part).subtracting(part).norm < 1e-14)
      let other = problem.shortest.adding(part)
      #expect(residual(problem, other) < 1e-13)
      #expect(other.norm > problem.shortest.norm)
    }
  }

  @Test(arguments: 0..<3)
  func `standard gradient descent keeps the null part of its start`(_ seed: Int) throws {
    let problem = problem(seed)
    let start = problem.nullPart(problem.startDirection).norm
    let runs = try problem.runs()
    #expect(runs.count == 4)
    for (index, run) in runs.enumerated() {
      let expected = problem.specification.starts[index % 2] * problem.shortest.norm * start
      #expect(run.standard.nullNorms.allSatisfy { abs($0 / expected - 1) < 1e-12 })
      #expect(run.standard.isSolved && run.standard.lastStep < 4000)
    }
  }

  /// Gradient flow is the limit of short steps: the error of the law falls with the step.
  @Test(arguments: 0..<2)
  func `the law holds the better the shorter the steps`(_ seed: Int) throws {
    let errors = try [0.02, 0.0025].map { rate in
      try runs(seed, rate: rate).map { ($0.observedOverPredicted - 1).magnitude }.maximum
    }
    #expect(errors[1] < 0.25 * errors[0])
    #expect(errors[1] < 0.1)
  }

  /// The end solves Xw = y, so that g² is the sum of the squares of both parts of w.
  @Test(arguments: 0..<3)
  func `the g that is reached is the length of the solution`(_ seed: Int) throws {
    let m = problem(seed).shortest.norm
    for path in try runs(seed, rate: 0.0025).map(\.normalized) {
      #expect(path.isSolved)
      let length = (m * m + path.lastNull * path.lastNull).squareRoot()
      #expect(abs(path.magnitude.magnitude / length - 1) < 1e-6)
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
    let runs = try problem(0) { $0.stepLimit = 5 }.runs()
    #expect(runs.allSatisfy { !$0.normalized.isSolved && $0.normalized.lastStep == 5 })
    #expect(runs[0].normalized.steps == [0, 1, 2, 3, 4, 5])
    #expect(ImplicitBias.Result([runs, runs], .short()).cells.unsolved == 8)
  }

  /// A run that ends with that null part, from one that standard gradient descent leaves at 1.
  private func run(_ null: Double, rateRatio: Double = 1) -> ImplicitBiasRun {
    func path(_ null: Double) -> ImplicitBiasPath {
      var path = ImplicitBiasPath()
      path.append(1, step: 0)
      path.append(null, step: 2)
      path.magnitude = 0.5
      path.isSolved = true
      return path
    }
    return ImplicitBiasRun(
      law: law(rateRatio, g: 0.5), normalized: path(null), standard: path(1))
  }

  @Test func `a setting counts where its whole interval lies beyond the margin`() throws {
    var specification = ImplicitBias.Specification.short()
    specification.rateRatios = [1, 4]
    specification.starts = [0.5, 1]
    let ends = [[0.25, 2, 0.95, 0.25], [0.5, 4, 0.97, 4]]
    let result = ImplicitBias.Result(
      ends.map { zip($0, [1.0, 1, 4, 4]).map { run($0, rateRatio: $1) } }, specification)
    #expect(result.cells.count == 4 && result.cells.unsolved == 0)
    #expect(result.cells.closer == 0 && result.cells.farther == 0, "two seeds are few")
    specification.margin = 0.01
    specification.seeds = Array(0..<8)
    let many = ImplicitBias.Result(
      (0..<8).map { seed in
        zip(ends[seed % 2], [1.0, 1, 4, 4]).map { run($0, rateRatio: $1) }
      }, specification)
    #expect(many.cells.closer == 2 && many.cells.farther == 1)
    let setting = try many.settings["ratio1.start0_5"]
    #expect(setting.change == 0.375 && setting.lastStep == 2)
    #expect(abs(setting.predictedChange - 0.4) < 1e-15)
    #expect(abs(setting.effect.estimate - 1.5) < 1e-14)
    let range = try many.law.ratios["ratio4"]
    #expect(abs(range.low - 0.625) < 1e-14 && abs(range.high - 10) < 1e-13)
  }

  @Test func `a series begins at one and ends at the recorded change`() async throws {
    let result = try ImplicitBias.result(of: await ImplicitBias.shortRecord())
    for name in ["ratio1.start0_1", "ratio4.start1"] {
      let setting = try result.settings[name]
      #expect(abs(try #require(setting.null.median.first ?? nil) - 1) < 1e-5)
      #expect(abs(try #require(setting.null.median.last ?? nil) / setting.change - 1) < 1e-5)
    }
    #expect(result.cells.count == 4)
    #expect(result.cells.unsolved == 0)
  }
}
