@testable import Figures

/// Numbers of one character, as the data of one axis have: of one size, or of none.
struct RandomNumbers: Sendable {
  enum Character: CaseIterable, Sendable {
    case usual
    case tiny
    case huge
    case negative
    /// All the same.
    case equal
    /// The same but for the last digits.
    case nearlyEqual
    /// Of every size that numbers have.
    case anySize
  }

  private let character: Character
  private let size: Double

  init(_ random: inout SplitMix) {
    let all = Character.allCases
    // Half of all data are of a usual kind.
    character = random.below(2) == 0 ? .usual : all[random.below(all.count)]
    size =
      switch character {
      case .tiny: power(10, random.between(-300, -12))
      case .huge: power(10, random.between(12, 300))
      default: power(10, random.between(-6, 6))
      }
  }

  func next(_ random: inout SplitMix) -> Double {
    switch character {
    case .usual: random.between(-0.2, 1) * size
    case .tiny, .huge: random.between(-0.1, 1) * size
    case .negative: -random.unit() * size
    case .equal: size
    case .nearlyEqual: size * (1 + 1e-14 * random.unit())
    case .anySize: (random.below(8) == 0 ? -1 : 1) * power(10, random.between(-300, 300))
    }
  }
}
