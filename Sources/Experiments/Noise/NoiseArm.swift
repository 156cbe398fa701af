internal import WeightNormCore

/// What one neuron of the experiment does with its rate.
enum NoiseArm: Equatable, Sendable {
  /// At a constant rate.
  case constant(Family, exponent: Double)
  /// The standard neuron at a rate that somebody wrote down, by number.
  case schedule(Int)
  /// The standard neuron at the rates ηg²/‖v‖² of the frozen arm at that η.
  case replay(exponent: Double)

  /// Arms that differ in their rate alone.
  enum Family: String, CaseIterable, Sendable {
    /// Without weight normalization.
    case standard
    /// g frozen at ‖w*‖.
    case fixed
    /// g trained at the rate of v.
    case trained
    /// g trained at a rate of its own.
    case slow = "trained-slow"
  }

  static func standard(exponent: Double) -> Self { .constant(.standard, exponent: exponent) }
  static func fixed(exponent: Double) -> Self { .constant(.fixed, exponent: exponent) }

  /// The name in records: `fixed.exponent-4`.
  var name: String {
    switch self {
    case .constant(let family, let exponent):
      "\(family.rawValue).exponent\(RecordedName.part(exponent))"
    case .schedule(let index): "schedule\(index + 1)"
    case .replay: "replay.plain"
    }
  }
}

extension Noise.Specification {
  /// log₂ η of the arms of a family, increasing.
  func exponents(of family: NoiseArm.Family) -> [Double] {
    let coarse = rates.exponents
    guard family == .standard else { return coarse }
    return (coarse + fineRates.exponents.filter { !coarse.contains($0) }).sorted()
  }

  /// The neurons of a run.
  var arms: [NoiseArm] {
    NoiseArm.Family.allCases.flatMap { family in
      exponents(of: family).map { .constant(family, exponent: $0) }
    } + schedules.indices.map { .schedule($0) } + [.replay(exponent: replayExponent)]
  }

  /// Those of which a record tells floor and speed; finer rates are in the series of the families alone.
  var recordedArms: [NoiseArm] {
    arms.filter { arm in
      guard case .constant(_, let exponent) = arm else { return true }
      return rates.exponents.contains(exponent)
    }
  }

  /// The rates of an arm in a step, of which a replay takes the one that is replayed.
  func learningRates(_ arm: NoiseArm, step: Int, replayed: Double) -> LearningRates {
    switch arm {
    case .constant(.fixed, let exponent): LearningRates(RateGrid.rate(exponent), magnitude: 0)
    case .constant(.slow, let exponent): LearningRates(RateGrid.rate(exponent), magnitude: slowRate)
    case .constant(_, let exponent): LearningRates(RateGrid.rate(exponent))
    case .schedule(let index): LearningRates(schedules[index].rate(step))
    case .replay: LearningRates(replayed)
    }
  }

  /// ‖v‖ and g in which an arm starts; ‖w‖ and nil without weight normalization.
  func start(_ arm: NoiseArm) -> (norm: Double, magnitude: Double?) {
    switch arm {
    case .constant(.standard, _), .schedule: (startLength, nil)
    case .constant(.fixed, _): (startLength, fixedMagnitude)
    case .constant: (startLength, startLength)
    case .replay: (fixedMagnitude, nil)
    }
  }
}

/// A learning rate that falls as start/√(1 + t/scale).
struct RateSchedule: Codable, Equatable, Sendable {
  var start: Double
  /// In steps.
  var scale: Double

  func rate(_ step: Int) -> Double { start / (1 + Double(step) / scale).squareRoot() }
}
