extension Collection where Element: Sendable {
  /// What `transform` makes of each element, in their order; at most `jobs` are at work at once.
  ///
  /// - Throws: of several errors that of the first element.
  func concurrentMap<Transformed: Sendable, Failure>(
    jobs: Int, _ transform: @escaping @Sendable (Element) throws(Failure) -> Transformed
  ) async throws(Failure) -> [Transformed] {
    typealias Outcome = Result<Transformed, Failure>
    let outcomes = await withTaskGroup(of: (Int, Outcome).self) { group in
      var outcomes: [(index: Int, outcome: Outcome)] = []
      for (index, element) in enumerated() {
        if index >= jobs, let next = await group.next() { outcomes.append(next) }
        group.addTask {
          (index, Outcome { () throws(Failure) in try transform(element) })
        }
      }
      for await next in group { outcomes.append(next) }
      return outcomes.sorted { $0.index < $1.index }.map(\.outcome)
    }
    return try outcomes.map { outcome throws(Failure) in try outcome.get() }
  }
}
