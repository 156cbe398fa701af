import Runs
import WeightNormCore

/// Not Foundation's type of that name.
typealias Measurement = Runs.Measurement

/// SplitMix64: enough randomness for records.
struct Randomness: RandomNumberGenerator {
  private var source: SplitMix64

  init(seed: Int) {
    source = SplitMix64(state: UInt64(seed))
  }

  mutating func next() -> UInt64 { source.next() }

  /// Any finite number: all bit patterns are equally frequent, so most are tiny or huge.
  mutating func number() -> Double {
    if next() % 8 == 0 { return Double(Int(next() % 2001) - 1000) / 8 }
    let number = Double(bitPattern: next())
    return number.isFinite ? number : 0
  }

  mutating func word() -> String {
    let pieces = [
      "‖v‖", "a", "\"", "\\", "[", "]", "{", "}", ",", ":", "\n", "\u{1}", "/", "é", " ",
    ]
    return (0..<next() % 6).map { _ in pieces[Int(next() % UInt64(pieces.count))] }.joined()
  }

  mutating func list<Element>(
    upTo limit: UInt64, _ element: (inout Randomness) -> Element
  ) -> [Element] {
    (0..<next() % (limit + 1)).map { _ in element(&self) }
  }

  mutating func measurement() -> Measurement {
    switch next() % 5 {
    case 0: .number(number())
    case 1: .integer(Int(truncatingIfNeeded: next()))
    case 2: .flag(next() % 2 == 0)
    case 3: .text(word())
    default: .interval(Interval(estimate: number(), low: number(), high: number()))
    }
  }

  mutating func gaps(_ count: Int) -> [Double?] {
    (0..<count).map { _ in next() % 4 == 0 ? nil : number() }
  }

  mutating func series(_ name: String) -> Series {
    let count = Int(next() % 4)
    let hasSpread = next() % 2 == 0
    return Series(
      name: name, explanation: word(), x: Quantity(word()), y: Quantity(word()),
      positions: (0..<count).map { _ in number() }, median: gaps(count),
      spread: hasSpread
        ? Spread(
          minimum: gaps(count), lowerQuartile: gaps(count), upperQuartile: gaps(count),
          maximum: gaps(count)) : nil,
      seeds: list(upTo: 3) { SeedPath(seed: Int($0.next() % 100), values: $0.gaps(count)) })
  }

  mutating func sampling() -> Sampling? {
    guard next() % 3 == 0 else { return nil }
    let seeds = next() % 2 == 0 ? nil : list(upTo: 3) { $0.number() }
    return Sampling(seeds: seeds, studies: list(upTo: 4) { $0.number() })
  }

  mutating func table(_ name: String) -> SeedTable {
    let (rows, columns) = (next() % 4, next() % 4)
    return SeedTable(
      name: name, explanation: word(), x: Quantity(word()),
      positions: (0..<rows).map { _ in number() },
      rows: (0..<rows).map { _ in (0..<columns).map { _ in number() } })
  }

  mutating func verdict() -> Verdict {
    let outcomes: [Outcome?] = Outcome.allCases + [nil]
    return Verdict(
      claim: word(), statement: word(), kind: ClaimKind.allCases[Int(next() % 3)], source: word(),
      experiments: list(upTo: 3) { $0.word() }, outcome: outcomes[Int(next() % 5)],
      pinned: Outcome.allCases[Int(next() % 4)], reason: next() % 2 == 0 ? nil : word(),
      stability: next() % 2 == 0 ? nil : number(),
      evidence: list(upTo: 2) {
        Evidence(
          name: $0.word(), label: $0.word(), value: $0.measurement(), unit: $0.word(),
          condition: $0.condition(), holds: $0.next() % 2 == 0,
          bearing: Evidence.Bearing.allCases[Int($0.next() % 4)])
      })
  }

  mutating func condition() -> Condition {
    let bound = Double(next() % 2000) / 8 - 100
    return switch next() % 8 {
    case 0: .below(bound)
    case 1: .above(bound)
    case 2: .within(bound...bound + Double(next() % 10))
    case 3: .atLeast(bound)
    case 4: .atMost(bound)
    case 5: .flag(bound < 0)
    case 6: .word("word \(bound)")
    default: .equal(Int(next() % 10))
    }
  }

  mutating func specification(depth: Int = 3) -> JSONValue {
    switch next() % (depth > 0 ? 7 : 5) {
    case 0: .null
    case 1: .bool(next() % 2 == 0)
    case 2: .integer(Int(next() % 1000) - 500)
    case 3: .number(0.5 + Double(next() % 1000))
    case 4: .string(word())
    case 5: .array(list(upTo: 3) { $0.specification(depth: depth - 1) })
    default:
      .object(
        Dictionary(
          list(upTo: 3) { ($0.word(), $0.specification(depth: depth - 1)) },
          uniquingKeysWith: { first, _ in first }))
    }
  }
}

extension RunRecord {
  /// A record of everything that a record may hold, drawn from one seed.
  static func random(seed: Int) -> RunRecord {
    var random = Randomness(seed: seed)
    return RunRecord(
      experiment: random.word(), title: random.word(), profile: random.word(),
      specification: random.specification(), seeds: random.list(upTo: 4) { Int($0.next() % 100) },
      values: random.list(upTo: 5) {
        MeasuredValue(
          $0.word(), $0.measurement(), unit: $0.word(), $0.word(), sampling: $0.sampling())
      },
      series: (0..<random.next() % 3).map { random.series("series\($0)") },
      tables: (0..<random.next() % 3).map { random.table("table\($0)") },
      verdicts: random.list(upTo: 2) { $0.verdict() })
  }

  /// A record with nothing in it but its name.
  static func empty(_ experiment: String) -> RunRecord {
    RunRecord(
      experiment: experiment, title: "", profile: "default", specification: .object([:]),
      seeds: [], values: [], series: [])
  }
}
