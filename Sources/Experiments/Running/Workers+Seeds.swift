extension Workers {
  /// The results of `body` for each item with each seed, seeds within items.
  nonisolated func map<Item: Sendable, Value: Sendable>(
    _ items: [Item], seeds: [Int], work: Work,
    _ body: @escaping @Sendable (Item, _ seed: Int) throws -> Value
  ) async throws -> [[Value]] {
    let jobs = items.flatMap { item in seeds.map { (item, $0) } }
    let values = try await map(jobs, work: work) { try body($0.0, $0.1) }
    return items.indices.map { Array(values[$0 * seeds.count..<($0 + 1) * seeds.count]) }
  }
}
