import Runs
import Testing
import WeightNormCore

@testable import Experiments

extension Noise.Specification {
  /// Few steps, rates and seeds.
  static func short(steps: Int = 300, seeds: [Int] = [0, 1]) -> Noise.Specification {
    var specification = Noise.Specification()
    specification.inputSize = 6
    specification.batchSize = 4
    specification.steps = steps
    specification.rates = RateGrid(lowest: -6, highest: 1, step: 1)
    specification.fineRates = RateGrid(lowest: -6, highest: -5, step: 0.25)
    specification.watched = [-3, -1]
    specification.seeds = seeds
    return specification
  }
}

extension NoiseArm {
  fileprivate static func slow(exponent: Double) -> Self { .constant(.slow, exponent: exponent) }
}

struct NoiseTests {
  private func run(_ specification: Noise.Specification, seed: Int = 0) throws -> NoiseRun {
    try NoiseRun(specification, seed: seed)
  }

  private func path(_ arm: NoiseArm, _ run: NoiseRun) throws -> NoisePath {
    try #require(run.paths.first { $0.arm == arm })
  }

  // MARK: The runs

  @Test func `arms start where they should, and the first step is that by hand`() throws {
    let specification = Noise.Specification.short(steps: 1)
    let run = try run(specification)
    let stream = RegressionStream(specification, seed: 0, steps: 1)
    let (x, u) = (stream.batches[0].inputs, stream.startDirection)
    func gradient(_ w: [Double]) -> [Double] {
      (0..<4).reduce([Double](repeating: 0, count: 6)) { sum, row in
        let input = Array(x[row: row])
        let error = input.dot(w) - stream.batches[0].outputs[row]
        return sum.adding(input.scaled(by: error / 4))
      }
    }
    for path in run.paths {
      let length = specification.start(path.arm).magnitude ?? specification.start(path.arm).norm
      let w = u.scaled(by: length)
      let distance = w.subtracting(stream.target).norm
      #expect(abs(path.states[0].excess / (distance * distance / 2) - 1) < 1e-12, "\(path.arm)")
      let slope = gradient(w)
      let along = slope.dot(u)
      let next: [Double]
      switch path.arm {
      case .constant(.standard, let exponent):
        next = w.subtracting(slope.scaled(by: RateGrid.rate(exponent)))
      case .schedule(let index):
        next = w.subtracting(slope.scaled(by: specification.schedules[index].start))
      case .replay(let exponent):
        next = w.subtracting(slope.scaled(by: RateGrid.rate(exponent) * 4))
      case .constant(_, let exponent):
        let rates = specification.learningRates(path.arm, step: 0, replayed: 0)
        let across = slope.subtracting(u.scaled(by: along))
        let v = u.subtracting(across.scaled(by: RateGrid.rate(exponent) * length))
        next = v.scaled(by: (length - rates[.magnitude] * along) / v.norm)
      }
      let after = next.subtracting(stream.target).norm
      #expect(abs(path.states[1].excess / (after * after / 2) - 1) < 1e-10, "\(path.arm)")
    }
  }

  @Test(arguments: 0..<3)
  func `descent along the sphere at the rates of a frozen g is the same run`(_ seed: Int) throws {
    let run = try run(.short(steps: 1000), seed: seed)
    #expect(run.projectedDifference < 1e-12)
  }

  /// The control of that check: at other rates it is another run.
  @Test func `descent along the sphere at half the rate is another run`() throws {
    let specification = Noise.Specification.short(steps: 1)
    let stream = RegressionStream(specification, seed: 0, steps: 1)
    let start = stream.startDirection.scaled(by: 2)
    let ends = [0.5, 1].map { factor in
      NoiseRun.projectedStep(
        from: start, length: 2, along: stream.batches[0], rate: 2 * factor)
    }
    #expect(ends[0].subtracting(ends[1]).norm > 1e-3)
    #expect(ends.allSatisfy { abs($0.norm - 2) < 1e-14 })
  }

  /// Without noise the gradient vanishes with the loss, and ‖v‖ stops growing.
  @Test func `without noise the rates do not merge`() throws {
    var specification = Noise.Specification.short(steps: 3000)
    specification.noise = 0
    let run = try run(specification)
    let rates = try [-5.0, -1].map { try path(.fixed(exponent: $0), run).endRate }
    #expect(rates[0] / rates[1] > 1.25 || rates[1] / rates[0] > 1.25)
    #expect(try path(.fixed(exponent: -5), run).floor < 1e-9)
    #expect(try path(.standard(exponent: -5), run).floor < 1e-9)
  }

  @Test(arguments: [-4.0, -2])
  func `with noise the direction's rate and the length of v come to those of theory`(
    _ exponent: Double
  ) throws {
    let specification = Noise.Specification.short(steps: 4000)
    let paths = try (0..<3).map {
      try path(.fixed(exponent: exponent), run(specification, seed: $0))
    }
    let rate = paths.map(\.endRate).median
    #expect(abs(rate / specification.mergedRate(after: 4000) - 1) < 0.15)
    let norm = paths.compactMap(\.end?.norm).median
    let theory = specification.norm(after: 4000, rate: RateGrid.rate(exponent))
    #expect(abs(norm / theory - 1) < 0.1)
  }

  /// g/(G√(2t)) with G² = 19/8, and (2η²g²G²t)^¼.
  @Test func `the theory of the experiment has its printed values`() {
    let specification = Noise.Specification()
    #expect(abs(specification.mergedRate(after: 4000) - 0.0145) < 5e-5)
    #expect(abs(specification.mergedRate(after: 20_000) - 0.0065) < 5e-5)
    let fourth = 2 * 0.25 * 4 * 19.0 / 8 * 4000
    let norm = specification.norm(after: 4000, rate: 0.5)
    #expect(abs(norm * norm * norm * norm / fourth - 1) < 1e-12)
  }

  @Test func `v grows like the fourth root of time in long runs`() throws {
    var specification = Noise.Specification.short(steps: 2)
    specification.longSteps = 6000
    specification.longRates = [0.1, 0.3]
    let run = try run(specification)
    #expect(run.longSlopes.count == 2)
    #expect(run.longSlopes.allSatisfy { (0.22...0.27).contains($0) }, "\(run.longSlopes)")
    #expect(try self.run(.short(steps: 2)).longSlopes.isEmpty)
  }

  // MARK: Runs that diverge

  @Test func `a rate beyond stability diverges, and its neighbours do not notice`() throws {
    let specification = Noise.Specification.short(steps: 150)
    let run = try run(specification)
    let diverged = try path(.standard(exponent: 1), run)
    let step = try #require(diverged.divergence)
    #expect(diverged.floor == .infinity && diverged.learned == nil && diverged.endRate.isNaN)
    #expect(step > 0 && diverged.states.count == step && diverged.end == nil)
    var calm = specification
    calm.rates = RateGrid(lowest: -6, highest: -1, step: 1)
    let others = try self.run(calm)
    for arm in [NoiseArm.standard(exponent: -4), .fixed(exponent: -2), .slow(exponent: -3)] {
      #expect(try path(arm, others).states == path(arm, run).states)
    }
  }

  /// ‖v‖ that overflowed gives w = 0 and a loss that looks finite.
  @Test func `a length of v that is not finite is a divergence, whatever the loss`() {
    let specification = Noise.Specification()
    func isSound(_ norm: Double, _ length: Double) -> Bool {
      specification.isSound(NeuronRow.State(norm: norm, length: length, rate: 0.5, excess: 0.1))
    }
    #expect(isSound(1, 2) && isSound(1e300, 2) && isSound(1, 2000))
    #expect(!isSound(.infinity, 2) && !isSound(.nan, 2) && !isSound(0, 2))
    #expect(!isSound(1, 2000.nextUp) && !isSound(1, .infinity) && !isSound(1, .nan))
  }

  // MARK: Floors and steps

  private func path(excess: [Double], _ change: (inout Noise.Specification) -> Void) -> NoisePath {
    var specification = Noise.Specification()
    specification.steps = excess.count - 1
    change(&specification)
    return NoisePath(
      .standard(exponent: -1),
      excess.map { NeuronRow.State(norm: 1, length: 1, rate: 0.5, excess: $0) }, specification)
  }

  @Test func `a floor is the mean of the last steps, and learning its first step at the threshold`()
  {
    let excess = [1, 0.05, 0.2, 0.01, 0.03]
    let half = path(excess: excess) { $0.floorShare = 0.5 }
    #expect(abs(half.floor - 0.02) < 1e-15)
    #expect(half.learned == 1)
    let later = path(excess: excess) { $0.laterShare = 0.75 }
    #expect(abs(later.laterMean - 0.08) < 1e-15)
    #expect(path(excess: excess) { $0.floorShare = 0.1 }.floor == 0.03)
    #expect(path(excess: excess) { $0.threshold = 0.009 }.learned == nil)
    #expect(path(excess: excess) { $0.threshold = 0.009 }.steps == 5 && half.steps == 1)
    #expect(path(excess: excess) { $0.threshold = 1 }.learned == 0)
  }

  @Test func `a schedule falls like one over the root of time`() {
    let schedule = RateSchedule(start: 0.5, scale: 4)
    #expect(schedule.rate(0) == 0.5)
    #expect(schedule.rate(12) == 0.25)
    #expect(schedule.rate(60) == 0.125)
  }
}

/// Which standard neuron is compared with, on a few seeds of the real runs.
struct NoiseRunsTests {
  private static let runs = Task {
    let specification = Noise.Specification.short(steps: 800, seeds: [0, 1, 2])
    return NoiseRuns(
      specification: specification,
      runs: try specification.seeds.map { try NoiseRun(specification, seed: $0) })
  }

  private func runs() async throws -> NoiseRuns { try await Self.runs.value }

  @Test(arguments: [-4.0, -2, 0])
  func `an equal floor is the greatest rate whose floor is low enough`(_ exponent: Double)
    async throws
  {
    let runs = try await runs()
    let arm = NoiseArm.fixed(exponent: exponent)
    let limit = 1.05 * runs.floor(arm)
    let brute = runs.specification.exponents(of: .standard).filter {
      runs.floor(.standard(exponent: $0)) <= limit
    }.max()
    #expect(runs.equalFloor(to: arm) == brute)
  }

  @Test func `an equal speed is the lowest floor of those that are as soon, or the soonest`()
    async throws
  {
    let runs = try await runs()
    let soonest = NoiseArm.standard(exponent: runs.soonestStandard)
    let arms = runs.specification.exponents(of: .standard).map { NoiseArm.standard(exponent: $0) }
    let steps = arms.map(runs.steps)
    #expect(runs.steps(soonest) == steps.minimum)
    let late = NoiseArm.slow(exponent: -6)
    let other = NoiseArm.standard(exponent: runs.equalSpeed(to: late))
    let limit = runs.steps(late)
    #expect(runs.steps(other) <= limit)
    for (arm, steps) in zip(arms, steps) where steps <= limit {
      #expect(runs.floor(other) <= runs.floor(arm))
    }
    #expect(runs.floor(other) < runs.floor(soonest))
  }

  @Test func `runs that never learn count as one step more than there are`() async throws {
    let runs = try await runs()
    let arm = NoiseArm.standard(exponent: 1)
    #expect(runs.paths(arm).map(\.learned) == [nil, nil, nil])
    #expect(runs.paths(arm).map(\.steps) == [801, 801, 801] && runs.steps(arm) == 801)
    #expect(runs.floor(arm) == .infinity)
  }

  @Test func `gains are positive for the sooner and the lower`() async throws {
    let runs = try await runs()
    let (slow, quick) = (NoiseArm.standard(exponent: -6), NoiseArm.standard(exponent: -4))
    let speed = try #require(runs.gain(in: \.steps, quick, over: slow))
    #expect(speed.interval.estimate > 0.5 && speed.positiveCount == 3)
    let floor = try #require(runs.gain(in: \.floor, slow, over: quick))
    #expect(floor.interval.estimate > 0.5 && floor.positiveCount == 3)
    let opposite = try #require(runs.gain(in: \.floor, quick, over: slow))
    #expect(opposite.interval.estimate < 0)
    #expect(runs.gain(in: \.floor, quick, over: .standard(exponent: 1)) == nil)
  }

  @Test func `an unknown arm stops the program`() async {
    await #expect(processExitsWith: .failure) {
      let specification = Noise.Specification.short(steps: 1, seeds: [0])
      let runs = NoiseRuns(
        specification: specification, runs: [try NoiseRun(specification, seed: 0)])
      _ = runs.floor(.fixed(exponent: 9))
    }
  }

  @Test(
    arguments: [
      (.standard(exponent: -6.25), "standard.exponent-6_25"),
      (.fixed(exponent: -4), "fixed.exponent-4"),
      (.constant(.trained, exponent: 1), "trained.exponent1"),
      (.slow(exponent: 0), "trained-slow.exponent0"),
      (.schedule(0), "schedule1"), (.replay(exponent: -1), "replay.plain"),
    ] as [(NoiseArm, String)])
  func `an arm has a name`(_ arm: NoiseArm, _ expected: String) {
    #expect(arm.name == expected)
  }

  // MARK: What is recorded

  @Test func `a result has the numbers of its runs`() async throws {
    let runs = try await runs()
    let result = Noise.Result(runs)
    let arm = NoiseArm.fixed(exponent: -4)
    let equal = try #require(runs.equalFloor(to: arm))
    let compared = try result.compared["fixed"]
    #expect(compared.equalFloor.standardExponent == equal)
    let effect = try #require(runs.gain(in: \.steps, arm, over: .standard(exponent: equal)))
    #expect(compared.equalFloor.effect.value == effect.interval)
    #expect(compared.equalFloor.favourable == effect.positiveCount)
    #expect(try result.arms[arm.name].floor == runs.floor(arm))
    #expect(try result.arms[arm.name].speedGain == effect.differences.median)
    let floors = (-6...1).map { runs.floor(.fixed(exponent: Double($0))) }
    #expect(try result.families["fixed"].floorRange == floors.maximum / floors.minimum)
    #expect(try result.watched["fixed.exponent-1"].norm.positions.last == 800)
    #expect(result.long == nil)
  }

  @Test func `a median run that diverged has a mark and no floor`() async throws {
    let result = Noise.Result(try await runs())
    let arm = try result.arms["standard.exponent1"]
    #expect(arm.floor == nil && arm.steps == 801 && arm.endRate == nil && arm.speedGain == nil)
    let standard = try result.families["standard"]
    #expect(standard.floor.median.last == .some(nil))
    #expect(standard.divergence?.median.last == 10)
    #expect(try result.families["fixed"].divergence == nil)
  }

  @Test func `long runs are recorded where they are asked for, and the claim is decided`()
    async throws
  {
    var specification = Noise.Specification.short(steps: 800)
    specification.longSteps = 4000
    let context = RunContext(profile: .full, workers: Workers(count: 2), data: .installed)
    let record = try await Noise.record(specification, context)
    let long = try #require(try Noise.result(of: record).long)
    #expect(long.slopeLow > 0.2 && long.slopeLow < long.slopeHigh && long.slopeHigh < 0.3)
    let verdict = try Noise.claims[0].verdict(over: [Noise.id: record])
    #expect(verdict.outcome != nil)
    #expect(verdict.evidence.count == 5)
    #expect(verdict.evidence[1].holds, "descent along the sphere is the same run")
  }

  @Test func `ranges that hold a rate that diverged have no factor`() async throws {
    var specification = Noise.Specification.short(steps: 150)
    specification.standardRange = RateGrid(lowest: 0, highest: 1, step: 1)
    let context = RunContext(profile: .default, workers: Workers(count: 1), data: .installed)
    let result = try await Noise.run(specification, context)
    #expect(try result.families["standard"].floorRange == nil)
    #expect(try result.families["fixed"].floorRange ?? 0 > 1)
  }
}
