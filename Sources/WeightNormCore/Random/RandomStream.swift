/// A reproducible stream of random numbers: xoshiro256** (Blackman & Vigna 2018), its state filled by
/// SplitMix64 (Steele, Lea & Flood 2014).
///
/// Give each purpose a stream with a name of its own, so that one more draw for the data does not shift
/// the initialization.
public struct RandomStream: Equatable, Sendable {
  private var state: (UInt64, UInt64, UInt64, UInt64)

  /// The generator whose state is four outputs of SplitMix64 started at `seed`.
  public init(seed: UInt64) {
    var source = SplitMix64(state: seed)
    state = (source.next(), source.next(), source.next(), source.next())
  }

  /// The stream of that name, whose hash (64-bit FNV-1a of its UTF-8) is the generator's seed.
  public init(named name: String) {
    self.init(seed: FNV1a.hash(name.utf8))
  }

  /// The next 64 bits.
  public mutating func next() -> UInt64 {
    let result = Self.rotated(state.1 &* 5, by: 7) &* 9
    let shifted = state.1 << 17
    state.2 ^= state.0
    state.3 ^= state.1
    state.1 ^= state.2
    state.0 ^= state.3
    state.2 ^= shifted
    state.3 = Self.rotated(state.3, by: 45)
    return result
  }

  private static func rotated(_ x: UInt64, by count: UInt64) -> UInt64 {
    (x << count) | (x >> (64 - count))
  }

  public static func == (a: RandomStream, b: RandomStream) -> Bool {
    a.state == b.state
  }
}
