import Statistics
import Testing
import WeightNormCore

@testable import Experiments

extension Penalty.Specification {
  /// Few inputs, steps and seeds.
  static func short(steps: Int = 300, seeds: [Int] = [0, 1]) -> Penalty.Specification {
    var specification = Penalty.Specification()
    specification.samples = 30
    specification.inputSize = 6
    specification.usefulInputs = 3
    specification.steps = steps
    specification.settledStep = steps / 2
    specification.watchedStart = steps / 2
    specification.watchedSteps = 20
    specification.race = .short
    specification.halvesSeeds = [0, 1, 2]
    specification.seeds = seeds
    return specification
  }
}

extension Penalty.RaceSpecification {
  static var short: Penalty.RaceSpecification {
    var race = Penalty.RaceSpecification()
    race.inputSize = 4
    race.rates = [1, 1.4, 1.6, 1.8, 1.9, 2.2]
    race.drawnSteps = 20
    race.tuningSeeds = [100]
    race.seeds = [0, 1, 2]
    return race
  }
}

struct PenaltyTests {
  private func solved(steps: Int = 4000, seed: Int = 0) throws -> PenaltyProblem {
    try PenaltyProblem(.short(steps: steps), seed: seed)
  }

  private func path(_ arm: PenaltyArm, in problem: PenaltyProblem) throws -> PenaltyPath {
    try #require(problem.paths.first { $0.arm == arm })
  }

  /// The factor (κ − 1)/(κ + 1) by which the best constant rate brings the distance down in a step tells
  /// how many steps there can be at most.
  @Test(arguments: [
    (0..<0, [0, 0, 0, 0, 0, 0]), (0..<6, [0.1, 0.1, 0.1, 0.1, 0.1, 0.1]),
    (3..<6, [0, 0, 0, 0.1, 0.1, 0.1]), (0..<3, [0.1, 0.1, 0.1, 0, 0, 0]),
  ])
  func `no race takes longer than the condition of its loss allows`(
    _ inputs: Range<Int>, _ penalties: [Double]
  ) throws {
    for problem in try (0..<5).map({ try PenaltyProblem(.short(), seed: $0) }) {
      let steps = problem.steps(penalizing: inputs)
      let loss = problem.quadratic.penalized(by: penalties)
      let condition = loss.largestCurvature / loss.leastCurvature
      let factor = (condition - 1) / (condition + 1)
      let bound = Elementary.log(1e-4) / (2 * Elementary.log(factor))
      #expect(steps > 0 && steps <= bound.rounded(.up), "\(inputs): \(steps), at most \(bound)")
    }
  }

  @Test func `an effect of a race is positive where it takes fewer steps`() throws {
    let problems = try (0..<5).map { try PenaltyProblem(.short(), seed: $0) }
    let halves = Penalty.HalvesResult((0..<5).map { PenaltyHalves(.short(), seed: $0) })
    func ratio(_ more: Range<Int>, _ fewer: Range<Int>) -> Double {
      problems.map {
        Elementary.log2($0.steps(penalizing: more) / $0.steps(penalizing: fewer))
      }.mean
    }
    for (name, inputs) in [("all", 0..<6), ("useless", 3..<6), ("useful", 0..<3)] {
      let effect = try #require(try halves.targets[name].effect)
      #expect(abs(effect.value.estimate - ratio(0..<0, inputs)) < 1e-12, "\(name)")
    }
    #expect(try halves.targets["none"].effect == nil)
    #expect(abs(halves.uselessOverUseful.value.estimate - ratio(0..<3, 3..<6)) < 1e-12)
  }

  @Test(arguments: 0..<3)
  func `each arm ends where the theory says`(_ seed: Int) throws {
    let problem = try solved(seed: seed)
    for arm in [PenaltyArm.standard, .weightNorm] {
      let w = try path(arm, in: problem).lastWeight
      #expect(w.relativeDistance(to: problem.leastSquares) < 1e-9, "\(arm)")
      #expect(w.relativeDistance(to: problem.ridge) > 0.02, "\(arm)")
    }
    for arm in [PenaltyArm.standardPenalized, .onMagnitude] {
      let w = try path(arm, in: problem).lastWeight
      #expect(w.relativeDistance(to: problem.ridge) < 1e-9, "\(arm)")
    }
  }

  @Test(arguments: 0..<3)
  func `a penalty on v makes it decay and the loss jump, and none on it leaves it alone`(
    _ seed: Int
  ) throws {
    let problem = try solved(seed: seed)
    let sawtooth = try path(.onDirection, in: problem)
    let norms = sawtooth.directionNorms.dropFirst(1000)
    #expect(abs(zip(norms, norms.dropFirst()).map { $1 / $0 }.median - 0.99) < 1e-3)
    #expect(PenaltyPath.rises(sawtooth.losses, tolerance: 1e-9) > 50)
    let rates = sawtooth.effectiveRates(problem.specification.rate)
    #expect(rates.dropFirst(1000).max() ?? 0 > problem.largestRate)
    let plain = try path(.weightNorm, in: problem)
    #expect(PenaltyPath.rises(plain.losses, tolerance: 1e-9) == 0)
    #expect(abs(plain.directionNorms[4000] / plain.directionNorms[1000] - 1) < 1e-9)
  }

  @Test func `the first steps are those by hand`() throws {
    let problem = try solved(steps: 1, seed: 1)
    let quadratic = Quadratic(leastSquares: problem.data.inputs, problem.data.outputs)
    let u = problem.startDirection
    let gradient = quadratic.curvature.map { $0.dot(u.subtracting(quadratic.minimum)) }
    let slope = gradient.dot(u)
    for path in problem.paths {
      let penalty = path.arm.penalty(0.1)
      let expected: [Double]
      if path.arm.isWeightNormalized {
        let perpendicular = gradient.subtracting(u.scaled(by: slope))
        let v = u.subtracting(
          perpendicular.adding(u.scaled(by: penalty.direction)).scaled(by: 0.1))
        expected = v.scaled(by: (1 - 0.1 * (slope + penalty.magnitude)) / v.norm)
      } else {
        expected = u.subtracting(
          gradient.adding(u.scaled(by: penalty.weight)).scaled(by: 0.1))
      }
      #expect(path.lastWeight.subtracting(expected).norm < 1e-13, "\(path.arm)")
      #expect(path.losses.count == 2 && path.weightNorms.count == 2)
      #expect(abs(path.weightNorms[1] - expected.norm) < 1e-13)
    }
  }

  @Test func `ratios of the halves and of the error on new data are those of least squares`() throws
  {
    let problem = try PenaltyProblem(.short(), seed: 2)
    let (useful, useless) = (problem.specification.useful, problem.specification.useless)
    #expect(useful == 0..<3 && useless == 3..<6)
    #expect(problem.shrinkage(problem.leastSquares, of: useful) == 1)
    #expect(problem.shrinkage(problem.leastSquares, of: useless) == 1)
    #expect(problem.testError(problem.leastSquares) == 1)
    let half = problem.leastSquares.enumerated().map { $0 < 3 ? $1 : $1 / 2 }
    #expect(problem.shrinkage(half, of: useful) == 1)
    #expect(abs(problem.shrinkage(half, of: useless) - 0.5) < 1e-15)
    #expect(problem.truth.suffix(3) == [0, 0, 0])
    #expect(abs(problem.truth.norm - 2) < 1e-14)
    let d = problem.leastSquares.subtracting(problem.truth)
    #expect(abs(problem.testError(problem.truth) * (1 + d.dot(d)) - 1) < 1e-14)
  }

  @Test func `rises within rounding are none`() {
    #expect(PenaltyPath.rises([1, 1 + 1e-10, 1, 2, 1.5, 1.6], tolerance: 1e-9) == 2)
    #expect(PenaltyPath.rises([1], tolerance: 0) == 0)
  }

  // MARK: The race

  /// Along each axis w − w_λ shrinks by 1 − η(λᵢ + λ) a step.
  @Test(arguments: [0, 0.01, 0.1], [1, 1.6])
  func `a race obeys the law of each axis`(_ penalty: Double, _ rate: Double) throws {
    let regression = try Penalty.RaceSpecification.short.regression(seed: 0)
    let optimum = regression.minimum(penalty: penalty)
    func excess(_ step: Int) -> Double {
      zip(regression.curvatures, regression.axes).reduce(0) { sum, pair in
        let along = pair.1.dot(regression.start.subtracting(optimum))
        let curvature = pair.0 + penalty
        let factor = (0..<step).reduce(1.0) { value, _ in value * (1 - rate * curvature) }
        return sum + curvature * along * along * factor * factor
      }
    }
    let run = try PenaltyRaceRun(.short, regression, penalty: penalty, rate: rate)
    for step in 0...20 {
      #expect(abs(run.excess[step] - excess(step) / excess(0)) < 1e-12)
    }
    #expect(excess(run.steps) <= 1e-4 * excess(0) * (1 + 1e-9))
    #expect(excess(run.steps - 1) > 1e-4 * excess(0) * (1 - 1e-9))
  }

  @Test func `a rate beyond the limit never comes near`() throws {
    let regression = try Penalty.RaceSpecification.short.regression(seed: 0)
    let run = try PenaltyRaceRun(.short, regression, penalty: 0.1, rate: 2.2)
    #expect(run.steps == 2001)
  }

  @Test func `a penalty lowers the condition number, saves steps and moves the optimum`()
    async throws
  {
    let races = try await PenaltyRace.all(.short, workers: Workers(count: 2))
    #expect(races.map(\.penalty) == [0, 0.01, 0.1])
    #expect(zip(races[2].steps, races[0].steps).allSatisfy(<) && races[2].steps.count == 3)
    #expect(races[0].runs.allSatisfy { $0.optimumDistance < 1e-14 })
    #expect(races[2].runs.allSatisfy { $0.optimumDistance > 0.01 })
    #expect(races.map(\.bestIndex).allSatisfy { $0 < 5 })
    let result = Penalty.RaceResult(races, .short)
    #expect(result.atEdge == races.count { $0.bestIndex == 0 })
    let (none, large) = (try result.entries["penalty0"], try result.entries["penalty0_1"])
    #expect(none.condition == 120)
    #expect(abs(large.condition - 1.1 / (1.0 / 120 + 0.1)) < 1e-14)
    #expect(none.effect == nil)
    let effect = PairedEffect.log2Ratio(
      first: races[2].steps, second: races[0].steps,
      from: RandomStream(experiment: "penalty/race", .bootstrap, seed: 0))
    #expect(effect.positiveCount == 3 && large.effect?.value == effect.interval)
    let least = races.map { $0.runs.map(\.optimumDistance).min() ?? 0 }
    #expect(result.greatestDistance == least[2] && least[2] > least[1])
  }

  @Test func `a best rate at either end of the grid is counted`() async throws {
    var specification = Penalty.RaceSpecification.short
    specification.rates = [1.4, 1.6]
    let races = try await PenaltyRace.all(specification, workers: Workers(count: 2))
    #expect(Penalty.RaceResult(races, specification).atEdge == 3)
  }

  /// What decides whether the page tells of a sawtooth.
  @Test func `a sawtooth decays and jumps in every seed`() throws {
    var specification = Penalty.Specification.short(steps: 4000, seeds: [0, 1, 2])
    specification.settledStep = 1000
    let problems = try specification.seeds.map { try PenaltyProblem(specification, seed: $0) }
    let index = try #require(specification.arms.firstIndex(of: .onDirection))
    let sawtooth = Penalty.SawtoothResult(index, of: problems, specification)
    #expect(sawtooth.decay <= sawtooth.decayHigh && sawtooth.decayHigh < 1)
    #expect(abs(sawtooth.decay - sawtooth.predictedDecay) < 1e-3)
    #expect(sawtooth.peakRateOverLimit > 1)
    let arm = Penalty.ArmResult(index, of: problems, specification)
    let rises = problems.map { PenaltyPath.rises($0.paths[index].losses, tolerance: 1e-9) }
    #expect(arm.risesLow == Double(rises.min() ?? 0) && arm.risesHigh == Double(rises.max() ?? 0))
  }
}
