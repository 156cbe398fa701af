import Runs
import Testing
import WeightNormCore

@testable import Experiments

extension WrongRate.Specification {
  /// Few inputs, rates and seeds.
  static func short(steps: Int = 60) -> WrongRate.Specification {
    var specification = WrongRate.Specification()
    specification.inputSize = 5
    specification.steps = steps
    specification.multiples = [0.25, 0.5, 0.95, 2, 8, 16]
    specification.shownMultiples = [0.5, 16]
    specification.seeds = [0, 1, 2]
    specification.tuningSeeds = [100, 101]
    return specification
  }
}

struct WrongRateTests {
  private let context = RunContext(
    profile: .default, workers: Workers(count: 2), data: .installed)

  private func run(
    _ arm: WrongRateArm, _ multiple: Double, seed: Int = 0, steps: Int = 60
  ) throws -> WrongRateRun {
    var specification = WrongRate.Specification.short(steps: steps)
    specification.watchedMultiple = multiple
    return try WrongRateRun(
      specification, specification.regression(seed: seed), arm, multiple: multiple)
  }

  /// Along each axis ordinary weights with a penalty obey w ← (1 − η(λᵢ + λ))w + ηλᵢw*, and
  /// w ← ((1 − ηλᵢ)w + ηλᵢw*)/(1 + ηλ) where it is implicit.
  @Test(
    arguments: [WrongRateArm.standard, .penalized, .implicitlyPenalized],
    [0.25, 0.95, 1.1])
  func `ordinary weights follow the law of each axis`(
    _ arm: WrongRateArm, _ multiple: Double
  ) throws {
    let specification = WrongRate.Specification.short(steps: 12)
    let regression = try specification.regression(seed: 0)
    let rate = specification.rate(multiple)
    let explicit = arm == .penalized ? specification.penalty : 0
    let implicit = arm == .implicitlyPenalized ? specification.penalty : 0
    let targets = regression.axes.map { $0.dot(regression.minimum) }
    var along = regression.axes.map { $0.dot(regression.start) }
    func loss() -> Double {
      zip(regression.curvatures, zip(along, targets)).reduce(0) {
        $0 + 0.5 * $1.0 * ($1.1.0 - $1.1.1) * ($1.1.0 - $1.1.1)
      }
    }
    let first = loss()
    for _ in 0..<12 {
      for index in along.indices {
        let curvature = regression.curvatures[index]
        let moved =
          (1 - rate * (curvature + explicit)) * along[index] + rate * curvature * targets[index]
        along[index] = moved / (1 + rate * implicit)
      }
    }
    let run = try WrongRateRun(specification, regression, arm, multiple: multiple)
    #expect(abs(run.lossRatio / (loss() / first) - 1) < 1e-9)
    #expect(run.directionGrowth > 0)
  }

  /// One step from v of length one, done with the quadratic's own gradient.
  @Test(arguments: [WrongRateArm.fixed, .trained, .logarithmic, .ownRate])
  func `the first step of weight norm is that by hand`(_ arm: WrongRateArm) throws {
    let specification = WrongRate.Specification.short(steps: 1)
    let regression = try specification.regression(seed: 0)
    let rate = specification.rate(8)
    let u = regression.start
    let g = arm == .fixed ? 2.0 : 1.0
    let d = u.scaled(by: g).subtracting(regression.minimum)
    let gradient = zip(regression.curvatures, regression.axes).reduce(
      [Double](repeating: 0, count: u.count)
    ) { $0.adding($1.1.scaled(by: $1.0 * $1.1.dot(d))) }
    let slope = gradient.dot(u)
    let v = u.subtracting(
      gradient.subtracting(u.scaled(by: slope)).scaled(by: rate * g))
    let moved: Double =
      switch arm {
      case .fixed: g
      case .trained: g - rate * slope
      case .logarithmic: g * Double.exp(-rate * g * slope)
      default: g - specification.magnitudeRate * slope
      }
    let run = try WrongRateRun(
      specification, regression, arm, multiple: specification.watchedMultiple)
    #expect(abs(run.weightNorms[1] - moved.magnitude) < 1e-12 * moved.magnitude)
    #expect(abs(run.directionGrowth - v.norm) < 1e-12 * v.norm)
  }

  @Test(arguments: 0..<3, [0.5, 16, 256])
  func `g frozen at the right length never blows up`(_ seed: Int, _ multiple: Double) throws {
    let run = try run(.fixed, multiple, seed: seed)
    #expect(run.blowUpStep == nil && !run.isCollapsed)
    #expect(run.weightNorms.allSatisfy { abs($0 - 2) < 1e-14 } && run.weightNorms.count == 61)
    #expect(run.lossRatio < 1)
    #expect(run.directionGrowth > 1)
  }

  @Test(arguments: 0..<3)
  func `plain descent blows up above the limit and not below`(_ seed: Int) throws {
    let below = try run(.standard, 0.95, seed: seed)
    #expect(below.blowUpStep == nil && below.stepsToNear != nil)
    let above = try run(.standard, 2, seed: seed)
    let step = try #require(above.blowUpStep)
    #expect(step > 0 && step <= 60)
    #expect(above.lossRatio == .infinity && above.directionGrowth == .infinity)
    #expect(above.stepsToNear == nil && !above.isCollapsed)
  }

  @Test func `a penalty lowers the limit, and applied implicitly raises it`() throws {
    #expect(try run(.penalized, 0.95, steps: 400).blowUpStep != nil)
    #expect(try run(.implicitlyPenalized, 0.95, steps: 400).blowUpStep == nil)
    #expect(try run(.implicitlyPenalized, 1.2, steps: 400).blowUpStep == nil)
    #expect(try run(.implicitlyPenalized, 1.3, steps: 400).blowUpStep != nil)
  }

  /// The loss stays finite and looks fine there: ‖v‖ overflows and w = 0.
  @Test(arguments: 0..<3)
  func `an overflowing length of v is a blow-up`(_ seed: Int) throws {
    let run = try run(.trained, 16, seed: seed, steps: 400)
    #expect(run.blowUpStep != nil)
    #expect(run.weightNorms.maximum > 2000 && run.weightNorms.maximum.isFinite)
  }

  @Test func `log g dies out instead, which is a collapse and no blow-up`() throws {
    let runs = try (0..<3).map { try run(.logarithmic, 8, seed: $0, steps: 400) }
    #expect(runs.contains { $0.isCollapsed })
    for run in runs where run.isCollapsed {
      #expect(run.blowUpStep == nil && run.stepsToNear == nil)
      #expect(run.lossRatio < 2 && run.lossRatio > 0.1)
      #expect(try #require(run.weightNorms.last) < 0.01)
    }
  }

  /// Judged over the whole path: a run may come back.
  @Test func `a length beyond the bound at any step is a blow-up`() throws {
    var specification = WrongRate.Specification.short(steps: 400)
    specification.blowUpFactor = 0.6
    let run = try WrongRateRun(
      specification, specification.regression(seed: 0), .standard, multiple: 0.5)
    #expect(run.blowUpStep != nil && run.blowUpStep != 0)
    #expect(run.weightNorms.maximum < 2.5)
  }

  @Test func `steps to near are counted from the start`() throws {
    let run = try run(.standard, 0.5)
    let steps = try #require(run.stepsToNear)
    let before = try self.run(.standard, 0.5, steps: steps - 1)
    #expect(before.stepsToNear == nil && before.lossRatio > 0.01)
    #expect(try self.run(.standard, 0.5, steps: steps).lossRatio <= 0.01)
  }

  @Test func `a quantile that falls on a censored value is left out, and the others stay right`() {
    let series = SeriesValues(
      at: [1, 2], censored: [[3, .infinity, 1, 2, 4], [.infinity, 1, .infinity, 2, .infinity]])
    #expect(series.median == [3, nil])
    #expect(series.spread?.lowerQuartile == [2, 2])
    #expect(series.spread?.upperQuartile == [4, nil])
    #expect(series.spread?.maximum == [nil, nil])
    #expect(SeriesValues(at: [1], censored: [[]]).median == [nil])
  }

  @Test func `the best rate is one at which every seed comes near`() async throws {
    let specification = WrongRate.Specification.short()
    let arms = try await WrongRate.runs(specification, context)
    func runs(_ arm: WrongRateArm) throws -> WrongRateRuns {
      try #require(arms.first { $0.arm == arm })
    }
    #expect(try runs(.penalized).bestMultiple == nil)
    let standard = try runs(.standard)
    let best = try #require(standard.bestMultiple)
    #expect([0.5, 0.95].contains(specification.multiples[best]))
    #expect(standard.blowUps == [0, 0, 0, 3, 3, 3])
    #expect(standard.blowUpOnset == 3)
    #expect(try runs(.fixed).failures == [0, 0, 0, 0, 0, 0])
    let effect = try #require(try runs(.fixed).effect(over: standard))
    #expect(effect.differences.count == 3)
    #expect(try runs(.fixed).effect(over: runs(.penalized)) == nil)
  }

  @Test func `a result tells where an arm is safe and where it begins to fail`() async throws {
    let result = try await WrongRate.run(.short(), context)
    let standard = try result.arms["standard"]
    #expect(standard.failures.value == 9 && standard.greatestFailure.value == 1)
    #expect(standard.safeMultiple == 0.95 && standard.blowUpMultiple == 2)
    #expect(standard.growth == nil && standard.growthSlope == nil)
    #expect(try standard.shown["m16"].censored == 3)
    let fixed = try result.arms["wn-fixed"]
    #expect(fixed.failures.value == 0 && fixed.safeMultiple == 16 && fixed.blowUpMultiple == nil)
    #expect(fixed.growth?.positions == [0.25, 0.5, 0.95, 2, 8, 16])
    #expect(fixed.blowUp.median.allSatisfy { $0 == nil })
    let penalty = try result.penalties["std-l2"]
    #expect(penalty.fewerBlowUps == 0 && penalty.limit < 1)
    #expect(try result.penalties["std-l2-implicit"].limit > 1)
  }
}
