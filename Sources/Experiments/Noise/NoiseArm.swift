internal import WeightNormCore

/// What one neuron of the experiment does with its rate.
enum NoiseArm: Equatable, Sendable {
  /// The standard neuron at a constant rate.
  case standard(octave: Double)
  /// g frozen at ‖w*‖.
  case fixed(octave: Double)
  /// g trained at the rate of v.
  case trained(octave: Double)
  /// g trained at a rate of its own.
  case slow(octave: Double)
  /// The standard neuron at a rate that somebody wrote down, by number.
  case schedule(Int)
  /// The standard neuron at the rates ηg²/‖v‖² of the frozen arm at that η.
  case replay(octave: Double)

  /// The name in records: `fixed.octave-4`.
  var name: String {
    switch self {
    case .standard(let octave): "standard.\(Self.key(octave))"
    case .fixed(let octave): "fixed.\(Self.key(octave))"
    case .trained(let octave): "trained.\(Self.key(octave))"
    case .slow(let octave): "trained-slow.\(Self.key(octave))"
    case .schedule(let index): "schedule\(index + 1)"
    case .replay: "replay.plain"
    }
  }

  private static func key(_ octave: Double) -> String {
    "octave\(Anatomy.key(octave))"
  }

  /// log₂ η; nil where the rate is not constant.
  var octave: Double? {
    switch self {
    case .standard(let octave), .fixed(let octave), .trained(let octave), .slow(let octave): octave
    case .schedule, .replay: nil
    }
  }

  var isStandard: Bool {
    if case .standard = self { true } else { false }
  }
}

extension Noise.Specification {
  /// log₂ η of the standard neurons, increasing.
  var standardOctaves: [Double] {
    let coarse = rates.octaves
    return (coarse + fineRates.octaves.filter { !coarse.contains($0) }).sorted()
  }

  /// The standard neurons of a run, the replay last.
  var standardArms: [NoiseArm] {
    standardOctaves.map { .standard(octave: $0) } + schedules.indices.map { .schedule($0) }
      + [.replay(octave: replayOctave)]
  }

  /// The weight-normalized neurons of a run.
  var weightNormArms: [NoiseArm] {
    rates.octaves.map { .fixed(octave: $0) } + rates.octaves.map { .trained(octave: $0) }
      + rates.octaves.map { .slow(octave: $0) }
  }

  /// The rates of an arm in its first step.
  func learningRates(_ arm: NoiseArm) -> LearningRates {
    switch arm {
    case .standard(let octave), .trained(let octave): LearningRates(RateGrid.rate(octave))
    case .fixed(let octave): LearningRates(RateGrid.rate(octave), magnitude: 0)
    case .slow(let octave): LearningRates(RateGrid.rate(octave), magnitude: slowRate)
    case .schedule(let index): LearningRates(schedules[index].rate(0))
    case .replay: LearningRates(0)
    }
  }

  /// The length of w in which an arm starts.
  func startLength(_ arm: NoiseArm) -> Double {
    switch arm {
    case .standard, .trained, .slow, .schedule: startLength
    case .fixed, .replay: fixedMagnitude
    }
  }

  /// The rate ηg²/‖v‖² at which the direction of a noise-driven neuron learns after t steps, far from
  /// the start and near w*.
  ///
  /// ```
  /// E‖∇w‖² → G² = (k − 1)σ²/B,   ‖v‖⁴ ≈ 2η²g²G²t   ⇒   ηg²/‖v‖² ≈ g/(G√(2t))
  /// ```
  /// η drops out.
  func mergedRate(after steps: Int) -> Double {
    fixedMagnitude / (gradientNoise * (2 * Double(steps)).squareRoot())
  }

  /// ‖v‖ by the same law.
  func norm(after steps: Int, rate: Double) -> Double {
    (rate / mergedRate(after: steps)).squareRoot() * fixedMagnitude
  }

  /// G, the length of the sideways gradient of a batch at w*.
  private var gradientNoise: Double {
    noise * (Double(inputSize - 1) / Double(batchSize)).squareRoot()
  }
}
