import Foundation

/// How long a processor has worked, in seconds.
enum ProcessorTime {
  /// For this thread.
  static var thread: Double { reading(of: CLOCK_THREAD_CPUTIME_ID) }
  /// For all threads of this process.
  static var process: Double { reading(of: CLOCK_PROCESS_CPUTIME_ID) }

  private static func reading(of clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + 1e-9 * Double(time.tv_nsec)
  }
}
