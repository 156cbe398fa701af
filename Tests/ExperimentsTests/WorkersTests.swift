internal import Foundation
import Testing

@testable import Experiments

struct WorkersTests {
  private static let one = Work.steps(1, length: 0)

  private struct Failure: Error, Equatable {
    var item: Int
  }

  /// When a job ran.
  private struct Span: Sendable {
    var start: ContinuousClock.Instant
    var end: ContinuousClock.Instant
  }

  /// The most spans that hold one instant.
  private func greatestOverlap(_ spans: [Span]) -> Int {
    spans.map { span in spans.count { $0.start <= span.start && span.start < $0.end } }.max() ?? 0
  }

  /// Runs jobs of two milliseconds each, and gives when they ran.
  private func spans(of count: Int, workers: Workers) async throws -> [Span] {
    try await workers.map(Array(0..<count), work: Self.one) { _ in
      let start = ContinuousClock.now
      usleep(2000)
      return Span(start: start, end: ContinuousClock.now)
    }
  }

  @Test(arguments: [1, 2, 7, 100])
  func `results keep the order of the items, whoever is first`(_ count: Int) async throws {
    let items = Array(0..<50)
    let results = try await Workers(count: count).map(items, work: Self.one) { item in
      usleep(UInt32(item * 7919 % 13) * 50)
      return item * item
    }
    #expect(results == items.map { $0 * $0 })
  }

  @Test func `no items give no results`() async throws {
    #expect(try await Workers(count: 3).map([Int](), work: Self.one, { $0 }).isEmpty)
  }

  @Test(arguments: [1, 2, 3])
  func `no more jobs run at a time than there are workers`(_ count: Int) async throws {
    let spans = try await spans(of: 20, workers: Workers(count: count))
    #expect(greatestOverlap(spans) <= count)
  }

  @Test func `two lists share the workers`() async throws {
    let workers = Workers(count: 1)
    async let first = spans(of: 8, workers: workers)
    async let second = spans(of: 8, workers: workers)
    #expect(greatestOverlap(try await first + second) == 1)
  }

  @Test func `overlap is counted`() {
    let now = ContinuousClock.now
    func span(_ start: Int, _ end: Int) -> Span {
      Span(start: now + .seconds(start), end: now + .seconds(end))
    }
    #expect(greatestOverlap([]) == 0)
    #expect(greatestOverlap([span(0, 1), span(1, 2)]) == 1)
    #expect(greatestOverlap([span(0, 3), span(1, 2), span(2, 4)]) == 2)
    #expect(greatestOverlap([span(0, 3), span(1, 4), span(2, 5)]) == 3)
  }

  @Test(arguments: [1, 2, 7])
  func `the first error in item order is thrown`(_ count: Int) async throws {
    let workers = Workers(count: count)
    for _ in 0..<20 {
      await #expect(throws: Failure(item: 2)) {
        try await workers.map(Array(0..<10), work: Self.one) { item in
          // The later failure comes sooner.
          usleep(UInt32(10 - item) * 200)
          guard item < 2 else { throw Failure(item: item) }
        }
      }
    }
  }

  @Test func `workers are free again after errors and cancellation`() async throws {
    let workers = Workers(count: 2)
    _ = try? await workers.map([1, 2, 3, 4], work: Self.one) { throw Failure(item: $0) }
    let task = Task { try await spans(of: 100, workers: workers) }
    task.cancel()
    _ = try? await task.value
    #expect(try await workers.map([1, 2, 3], work: Self.one, { $0 }) == [1, 2, 3])
  }

  @Test func `cancellation ends it before all jobs have run`() async throws {
    let (works, continuation) = AsyncStream.makeStream(of: Work.self)
    let workers = Workers(count: 1) { continuation.yield($0) }
    let task = Task { try await spans(of: 500, workers: workers) }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    continuation.finish()
    var done = Work.zero
    for await work in works { done = work }
    #expect(done.seconds < 499.5 * Self.one.seconds)
  }

  @Test(arguments: [1, 3])
  func `progress grows to the work of all jobs, over all lists`(_ count: Int) async throws {
    let (works, continuation) = AsyncStream.makeStream(of: Work.self)
    let workers = Workers(count: count) { continuation.yield($0) }
    let more = Work.steps(4, length: 1000)
    _ = try await workers.map([1, 2, 3], work: Self.one, { $0 })
    _ = try await workers.map([4, 5], work: more, { $0 })
    continuation.finish()
    var reports: [Double] = []
    for await work in works { reports.append(work.seconds) }
    #expect(reports.count == 5)
    #expect(reports == reports.sorted())
    let last = try #require(reports.last)
    #expect(abs(last / (3 * Self.one + 2 * more).seconds - 1) < 1e-12)
    #expect(abs(reports[2] / (3 * Self.one).seconds - 1) < 1e-12)
  }

  @Test func `a job that failed did no work`() async throws {
    let (works, continuation) = AsyncStream.makeStream(of: Work.self)
    let workers = Workers(count: 1) { continuation.yield($0) }
    _ = try? await workers.map([1], work: Self.one) { throw Failure(item: $0) }
    continuation.finish()
    var reports: [Double] = []
    for await work in works { reports.append(work.seconds) }
    #expect(reports == [0])
  }

  @Test func `no workers stop the program`() async {
    await #expect(processExitsWith: .failure) {
      _ = Workers(count: 0)
    }
  }
}
