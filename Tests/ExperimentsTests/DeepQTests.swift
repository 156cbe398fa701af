import Runs
import Testing
import WeightNormCore

@testable import Experiments

extension DeepQ: ShortExperiment {
  static let short: Specification = {
    var specification = Specification()
    for cell in [\Specification.cartPole, \.catching] {
      specification[keyPath: cell].steps = 400
      specification[keyPath: cell].learning.firstUpdate = 100
      specification[keyPath: cell].learning.batchSize = 8
      specification[keyPath: cell].learning.explorationSteps = 100
      specification[keyPath: cell].hiddenSizes = [8]
      specification[keyPath: cell].tuningSeeds = [100, 101]
      specification[keyPath: cell].evaluationSeeds = [0, 1, 2, 3]
    }
    specification.cartPole.arms += [.standardDecaying, .weightNormScaled]
    specification.curvePoints = 4
    return specification
  }()

  static let pinnedHash: UInt64 = 0x4148_c495_2fb9_8413
}

/// The parts of an agent that learns.
struct QLearningTests {
  @Test func `exploration falls in a line, and stays`() {
    let learning = QLearning()
    #expect(learning.exploration(at: 1) == 1)
    #expect(isClose([learning.exploration(at: 1501)], [0.525], within: 1e-15))
    for step in [3001, 3002, 20_000] { #expect(learning.exploration(at: step) == 0.05) }
  }

  @Test func `what follows counts unless the task has ended`() throws {
    let learning = QLearning(discount: 0.5)
    let successors = try Matrix<Float>(rows: 4, columns: 2, elements: [3, 8, 3, 8, -2, -6, 0, 0])
    var targets = [Float](repeating: .nan, count: 4)
    // The second ended; the first may have been cut off, and goes on.
    learning.formTargets(
      &targets, rewards: [1, 1, 0, -1], isTerminal: [false, true, false, false],
      successors: successors)
    let expected: [Float] = [5, 1, -1, -1]
    #expect(targets == expected)
  }

  @Test func `of equal values the first is the greatest`() throws {
    let matrix = try Matrix<Float>(rows: 2, columns: 3, elements: [1, 2, 2, -1, -1, -3])
    #expect(matrix.greatest(inRow: 0) == (1, 2))
    #expect(matrix.greatest(inRow: 1) == (0, -1))
  }
}

struct ReplayMemoryTests {
  /// Remembers as many steps of balls in column 3, the n-th with action n.
  private func memory(_ steps: Int, capacity: Int) -> ReplayMemory {
    var memory = ReplayMemory(capacity: capacity, observationSize: Catch.observationSize)
    for step in 0..<steps {
      let before = Catch(ballColumn: step % 5)
      var after = before
      _ = after.step(1)
      memory.append(
        from: before, step, EnvironmentStep(reward: Double(step), isTerminal: step == 3), to: after)
    }
    return memory
  }

  private func drawn(_ memory: ReplayMemory, size: Int) -> TransitionBatch {
    var stream = RandomStream(experiment: "memory", .replay, seed: 0)
    var batch = TransitionBatch(size: size, observationSize: Catch.observationSize)
    memory.draw(&batch, from: &stream)
    return batch
  }

  @Test func `it holds what it was given`() {
    let memory = memory(4, capacity: 10)
    #expect(memory.count == 4)
    let batch = drawn(memory, size: 200)
    #expect(Set(batch.actions) == [0, 1, 2, 3])
    for row in 0..<200 {
      let action = batch.actions[row]
      #expect(batch.rewards[row] == Float(action) && batch.isTerminal[row] == (action == 3))
      // The ball in the first row before, in the second one after.
      #expect(batch.observations[row, action] == 1 && batch.successors[row, action] == 0)
      #expect(batch.successors[row, 5 + action] == 1)
    }
  }

  @Test func `when it is full the oldest goes first`() {
    let memory = memory(23, capacity: 5)
    #expect(memory.count == 5)
    let actions = drawn(memory, size: 500).actions
    #expect(Set(actions) == [18, 19, 20, 21, 22])
    for action in 18...22 { #expect((60...140).contains(actions.count { $0 == action })) }
  }
}

struct DeepQTests {
  private func run(_ arm: QArm, _ environment: DeepQ.EnvironmentName, steps: Int, seed: Int = 7)
    throws -> QRun
  {
    let specification = DeepQ.Specification()
    var cell = environment == .catch ? specification.catching : specification.cartPole
    cell.steps = steps
    return try cell.run(arm, rate: 0x1p-9, seed: seed)
  }

  @Test(arguments: [QArm.standard, .weightNorm], [DeepQ.EnvironmentName.cartPole, .catch])
  func `agents learn`(_ arm: QArm, _ environment: DeepQ.EnvironmentName) throws {
    let run = try run(arm, environment, steps: 6000)
    #expect(!run.hasDiverged)
    let returns = run.meanReturns(window: 1000, steps: 6000)
    switch environment {
    case .cartPole: #expect(returns[0] < 40 && returns[5] > 2 * returns[0])
    case .catch: #expect(returns[0] < 0 && returns[5] > 0.5)
    }
  }

  @Test func `the same seed gives the same run, another one another`() throws {
    let first = try run(.weightNorm, .cartPole, steps: 1500)
    #expect(try run(.weightNorm, .cartPole, steps: 1500) == first)
    #expect(try run(.weightNorm, .cartPole, steps: 1500, seed: 8) != first)
  }

  /// Before the first update all arms are the same function and draw the same numbers.
  @Test func `arms begin alike`() throws {
    let runs = try [QArm.standard, .weightNorm, .weightNormDecaying, .weightNormScaled].map {
      try run($0, .cartPole, steps: 499).episodes
    }
    #expect(runs[0].count > 10 && runs.allSatisfy { $0 == runs[0] })
  }

  @Test func `a run that diverges has the least return`() throws {
    var cell = DeepQ.Specification().cartPole
    cell.steps = 3000
    let run = try cell.run(.standard, rate: 1e30, seed: 0)
    #expect(run.hasDiverged && run.meanReturn == 0 && run.shortfall == 200)
  }

  @Test func `returns are told by the window in which episodes end`() {
    var run = QRun(returns: 0...10)
    #expect(run.meanReturn == 0)
    for (step, value) in [(3, 4.0), (10, 6), (11, 1)] {
      run.episodes.append(QRun.Episode(lastStep: step, return: value))
    }
    let returns = run.meanReturns(window: 10, steps: 30)
    #expect(returns[0] == 5 && returns[1] == 1 && returns[2].isNaN)
    let expected = 11.0 / 3
    #expect(run.meanReturn == expected && run.shortfall == 10 - expected)
  }

  @Test func `an episode is cut off after 200 steps`() throws {
    let run = try run(.standard, .cartPole, steps: 20_000)
    #expect(run.episodes.map(\.return).maximum == 200)
    for (first, second) in zip(run.episodes, run.episodes.dropFirst()) {
      #expect(Double(second.lastStep - first.lastStep) == second.return)
    }
  }
}

struct DeepQClaimTests {
  private static let better = Interval(estimate: 1, low: 0.9, high: 1.1)
  private static let worse = Interval(estimate: -1, low: -1.1, high: -0.9)
  private static let none = Interval(estimate: 0, low: -0.01, high: 0.02)
  private static let open = Interval(estimate: 1, low: -1, high: 3)

  /// The effects of the first in ten times its margin.
  private static func outcome(
    _ cartPole: Interval, _ catching: Interval, word: String = ""
  ) throws -> Outcome? {
    let claim = try #require(DeepQ.claims.first)
    let wide = Interval(
      estimate: 50 * cartPole.estimate, low: 50 * cartPole.low, high: 50 * cartPole.high)
    return try claim.verdict(answering: [
      "deep-q.cart-pole.wn-over-std.effect": .interval(wide),
      "deep-q.catch.wn-over-std.effect": .interval(catching),
      "deep-q.cart-pole.wn-over-std.verdict": .text(word),
      "deep-q.catch.wn-over-std.verdict": .text(word),
    ]).outcome
  }

  @Test(
    arguments: [
      (better, better, .supported), (none, worse, .refuted), (worse, worse, .refuted),
      (better, none, .mixed), (worse, better, .mixed), (better, open, .inconclusive),
      (open, none, .inconclusive), (open, open, .inconclusive),
    ] as [(Interval, Interval, Outcome)])
  func `the claim needs both environments`(
    _ cartPole: Interval, _ catching: Interval, _ expected: Outcome
  ) throws {
    #expect(try Self.outcome(cartPole, catching) == expected)
    #expect(try Self.outcome(cartPole, catching, word: CellVerdict.void) == .inconclusive)
  }
}
