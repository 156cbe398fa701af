/// Runs independent jobs, at most so many at a time, and tells how far they are.
///
/// Jobs are pure functions of their item, and results come back in the order of the items, so that
/// the number of workers changes nothing but the time.
public actor Workers {
  /// Called after each job with the work done since the start.
  public typealias Progress = @Sendable (_ done: Work) -> Void

  private var free: Int
  private var waiting: [CheckedContinuation<Void, Never>] = []
  private var done = Work.zero
  private let progress: Progress?

  /// - Precondition: at least one worker.
  public init(count: Int, progress: Progress? = nil) {
    precondition(count > 0, "no workers")
    free = count
    self.progress = progress
  }

  /// The results of `body` for each item, of which one costs about `work`.
  ///
  /// - Throws: the first error in item order; `CancellationError` when the task was cancelled.
  nonisolated func map<Item: Sendable, Result: Sendable>(
    _ items: [Item], work: Work,
    _ body: @escaping @Sendable (Item) throws -> Result
  ) async throws -> [Result] {
    typealias Outcome = Swift.Result<Result, any Error>
    return try await withThrowingTaskGroup(of: (Int, Outcome).self) { group in
      for (index, item) in items.enumerated() {
        group.addTask {
          await self.acquire()
          let outcome = Outcome {
            try Task.checkCancellation()
            return try body(item)
          }
          let isDone = if case .success = outcome { true } else { false }
          await self.release(after: isDone ? work : .zero)
          return (index, outcome)
        }
      }
      // Outcomes are taken in item order, so that which error is thrown, and cancels the other jobs,
      // does not depend on which came first.
      var outcomes = [Outcome?](repeating: nil, count: items.count)
      var results: [Result] = []
      for try await (index, outcome) in group {
        outcomes[index] = outcome
        while results.count < items.count, let next = outcomes[results.count] {
          results.append(try next.get())
        }
      }
      return results
    }
  }

  private func acquire() async {
    if free > 0 {
      free -= 1
    } else {
      await withCheckedContinuation { waiting.append($0) }
    }
  }

  private func release(after work: Work) {
    if waiting.isEmpty {
      free += 1
    } else {
      waiting.removeFirst().resume()
    }
    done = done + work
    progress?(done)
  }
}
