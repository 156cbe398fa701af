import Foundation
import WeightNormCore

/// How long the long forms of tests are, which make targets ask for.
enum Campaign {
  /// The number in an environment variable.
  static func number(_ variable: String) -> Int? {
    ProcessInfo.processInfo.environment[variable].flatMap(Int.init)
  }
}

/// SplitMix64: the same choices for the same seed.
struct SeededRandomness: RandomNumberGenerator {
  private var source: SplitMix64

  init(seed: Int) {
    source = SplitMix64(state: UInt64(bitPattern: Int64(seed)))
  }

  mutating func next() -> UInt64 { source.next() }
}
