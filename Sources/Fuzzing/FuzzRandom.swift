internal import WeightNormCore

/// SplitMix64, so that a seed names an input on every machine.
public struct FuzzRandom: RandomNumberGenerator {
  private var source: SplitMix64

  public init(seed: UInt64) {
    source = SplitMix64(state: seed)
  }

  public mutating func next() -> UInt64 { source.next() }

  /// True once in `count` times.
  mutating func oneIn(_ count: Int) -> Bool { Int.random(in: 0..<count, using: &self) == 0 }

  /// A number from 1 to `limit`, small ones more often.
  mutating func size(upTo limit: Int) -> Int {
    var size = 1
    while size < limit, !oneIn(4) { size *= 2 }
    return Int.random(in: 1...min(size, limit), using: &self)
  }

  mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[Int.random(in: elements.indices, using: &self)]
  }
}
