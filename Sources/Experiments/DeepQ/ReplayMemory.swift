internal import WeightNormCore

/// The last transitions of an agent, as many as there is room for: a new one takes the place of the oldest.
struct ReplayMemory {
  private(set) var count = 0
  /// Where the next one goes.
  private var place = 0
  private let capacity: Int
  private var observations: Matrix<Float>
  private var successors: Matrix<Float>
  private var actions: [Int]
  private var rewards: [Float]
  private var isTerminal: [Bool]

  /// - Precondition: room for at least one.
  init(capacity: Int, observationSize: Int) {
    precondition(capacity > 0, "a memory without room")
    self.capacity = capacity
    observations = Matrix(rows: capacity, columns: observationSize)
    successors = observations
    actions = [Int](repeating: 0, count: capacity)
    rewards = [Float](repeating: 0, count: capacity)
    isTerminal = [Bool](repeating: false, count: capacity)
  }

  /// Keeps what an action led to.
  ///
  /// - Precondition: observations of the memory's size.
  mutating func append<World: Environment>(
    from before: World, _ action: Int, _ answer: EnvironmentStep, to after: World
  ) {
    before.observe(into: &observations, row: place)
    after.observe(into: &successors, row: place)
    actions[place] = action
    rewards[place] = Float(answer.reward)
    isTerminal[place] = answer.isTerminal
    place = (place + 1) % capacity
    count = min(count + 1, capacity)
  }

  /// Fills a batch with transitions drawn with equal chances, each as often as it comes.
  ///
  /// - Precondition: there is one, of the batch's observation size.
  func draw(_ batch: inout TransitionBatch, from stream: inout RandomStream) {
    for row in batch.places.indices {
      let place = stream.integer(below: count)
      batch.places[row] = place
      batch.actions[row] = actions[place]
      batch.rewards[row] = rewards[place]
      batch.isTerminal[row] = isTerminal[place]
    }
    batch.observations.copyRows(batch.places[...], from: observations)
    batch.successors.copyRows(batch.places[...], from: successors)
  }
}

/// Transitions to learn from: a row each.
struct TransitionBatch {
  /// Where they stand in the memory.
  fileprivate(set) var places: [Int]
  fileprivate(set) var observations: Matrix<Float>
  fileprivate(set) var actions: [Int]
  fileprivate(set) var rewards: [Float]
  fileprivate(set) var successors: Matrix<Float>
  fileprivate(set) var isTerminal: [Bool]

  init(size: Int, observationSize: Int) {
    places = [Int](repeating: 0, count: size)
    observations = Matrix(rows: size, columns: observationSize)
    actions = places
    rewards = [Float](repeating: 0, count: size)
    successors = observations
    isTerminal = [Bool](repeating: false, count: size)
  }
}
