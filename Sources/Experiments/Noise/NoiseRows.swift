internal import WeightNormCore

/// All neurons of one seed: the standard ones and the weight-normalized ones, in the order of the arms.
struct NoiseRows {
  private let specification: Noise.Specification
  private let startDirection: [Double]
  private let standardArms: [NoiseArm]
  private var standard: NeuronRow
  private var normalized: NeuronRow
  /// Where the neuron whose rates are replayed stands, and where the one that replays them.
  let referenceIndex: Int
  let replayIndex: Int
  /// ηg²/‖v‖² of the replayed neuron; 0 once it has diverged.
  private(set) var replayedRate = 0.0

  /// - Precondition: the replayed rate is one of the rates.
  init(_ specification: Noise.Specification, _ stream: RegressionStream) throws(CoreError) {
    let standardArms = specification.standardArms
    let normalizedArms = specification.weightNormArms
    let replayed = NoiseArm.fixed(octave: specification.replayOctave)
    guard let reference = normalizedArms.firstIndex(of: replayed) else {
      preconditionFailure("the replayed rate is not one of the rates")
    }
    self.specification = specification
    self.standardArms = standardArms
    startDirection = stream.startDirection
    referenceIndex = standardArms.count + reference
    replayIndex = standardArms.count - 1
    let start = stream.startDirection
    standard = try NeuronRow(
      weights: standardArms.map { start.scaled(by: specification.startLength($0)) },
      rates: standardArms.map(specification.learningRates), batchSize: specification.batchSize)
    normalized = try NeuronRow(
      directions: normalizedArms.map { _ in start.scaled(by: specification.startLength) },
      magnitudes: normalizedArms.map(specification.startLength),
      rates: normalizedArms.map(specification.learningRates), batchSize: specification.batchSize)
  }

  func states(target: [Double]) -> [NeuronRow.State] {
    standard.states(target: target) + normalized.states(target: target)
  }

  /// The rates that are not constant, for the step that comes.
  mutating func setRates(of step: Int, _ states: [NeuronRow.State]) {
    replayedRate = directionRate(referenceIndex, states[referenceIndex])
    for (index, arm) in standardArms.enumerated() {
      switch arm {
      case .schedule(let number):
        standard.rates[index] = LearningRates(specification.schedules[number].rate(step))
      case .replay: standard.rates[index] = LearningRates(replayedRate)
      default: break
      }
    }
  }

  /// The rate at which the direction of w learns: ηg²/‖v‖², or η of a standard neuron.
  func directionRate(_ index: Int, _ state: NeuronRow.State) -> Double {
    guard index >= standard.count else { return standard.rates[index].base }
    let rate = normalized.rates[index - standard.count].base
    return rate * state.length * state.length / (state.norm * state.norm)
  }

  mutating func step(on batch: RegressionStream.Batch) throws(CoreError) {
    try standard.step(on: batch)
    try normalized.step(on: batch)
  }

  /// Takes a neuron that diverged out of the training.
  mutating func retire(_ index: Int) throws(CoreError) {
    if index < standard.count {
      try standard.retire(index, at: startDirection)
    } else {
      try normalized.retire(index - standard.count, at: startDirection)
    }
  }

  /// w of the replayed neuron.
  func referenceWeight() throws(CoreError) -> [Double] {
    try normalized.weight(referenceIndex - standard.count)
  }
}
