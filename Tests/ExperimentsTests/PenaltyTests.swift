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
    try PenaltyProblem(.short(steps: steps), seed: seed).solved()
  }

  private func path(_ arm: PenaltyArm, in problem: PenaltyProblem) throws -> PenaltyPath {
    try #require(problem.paths.first { $0.arm == arm })
  }

  /// The factor (κ − 1)/(κ + 1) by which the best constant rate brings the distance down in a step tells
  /// how many steps there can be at most.
  @Test(arguments: PenaltyHalves.Target.allCases)
  func `no race takes longer than the condition of its loss allows`(
    _ target: PenaltyHalves.Target
  ) throws {
    let problems = try (0..<5).map { try PenaltyProblem(.short(), seed: $0) }
    let halves = PenaltyHalves(problems)
    for (problem, steps) in zip(problems, halves.steps(target)) {
      let useful = problem.specification.usefulInputs
      let penalties = problem.truth.indices.map { index -> Double in
        switch target {
        case .none: 0
        case .all: problem.specification.penalty
        case .useless: index < useful ? 0 : problem.specification.penalty
        case .useful: index < useful ? problem.specification.penalty : 0
        }
      }
      let loss = problem.quadratic.penalized(by: penalties)
      let condition = loss.largestCurvature / loss.leastCurvature
      let factor = (condition - 1) / (condition + 1)
      let bound = Elementary.log(1e-4) / (2 * Elementary.log(factor))
      #expect(steps > 0 && steps <= bound.rounded(.up), "\(target): \(steps), at most \(bound)")
    }
  }

  @Test func `an effect of a race is positive where it takes fewer steps`() throws {
    let halves = PenaltyHalves(try (0..<5).map { try PenaltyProblem(.short(), seed: $0) })
    let (none, all) = (halves.steps(.none), halves.steps(.all))
    let effect = halves.effect(.all, over: .none)
    for (difference, pair) in zip(effect.differences, zip(none, all)) {
      #expect(abs(difference - Elementary.log2(pair.0 / pair.1)) < 1e-12)
    }
  }

  @Test(arguments: 0..<3)
  func `each arm ends where the theory says`(_ seed: Int) throws {
    let problem = try solved(seed: seed)
    for arm in [PenaltyArm.standard, .weightNorm] {
      let w = try path(arm, in: problem).lastWeight
      #expect(problem.distance(w, to: problem.leastSquares) < 1e-9, "\(arm)")
      #expect(problem.distance(w, to: problem.ridge) > 0.02, "\(arm)")
    }
    for arm in [PenaltyArm.standardPenalized, .onMagnitude] {
      let w = try path(arm, in: problem).lastWeight
      #expect(problem.distance(w, to: problem.ridge) < 1e-9, "\(arm)")
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
    #expect(sawtooth.rises(tolerance: 1e-9) > 50)
    let rates = sawtooth.effectiveRates(problem.specification.rate)
    #expect(rates.dropFirst(1000).max() ?? 0 > problem.largestRate)
    let plain = try path(.weightNorm, in: problem)
    #expect(plain.rises(tolerance: 1e-9) == 0)
    #expect(abs(plain.directionNorms[4000] / plain.directionNorms[1000] - 1) < 1e-9)
  }

  @Test func `the first steps are those by hand`() throws {
    let problem = try solved(steps: 1, seed: 1)
    guard case .values(let targets) = problem.targets else { return }
    let quadratic = Quadratic(leastSquares: problem.x, Array(targets.elements))
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
    let same = problem.shrinkage(problem.leastSquares)
    #expect(same.useful == 1 && same.useless == 1)
    #expect(problem.testError(problem.leastSquares) == 1)
    let half = problem.leastSquares.enumerated().map { $0 < 3 ? $1 : $1 / 2 }
    #expect(problem.shrinkage(half).useful == 1)
    #expect(abs(problem.shrinkage(half).useless - 0.5) < 1e-15)
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
    let problem = try PenaltyRaceProblem(.short, seed: 0)
    let regression = problem.regression
    let optimum = regression.minimum(penalty: penalty)
    func excess(_ step: Int) -> Double {
      zip(regression.curvatures, regression.axes).reduce(0) { sum, pair in
        let along = pair.1.dot(problem.start.subtracting(optimum))
        let curvature = pair.0 + penalty
        let factor = (0..<step).reduce(1.0) { value, _ in value * (1 - rate * curvature) }
        return sum + curvature * along * along * factor * factor
      }
    }
    let run = try problem.run(penalty: penalty, rate: rate)
    for step in 0...20 {
      #expect(abs(run.excess[step] - excess(step) / excess(0)) < 1e-12)
    }
    #expect(excess(run.steps) <= 1e-4 * excess(0) * (1 + 1e-9))
    #expect(excess(run.steps - 1) > 1e-4 * excess(0) * (1 - 1e-9))
  }

  @Test func `a rate beyond the limit never comes near`() throws {
    let run = try PenaltyRaceProblem(.short, seed: 0).run(penalty: 0.1, rate: 2.2)
    #expect(run.steps == 2001)
  }

  @Test func `a penalty lowers the condition number, saves steps and moves the optimum`()
    async throws
  {
    let race = try await PenaltyRace(.short, workers: Workers(count: 2))
    #expect(race.entries.map(\.penalty) == [0, 0.01, 0.1])
    #expect(race.condition(penalty: 0) == 120)
    #expect(abs(race.condition(penalty: 0.1) - 1.1 / (1.0 / 120 + 0.1)) < 1e-14)
    let effect = try #require(race.effect(race.entries[2]))
    #expect(effect.positiveCount == 3)
    #expect(race.entries[0].runs.allSatisfy { $0.optimumDistance < 1e-14 })
    #expect(race.entries[2].runs.allSatisfy { $0.optimumDistance > 0.01 })
    #expect(race.entries.map(\.bestIndex).allSatisfy { $0 < 5 })
  }
}
