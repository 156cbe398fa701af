import Runs
import Testing
import WeightNormCore

@testable import Experiments

extension GrowthSchedule: ShortExperiment {
  static var short: Specification {
    var specification = Specification()
    let arms = specification.cells[0].arms
    specification.cells = [
      .tiny(rates: RateGrid(lowest: -6, highest: 2, step: 2), arms: arms),
      .tiny(
        name: "other", rates: RateGrid(lowest: -10, highest: -2, step: 2), optimizer: .adam,
        arms: arms),
    ]
    return specification
  }

  static let pinnedHash: UInt64 = 0xa568_6ba1_22ed_1787
}

struct GrowthScheduleTests {
  @Test func `the full profile has small networks of convolutions too`() {
    let cells = GrowthSchedule.specification(of: .full).cells
    #expect(cells.map(\.name) == ["digits", "digits-adam", "two-layers", "two-layers-adam"])
    #expect(cells.map { $0.convolutions != nil } == [false, false, true, true])
    #expect(Set(cells.map { $0.arms.map(\.name) }).count == 1)
    #expect(Set(cells.map(\.streams)).count == 4)
  }

  private func run(_ arm: Arm, _ rule: OptimizerRule = .heavyBall, steps: Int? = nil) throws
    -> Trainer.Run
  {
    try Comparison.tiny(optimizer: rule).trainer.run(arm, rate: 0.125, seed: 0, steps: steps)
  }

  private func start(_ arm: Arm) throws -> MLP<Float> {
    try Comparison.tiny(arms: [arm]).trainer.start(arm, seed: 0).network
  }

  @Test(arguments: [OptimizerRule.sgd, .heavyBall, .adam])
  func `v keeps its length where it is kept, and grows where it is free`(
    _ rule: OptimizerRule
  ) throws {
    let start = try start(GrowthSchedule.free).directionLengths.joined()
    let kept = try run(GrowthSchedule.kept, rule).network.directionLengths.joined()
    let free = try run(GrowthSchedule.free, rule).network.directionLengths.joined()
    for (own, first) in zip(kept, start) { #expect(abs(own / first - 1) < 1e-6) }
    #expect(zip(free, start).contains { $0 > 1.01 * $1 })
  }

  @Test func `setting the length back leaves w as it is`() throws {
    var network = try run(GrowthSchedule.free).network
    let before = try network.layers.flatMap { Array(try $0.weight.elements).map(Double.init) }
    network.restoreDirections(network.directionLengths.map { $0.map { 3 * $0 } })
    let after = try network.layers.flatMap { Array(try $0.weight.elements).map(Double.init) }
    #expect(isClose(before, after, within: 1e-6))
    let standard = try start(.standardHe)
    var same = standard
    same.restoreDirections(standard.directionLengths)
    #expect(same == standard, "there is no v")
  }

  /// The step of w is the same from any length, until the second step sees another one.
  @Test func `the first step of w is the free one, the second is not`() throws {
    func weights(_ arm: Arm, steps: Int) throws -> [Double] {
      try run(arm, .sgd, steps: steps).network.layers.flatMap {
        Array(try $0.weight.elements).map(Double.init)
      }
    }
    let (free, kept) = (GrowthSchedule.free, GrowthSchedule.kept)
    #expect(
      isClose(try weights(free, steps: 1), try weights(kept, steps: 1), within: 1e-6))
    #expect(
      !isClose(try weights(free, steps: 8), try weights(kept, steps: 8), within: 1e-4))
  }

  /// With η at the first of four steps and η/4 at the last.
  @Test func `a falling rate is the constant one times what is left of the steps`() throws {
    func parameters(decaySteps: Int?, steps: Int) throws -> [Float] {
      let order = RandomStream(experiment: "decay", .order, seed: 0)
      var training = MinibatchTraining(
        ArmStart(network: try start(GrowthSchedule.free)), on: LabeledData.clusters,
        batchSize: 8, rule: .sgd, rate: 0.25, order: order,
        schedule: MinibatchTraining.Schedule(decaySteps: decaySteps))
      for _ in 0..<steps { _ = try training.step() }
      var network = training.network
      var all: [Float] = []
      network.forEachParameter { _, p in for index in p.indices { all.append(p[index]) } }
      return all
    }
    let zero = try parameters(decaySteps: nil, steps: 0)
    let first = try parameters(decaySteps: 4, steps: 1)
    #expect(first == (try parameters(decaySteps: nil, steps: 1)))
    #expect(first != zero)
    let last = try parameters(decaySteps: 4, steps: 4)
    #expect(last == (try parameters(decaySteps: 4, steps: 6)), "the rate is 0 from there on")
    #expect(last != (try parameters(decaySteps: 4, steps: 3)))
  }

  @Test func `both cells are told with the growth where it is free`() async throws {
    let result = try await GrowthSchedule.run(GrowthSchedule.short, .clusters)
    for name in ["tiny", "other"] {
      let cell = try result.cells[name]
      #expect(cell.growth > 1)
      for pairing in [GrowthSchedule.growing, GrowthSchedule.scheduling] {
        let effect = try cell.pairings[pairing.name].effect.value
        #expect(effect.low <= effect.high)
      }
    }
  }

  @Test func `a cell says what growth does`() {
    typealias Part = GrowthSchedule.Part
    #expect(Part(growth: .better, makesUp: true) == .schedule)
    #expect(Part(growth: .better, makesUp: false) == .more)
    #expect(Part(growth: .better, makesUp: nil) == .open)
    #expect(Part(growth: .equivalent, makesUp: false) == .nothing)
    #expect(Part(growth: .worse, makesUp: nil) == .nothing)
    #expect(Part(growth: .inconclusive, makesUp: true) == .open)
  }

  @Test(
    arguments: [
      ([.schedule, .schedule], .supported), ([.nothing, .nothing], .refuted),
      ([.schedule, .nothing], .mixed), ([.more, .schedule], .mixed), ([.more, .open], .mixed),
      ([.schedule, .open], .inconclusive), ([.open, .open], .inconclusive),
      ([.nothing, .open], .inconclusive), ([.more, .more], .mixed),
    ] as [([GrowthSchedule.Part], Outcome)])
  func `all cells decide together`(_ cells: [GrowthSchedule.Part], _ expected: Outcome) {
    #expect(GrowthSchedule.ruling(cells).outcome == expected)
  }

  @Test func `growth that is missed and made up for supports, and a void cell is open`() throws {
    let claim = try #require(GrowthSchedule.claims.first)
    func interval(_ low: Double, _ high: Double) -> Interval {
      Interval(estimate: (low + high) / 2, low: low, high: high)
    }
    func outcome(growth: Interval, falling: Interval, word: String = "told") throws -> Outcome? {
      var answers: [String: Measurement] = [:]
      for cell in ["digits", "digits-adam"] {
        for (pairing, effect) in [
          (GrowthSchedule.growing, growth), (GrowthSchedule.scheduling, falling),
        ] {
          answers["growth-schedule.\(cell).\(pairing.name).effect"] = .interval(effect)
          answers["growth-schedule.\(cell).\(pairing.name).verdict"] = .text(word)
        }
      }
      return try claim.verdict(answering: answers).outcome
    }
    let (missed, none) = (interval(0.3, 0.5), interval(-0.05, 0.05))
    #expect(try outcome(growth: missed, falling: none) == .supported)
    #expect(try outcome(growth: missed, falling: interval(-0.05, 0.4)) == .supported)
    #expect(try outcome(growth: missed, falling: interval(-0.5, -0.2)) == .mixed)
    #expect(try outcome(growth: missed, falling: interval(-0.2, 0.1)) == .inconclusive)
    #expect(try outcome(growth: none, falling: none) == .refuted)
    #expect(try outcome(growth: missed, falling: none, word: "void") == .inconclusive)
  }
}
