/// Runs independent jobs, at most so many at a time, and tells how far they are.
///
/// Jobs are pure functions of their item, and results come back in the order of the items, so that
/// the number of workers changes nothing but the time.
public actor Workers {
  /// Called after each job with the work done since the start, in seconds on a nominal processor.
  public typealias Progress = @Sendable (_ work: Double) -> Void

  private var free: Int
  private var waiting: [CheckedContinuation<Void, Never>] = []
  private var done = 0.0
  private let progress: Progress?

  /// - Precondition: at least one worker.
  public init(count: Int, progress: Progress? = nil) {
    precondition(count > 0, "no workers")
    free = count
    self.progress = progress
  }

  /// The results of `body` for each item. `work` estimates the cost of one item.
  ///
  /// - Throws: the first error in item order; `CancellationError` when the task was cancelled.
  nonisolated func map<Item: Sendable, Result: Sendable>(
    _ items: [Item], work: @escaping @Sendable (Item) -> Double,
    _ body: @escaping @Sendable (Item) throws -> Result
  ) async throws -> [Result] {
    try await withThrowingTaskGroup(of: (Int, Result).self) { group in
      for (index, item) in items.enumerated() {
        group.addTask {
          await self.acquire()
          do {
            try Task.checkCancellation()
            let result = try body(item)
            await self.release(after: work(item))
            return (index, result)
          } catch {
            await self.release(after: 0)
            throw error
          }
        }
      }
      var results = [Result?](repeating: nil, count: items.count)
      for try await (index, result) in group { results[index] = result }
      return results.compactMap { $0 }
    }
  }

  private func acquire() async {
    if free > 0 {
      free -= 1
    } else {
      await withCheckedContinuation { waiting.append($0) }
    }
  }

  private func release(after work: Double) {
    if waiting.isEmpty {
      free += 1
    } else {
      waiting.removeFirst().resume()
    }
    done += work
    progress?(done)
  }
}
