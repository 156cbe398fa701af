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
      let length = specification.startLength(path.arm)
      let w = u.scaled(by: length)
      let distance = w.subtracting(stream.target).norm
      #expect(abs(path.excess[0] / (distance * distance / 2) - 1) < 1e-12, "\(path.arm)")
      let slope = gradient(w)
      let along = slope.dot(u)
      let next: [Double]
      switch path.arm {
      case .standard(let octave): next = w.subtracting(slope.scaled(by: RateGrid.rate(octave)))
      case .schedule(let index):
        next = w.subtracting(slope.scaled(by: specification.schedules[index].start))
      case .replay(let octave):
        next = w.subtracting(slope.scaled(by: RateGrid.rate(octave) * 4))
      case .fixed(let octave), .trained(let octave), .slow(let octave):
        let rates = specification.learningRates(path.arm)
        let across = slope.subtracting(u.scaled(by: along))
        let v = u.subtracting(across.scaled(by: RateGrid.rate(octave) * length))
        next = v.scaled(by: (length - rates[.magnitude] * along) / v.norm)
      }
      let after = next.subtracting(stream.target).norm
      #expect(abs(path.excess[1] / (after * after / 2) - 1) < 1e-10, "\(path.arm)")
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
    let rates = try [-5.0, -1].map { try path(.fixed(octave: $0), run).endRate }
    #expect(rates[0] / rates[1] > 1.25 || rates[1] / rates[0] > 1.25)
    #expect(try path(.fixed(octave: -5), run).floor < 1e-9)
    #expect(try path(.standard(octave: -5), run).floor < 1e-9)
  }

  @Test(arguments: [-4.0, -2])
  func `with noise the direction's rate and the length of v come to those of theory`(
    _ octave: Double
  ) throws {
    let specification = Noise.Specification.short(steps: 4000)
    let paths = try (0..<3).map { try path(.fixed(octave: octave), run(specification, seed: $0)) }
    let rate = paths.map(\.endRate).median
    #expect(abs(rate / specification.mergedRate(after: 4000) - 1) < 0.15)
    let norm = paths.compactMap(\.norms.last).median
    let theory = specification.norm(after: 4000, rate: RateGrid.rate(octave))
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
    let diverged = try path(.standard(octave: 1), run)
    let step = try #require(diverged.divergence)
    #expect(diverged.floor == .infinity && diverged.learned == nil && diverged.endRate.isNaN)
    let lost = diverged.excess.map(\.isNaN)
    #expect(step > 0 && lost == lost.indices.map { $0 >= step })
    var calm = specification
    calm.rates = RateGrid(lowest: -6, highest: -1, step: 1)
    let others = try self.run(calm)
    for arm in [NoiseArm.standard(octave: -4), .fixed(octave: -2), .slow(octave: -3)] {
      #expect(try path(arm, others).excess == path(arm, run).excess)
    }
  }

  /// ‖v‖ that overflowed gives w = 0 and a loss that looks finite.
  @Test func `a length of v that is not finite is a divergence, whatever the loss`() {
    let specification = Noise.Specification()
    func isSound(_ norm: Double, _ length: Double) -> Bool {
      specification.isSound(NeuronRow.State(norm: norm, length: length, excess: 0.1))
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
    var path = NoisePath(.standard(octave: -1))
    for (step, loss) in excess.enumerated() {
      path.append(
        NeuronRow.State(norm: 1, length: 1, excess: loss), rate: 0.5, step: step, isKept: true,
        specification)
    }
    return path
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
struct NoiseResultsTests {
  private static let results = Task {
    let specification = Noise.Specification.short(steps: 800, seeds: [0, 1, 2])
    return NoiseResults(
      specification, try specification.seeds.map { try NoiseRun(specification, seed: $0) })
  }

  private func results() async throws -> NoiseResults { try await Self.results.value }

  @Test(arguments: [-4.0, -2, 0])
  func `an equal floor is the greatest rate whose floor is low enough`(_ octave: Double)
    async throws
  {
    let results = try await results()
    let arm = NoiseArm.fixed(octave: octave)
    let limit = 1.05 * results.floor(arm)
    let brute = results.specification.standardOctaves.filter {
      results.floor(.standard(octave: $0)) <= limit
    }.max()
    #expect(results.equalFloor(to: arm) == brute.map { NoiseArm.standard(octave: $0) })
  }

  @Test func `an equal speed is the lowest floor of those that are as soon, or the soonest`()
    async throws
  {
    let results = try await results()
    let soonest = results.soonestStandard
    let arms = results.specification.standardOctaves.map { NoiseArm.standard(octave: $0) }
    let steps = arms.map { results.steps($0).median }
    #expect(results.steps(soonest).median == steps.minimum)
    let late = NoiseArm.slow(octave: -6)
    let other = results.equalSpeed(to: late)
    let limit = results.steps(late).median
    #expect(results.steps(other).median <= limit)
    for (arm, steps) in zip(arms, steps) where steps <= limit {
      #expect(results.floor(other) <= results.floor(arm))
    }
    #expect(results.floor(other) < results.floor(soonest))
  }

  @Test func `runs that never learn count as one step more than there are`() async throws {
    let results = try await results()
    let arm = NoiseArm.standard(octave: 1)
    #expect(results.censored(arm) == 3)
    #expect(results.steps(arm) == [801, 801, 801])
    #expect(results.floor(arm) == .infinity)
    #expect(results.floorRange([0, 1]) { .standard(octave: $0) } == .infinity)
  }

  @Test func `gains are positive for the sooner and the lower`() async throws {
    let results = try await results()
    let (slow, quick) = (NoiseArm.standard(octave: -6), NoiseArm.standard(octave: -4))
    let speed = results.speedGain(quick, over: slow)
    #expect(speed.interval.estimate > 0.5 && speed.positiveCount == 3)
    let floor = results.floorGain(slow, over: quick)
    #expect(floor.interval.estimate > 0.5 && floor.positiveCount == 3)
    #expect(results.floorGain(quick, over: slow).interval.estimate < 0)
  }

  @Test func `an unknown arm stops the program`() async {
    await #expect(processExitsWith: .failure) {
      let specification = Noise.Specification.short(steps: 1, seeds: [0])
      let results = NoiseResults(specification, [try NoiseRun(specification, seed: 0)])
      _ = results.floor(.fixed(octave: 9))
    }
  }

  @Test(
    arguments: [
      (.standard(octave: -6.25), "standard.octave-6_25"), (.fixed(octave: -4), "fixed.octave-4"),
      (.trained(octave: 1), "trained.octave1"), (.slow(octave: 0), "trained-slow.octave0"),
      (.schedule(0), "schedule1"), (.replay(octave: -1), "replay.plain"),
    ] as [(NoiseArm, String)])
  func `an arm has a name`(_ arm: NoiseArm, _ expected: String) {
    #expect(arm.name == expected)
  }
}
