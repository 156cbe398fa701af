import WeightNormCore

/// Random choices that are the same on every machine (SplitMix64).
struct RandomDraws {
  private var source: SplitMix64

  init(seed: UInt64) { source = SplitMix64(state: seed) }

  mutating func next() -> UInt64 { source.next() }

  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

  mutating func pick<Choice>(_ choices: [Choice]) -> Choice { choices[below(choices.count)] }
}
