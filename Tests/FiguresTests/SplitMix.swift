import Foundation
import WeightNormCore

/// A seeded generator, so that a random case that fails can be drawn again.
struct SplitMix: RandomNumberGenerator {
  private var source: SplitMix64

  init(_ seed: UInt64) { source = SplitMix64(state: seed) }

  mutating func next() -> UInt64 { source.next() }

  /// A number between 0 and 1.
  mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// A number between two others.
  mutating func between(_ low: Double, _ high: Double) -> Double { low + unit() * (high - low) }

  /// A whole number from 0 to below `count`.
  mutating func below(_ count: Int) -> Int { Int(next() % UInt64(count)) }
}

/// A power, without a second import in every file of tests.
func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }
