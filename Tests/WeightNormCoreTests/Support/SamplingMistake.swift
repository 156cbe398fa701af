@testable import WeightNormCore

/// What a program can do wrong with draws and gradient checks.
enum SamplingMistake: String, Codable, CaseIterable, Sendable {
  case belowZero, belowLeast, negativePermutation, negativeDraws
  case noLimit, negativeLimit, noStep, stepOfNaN

  var message: String {
    switch self {
    case .belowZero, .belowLeast: "an empty range has no random number"
    case .negativePermutation: "a permutation of a negative number"
    case .negativeDraws: "a negative number of draws"
    case .noLimit, .negativeLimit: "a limit that lets no element through"
    case .noStep, .stepOfNaN: "a step that is not positive"
    }
  }

  func make() throws {
    var stream = RandomStream(seed: 0)
    switch self {
    case .belowZero: _ = stream.integer(below: 0)
    case .belowLeast: _ = stream.integer(below: .min)
    case .negativePermutation: _ = stream.permutation(-1)
    case .negativeDraws: let _: [Float] = stream.normals(-1)
    case .noLimit: try check(limit: 0)
    case .negativeLimit: try check(limit: -1)
    case .noStep: try check(step: 0)
    case .stepOfNaN: try check(step: .nan)
    }
  }

  private func check(step: Double = 1e-5, limit: Int = 1) throws {
    let model = try NetworkMistake.network([2, 2])
    _ = try GradientCheck.worstError(
      of: model, Matrix(rows: 1, columns: 2), .labels([0]), step: step, limit: limit)
  }
}
