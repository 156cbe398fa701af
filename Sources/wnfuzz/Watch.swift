import Foundation
import Fuzzing
import Synchronization

/// Ends the program when an input takes too long or too much memory, and keeps the seed of the
/// current input in a file for the case that it crashes.
final class Watch: Sendable {
  private static let timeLimit = Duration.seconds(2)
  private static let memoryLimit = 512 << 20

  private struct State {
    var seed: UInt64 = 0
    /// The processor time at the beginning of the input.
    var start: Duration?
    var slowest: (seed: UInt64, time: Duration) = (0, .zero)

    mutating func note() {
      guard let start else { return }
      let time = Watch.processorTime - start
      if time > slowest.time { slowest = (seed, time) }
    }
  }

  private let target: FuzzTarget
  private let descriptor: Int32
  private let state = Mutex(State())

  init(target: FuzzTarget, file: String) {
    self.target = target
    descriptor = open(file, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
  }

  func begins(_ seed: UInt64) {
    state.withLock { state in
      state.note()
      state.seed = seed
      state.start = Self.processorTime
    }
    let text = String(seed).padding(toLength: 20, withPad: " ", startingAt: 0)
    let written = text.withCString { pwrite(descriptor, $0, 20, 0) }
    if written != 20 { stop(seed, "cannot be kept: \(String(cString: strerror(errno)))") }
  }

  func ends() {
    state.withLock { state in
      state.note()
      state.start = nil
    }
  }

  /// The seed of the slowest input and its time.
  var slowest: String {
    state.withLock { "\($0.slowest.seed) (\($0.slowest.time))" }
  }

  func start() {
    Thread.detachNewThread { [self] in
      while true {
        Thread.sleep(forTimeInterval: 0.05)
        check()
      }
    }
  }

  private func check() {
    let (seed, time) = state.withLock {
      ($0.seed, $0.start.map { Self.processorTime - $0 } ?? .zero)
    }
    let memory = Self.memory
    if time > Self.timeLimit { stop(seed, "takes longer than \(Self.timeLimit)") }
    if memory > Self.memoryLimit { stop(seed, "takes \(memory >> 20) MiB") }
  }

  private func stop(_ seed: UInt64, _ fault: String) -> Never {
    print("\(target.rawValue) \(seed): \(fault)")
    exit(1)
  }

  /// What this process has had of all processors: other programs do not make an input slow.
  private static var processorTime: Duration {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }

  /// The resident memory in bytes; zero where the system does not say.
  static var memory: Int {
    guard let pages = FileManager.default.contents(atPath: "/proc/self/statm") else { return 0 }
    let fields = String(decoding: pages, as: UTF8.self).split(separator: " ")
    return (fields.count > 1 ? Int(fields[1]) ?? 0 : 0) * Int(getpagesize())
  }
}
