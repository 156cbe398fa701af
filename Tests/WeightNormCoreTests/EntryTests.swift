internal import Foundation
import Testing

@testable import WeightNormCore

/// All public entries under random shapes and indices. `WNREPORT_CORE_CASES` says how many.
struct EntryTests {
  private static let count =
    ProcessInfo.processInfo.environment["WNREPORT_CORE_CASES"].flatMap(Int.init) ?? 10_000

  @Test func `every entry does what plain arrays do, or refuses what data get wrong`() throws {
    for seed in 0..<Self.count {
      var entries = EntryCase(seed: seed)
      do { try entries.run() } catch { Issue.record("seed \(seed): \(error)") }
    }
  }
}
