internal import WeightNormCore

/// One agent in one environment.
struct QTraining<World: Environment> {
  private let learning: QLearning
  private let steps: Int
  private let rate: Double
  private let lastRateShare: Double
  private var agent: QAgent
  private var memory: ReplayMemory
  private var worlds: RandomStream
  private var exploration: RandomStream
  private var replay: RandomStream

  /// - Throws: as `WeightNormDense.weight()`.
  init(
    _ cell: DeepQ.Cell, _ arm: QArm, rate: Double, seed: Int
  ) throws(CoreError) {
    func stream(_ label: StreamLabel) -> RandomStream { cell.stream(label, seed: seed) }
    var initialization = stream(.initialization)
    learning = cell.learning
    steps = cell.steps
    self.rate = rate
    lastRateShare = arm.lastRateShare
    let network = try MLP<Float>.he(
      sizes: [World.observationSize] + cell.hiddenSizes + [World.actionCount], hidden: .relu,
      from: &initialization)
    agent = try QAgent(try arm.parameterized(network), learning, rate: rate)
    memory = ReplayMemory(
      capacity: learning.memorySize, observationSize: World.observationSize)
    worlds = stream(.environment)
    exploration = stream(.exploration)
    replay = stream(.replay)
  }

  /// All steps; those before a norm or the loss left the finite numbers where one does.
  ///
  /// - Throws: `CoreError` for any other fault.
  mutating func run() throws(CoreError) -> QRun {
    var run = QRun(returns: World.returns)
    do {
      try go(on: &run)
    } catch {
      guard error.isDivergence else { throw error }
      run.hasDiverged = true
    }
    return run
  }

  private mutating func go(on run: inout QRun) throws(CoreError) {
    var world = World(from: &worlds)
    var (episodeSteps, episodeReturn) = (0, 0.0)
    for step in 1...steps {
      let action =
        exploration.uniform() < learning.exploration(at: step)
        ? exploration.integer(below: World.actionCount) : try agent.bestAction(in: world)
      let before = world
      let answer = world.step(action)
      memory.append(from: before, action, answer, to: world)
      episodeSteps += 1
      episodeReturn += answer.reward
      if answer.isTerminal || episodeSteps == World.stepLimit {
        run.episodes.append(QRun.Episode(lastStep: step, return: episodeReturn))
        world = World(from: &worlds)
        (episodeSteps, episodeReturn) = (0, 0)
      }
      if step >= learning.firstUpdate {
        try agent.learn(from: memory, drawing: &replay, rate: rate(at: step))
      }
      if step.isMultiple(of: learning.targetPeriod) { try agent.copyTarget() }
    }
  }

  /// The rate at a step: from the first to the last it falls by the same amount in each.
  private func rate(at step: Int) -> Double {
    rate * (1 - (1 - lastRateShare) * Double(step - 1) / Double(max(steps - 1, 1)))
  }
}

/// What a run leaves.
struct QRun: Equatable, Sendable {
  /// One that ended or was cut off.
  struct Episode: Equatable, Sendable {
    let lastStep: Int
    /// The sum of its rewards.
    let `return`: Double
  }

  /// The least and the greatest return of an episode.
  let returns: ClosedRange<Double>
  /// Those that began and ended within the run.
  var episodes: [Episode] = []
  var hasDiverged = false

  /// Over the episodes; the least possible return after a divergence, and where no episode ended.
  var meanReturn: Double {
    hasDiverged || episodes.isEmpty ? returns.lowerBound : episodes.map(\.return).mean
  }

  /// By how much the mean return falls short of the greatest one: what is tuned on and compared, of which
  /// less is better.
  var shortfall: Double { returns.upperBound - meanReturn }

  /// The mean return of the episodes that ended in each window of so many steps; NaN where none did.
  func meanReturns(window: Int, steps: Int) -> [Double] {
    (0..<steps / window).map { index in
      let range = index * window + 1...(index + 1) * window
      return episodes.filter { range.contains($0.lastStep) }.map(\.return).mean
    }
  }
}
